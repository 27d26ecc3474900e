"""`slate health` and `slate rights`: what they say to people and to programs."""

from collections.abc import Callable

from .conftest import Slate


def test_health_in_a_table_an_editor_reads(slate: Slate) -> None:
    said = slate.says("health", "--coverage")
    assert "8 items from 13 records" in said
    assert "Records without a name" in said
    assert "must be mended" in said
    assert "85.7 %" in said


def test_health_for_programs(slate: Slate) -> None:
    health = slate.json("health")
    assert health["checks"][0]["check"] == "name-required"
    page = slate.json("health", "--show", "conflict-name", "--limit", 1, "--offset", 1)
    assert (page["total"], len(page["found"])) == (3, 1)
    problems = slate.json("health", "--problems")
    assert {p["source"]: p["count"] for p in problems} == {"movielens-100k": 2, "wikidata-films": 2}


def test_what_a_check_found_and_how_to_see_the_rest(slate: Slate) -> None:
    said = slate.says("health", "--show", "conflict-name", "--limit", 2)
    assert "Sources disagree: name: 3" in said
    assert "1 more: --offset 2" in said
    assert "There is no check" in slate.fails("health", "--show", "nonsense")


def test_health_before_the_first_snapshot_says_what_to_do(empty: Slate) -> None:
    assert "Run 'slate snapshot'" in empty.fails("health")


def test_rights_in_words(slate: Slate, item: Callable[[str], str]) -> None:
    day = ("--on", "2026-03-15")
    assert "1 rights end in GB" in slate.says("rights", "expiring", "--territory", "GB", *day)
    assert "No window names GB." in slate.says("rights", "where", item("Seven"), *day)
    said = slate.says(
        "rights", "gaps", "--territory", "GB", "--from", "2026-03-01", "--until", "2026-03-31"
    )
    assert "3 gaps in GB" in said
    assert "is no territory" in slate.fails("rights", "expiring", "--territory", "Atlantis")


def test_rights_for_programs(slate: Slate, item: Callable[[str], str]) -> None:
    page = slate.json("rights", "where", item("Seven"), "--on", "2026-03-15", "--licence", "rent")
    assert {place["available"] for place in page["places"]} == {False}
    days = ("--days", "17", "--on", "2026-03-15")
    (right,) = slate.json("rights", "expiring", *days)["rights"]
    assert (right["last_day"], right["row"]) == ("2026-03-31", 2)
