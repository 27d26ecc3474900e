"""How an item came to be what it is, on seven films that can be checked by hand."""

import pytest
from tests.app.pages import item_named

from openslate.app.catalogue.item_story_views import SaidField, Saying
from openslate.app.catalogue.why_won import WhyWon
from openslate.app.desk import Desk
from openslate.graph.policy import CanonicalPolicy, Choice, Winner

TWO = (
    Saying("1995", True, (("films", "a"),)),
    Saying("1996", False, (("lens", "b"),)),
)


def fields(desk: Desk, name: str) -> dict[str, SaidField]:
    story = desk.story(item_named(desk, name), desk.context())
    return {said.field: said for said in story.fields}


def test_a_field_tells_winners_losers_and_why(tiny: Desk) -> None:
    said = fields(tiny, "12 Monkeys")
    name = said["name"]
    assert [(v.value, v.won, v.said_by[0][0]) for v in name.values] == [
        ("12 Monkeys", True, "wikidata-films"),
        ("Twelve Monkeys", False, "movielens-100k"),
    ]
    assert name.why == "wikidata-films is trusted most (0.9; next 0.6)."
    assert name.conflict.startswith("The sources disagree about the name of 12 Monkeys")
    assert said["year"].why == "Both sources agree."
    assert len(said["year"].values) == 1
    assert (said["year"].several, said["runtime"].several) == (True, False)
    assert said["runtime"].why == "Only wikidata-films says anything of it."


def test_records_links_and_former_ids(tiny: Desk) -> None:
    item = item_named(tiny, "12 Monkeys")
    story = tiny.story(item, tiny.context())
    assert {record.source for record in story.records} == {"wikidata-films", "movielens-100k"}
    (link,) = story.links
    assert (link.status, link.other_item) == ("accepted", None)
    assert "12 Monkeys" in link.evidence or "name" in link.evidence.lower()
    assert link.parts
    assert link.parts[-1].after == pytest.approx(sum(part.amount for part in link.parts))
    (former,) = story.former_ids
    assert tiny.story(former, tiny.context()) == story


def test_where_it_may_not_be_shown_and_why(tiny: Desk) -> None:
    story = tiny.story(item_named(tiny, "12 Monkeys"), tiny.context(territory="GB"))
    here = story.places[0]
    assert (here.territory, here.available) == ("GB", False)
    assert "2026-04-01" in here.reasons[0]
    assert len({place.territory for place in story.places}) == len(story.places)


def test_a_record_alone_has_no_link(tiny: Desk) -> None:
    nameless = next(i for i in tiny.engine.snapshot.ids if tiny.card(i).name == "Untitled")
    story = tiny.story(nameless, tiny.context())
    assert (len(story.records), story.links, story.former_ids) == (1, (), ())
    assert "The record has no name." in {found.sentence for found in story.found}


@pytest.mark.parametrize(
    ("choice", "prefer", "told"),
    [
        ("trust", (), "films is trusted most (0.9; next 0.6)."),
        ("newest", (), "films delivered last, and the newest counts."),
        ("majority", (), "Most records say so."),
        (None, ("films",), "Your settings put films first."),
    ],
)
def test_every_policy_has_its_sentence(
    choice: Choice | None, prefer: tuple[str, ...], told: str
) -> None:
    policy = CanonicalPolicy({"year": Winner(choice, prefer)})
    assert WhyWon(policy, {"films": 0.9, "lens": 0.6})("year", TWO) == told


def test_trust_is_only_named_where_it_decided() -> None:
    policy = CanonicalPolicy()
    alike = "films comes first among sources that are trusted alike (0.5)."
    assert WhyWon(policy, {"films": 0.5, "lens": 0.5})("year", TWO) == alike
    assert "was trusted most when" in WhyWon(policy, {"films": 0.1, "lens": 0.5})("year", TWO)
