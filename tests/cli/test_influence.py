"""`slate influence` measures what was served, and says what to do before anything was."""

from tests.cli.conftest import Slate


def test_it_measures_the_last_pages_and_tells_of_a_row(slate: Slate) -> None:
    nothing = slate("influence")
    assert (nothing.exit_code, "No page was served yet" in nothing.stderr) == (1, True)
    slate.says("recommend", "6", "--at", "2026-03-15T21:30")
    told = slate.says("influence", "--requests", "1", "--row", "popular")
    assert "Of the 2 places of this row" in told, told
    assert "pin vertigo" in told
    assert slate.json("influence", "--requests", "1")["requests"] == 1
    assert slate("influence", "--row", "nonsense").exit_code == 1


def test_a_history_is_switched_off_for_good_and_on_again(slate: Slate) -> None:
    assert "is made without their history" in slate.says("viewer", "history", "1", "off")
    asked = ("recommend", "1", "--at", "2026-03-15T21:30")
    assert slate.json(*asked)["personal"] is False
    assert slate.json("viewer", "history", "1", "on") == {"viewer": "1", "used": True}
    assert slate.json(*asked)["personal"] is True
