"""`slate evaluate` on the tiny workspace."""

from tests.cli.conftest import Slate


def test_it_tells_who_wins_and_keeps_it(slate: Slate) -> None:
    told = slate.says("evaluate", "--split", "random", "--models", "facts", "--k", "3")
    assert "guesses best what viewers go on to watch" in told
    assert "Slate EASE with graph facts" in told
    found = slate.json("evaluate", "--split", "random", "--seeds", "2", "--segments", "")
    assert {one["name"] for one in found["contenders"]} >= {"popularity", "serving"}
    assert found["name"].startswith("e-")


def test_a_wrong_name_is_one_sentence(slate: Slate) -> None:
    wrong = slate("evaluate", "--models", "eas")
    assert (wrong.exit_code, "Did you mean 'ease'" in wrong.stderr) == (1, True)
