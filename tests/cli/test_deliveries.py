"""`slate delivery`: the list, and what is asked before a delivery is taken back."""

from .conftest import Slate

BECAUSE = ("--because", "wrong file", "--by", "mia")


def of(slate: Slate, source: str) -> str:
    (view,) = slate.json("delivery", "list", "--source", source)
    return str(view["delivery"])


def test_the_list_in_words(slate: Slate, empty: Slate) -> None:
    said = slate.says("delivery", "list")
    assert "movielens-100k  ml-100k.item" in said
    assert "counts" in said
    assert "Nothing came from nobody." in slate.says("delivery", "list", "--source", "nobody")
    assert "Nothing was delivered yet." in empty.says("delivery", "list")


def test_what_disappears_is_said_before_it_is_asked(slate: Slate) -> None:
    command = ("delivery", "withdraw", of(slate, "movielens-100k"), *BECAUSE)
    refused = slate(*command, given="n\n")
    assert refused.exit_code == 1
    assert "What disappears: 2 items, " in refused.stdout
    assert refused.stdout.index("What disappears") < refused.stdout.index("Withdraw it?")
    assert "Nothing was changed" in refused.stderr
    assert slate.json("delivery", "list", "--source", "movielens-100k")[0]["withdrawn_by"] is None
    done = slate(*command, given="y\n")
    assert "ml-100k.item of movielens-100k is withdrawn. Run 'slate snapshot'" in done.stdout
    assert "withdrawn by mia" in slate.says("delivery", "list")


def test_nobody_at_the_keyboard_changes_nothing(slate: Slate) -> None:
    stopped = slate("delivery", "withdraw", of(slate, "movielens-100k"), *BECAUSE, given="")
    assert stopped.exit_code == 1
    assert stopped.stderr == "slate: Nothing was changed.\n"
    assert "Aborted" not in stopped.output
    assert slate.json("delivery", "list", "--source", "movielens-100k")[0]["current"]


def test_withdrawing_and_restoring_for_programs(slate: Slate) -> None:
    delivery = of(slate, "movielens-100k")
    words = ("delivery", "withdraw", delivery, *BECAUSE)
    assert "Add --yes" in slate.fails(*words, "--json")
    done = slate.json(*words, "--yes")
    assert (done["effect"]["records"], done["effect"]["items"]) == (7, 2)
    assert done["delivery"]["withdrawn_because"] == "wrong file"
    assert "withdrawn already" in slate.fails(*words, "--yes")
    back = slate.says("delivery", "restore", delivery, "--by", "mia", "--yes")
    assert "7 records count again" in back
    assert slate.json("delivery", "list", "--source", "movielens-100k")[0]["current"]


def test_taking_all_of_a_kind_back_says_that_nothing_is_left(slate: Slate) -> None:
    words = ("delivery", "withdraw", of(slate, "availability"), *BECAUSE, "--yes")
    said = slate.says(*words)
    assert "6 rights windows" in said
    assert "Nothing of this kind is left" in said
