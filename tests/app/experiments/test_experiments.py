"""Two settings compared on the town's viewers: served, journalled, judged on its day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from openslate.app.desk import Desk
from openslate.app.experiments import report as reporting
from openslate.app.experiments.plan import ArmSettings, ExperimentPlan
from openslate.app.views import Home
from openslate.common.errors import NotFoundError, SlateError
from openslate.recommend.experiments.assignment import arm_of
from openslate.rules.reading import parse_rulebook
from openslate.store.journal import Journal
from openslate.testing.clock import FrozenClock
from openslate.testing.workspace import NOW, MadeWorkspace

VIEWERS = [str(number) for number in range(2, 14)]
PLAN = ExperimentPlan(
    salt="s", share=0.5, b=ArmSettings(row_size=5), until=datetime(2026, 4, 1, tzinfo=UTC)
)


@pytest.fixture
def town(town_copy: MadeWorkspace) -> Iterator[Desk]:
    """A desk over 240 films that can be written to."""
    with town_copy.desk() as desk:
        yield desk


def serve(desk: Desk, viewer: str) -> Home:
    return desk.home(viewer, desk.context(viewer))


def watch(desk: Desk, home: Home) -> None:
    desk.record_viewing(home.viewer, home.rows[0].cards[0].item, by="ada")


def test_groups_are_served_their_settings_and_the_journal_says_which(town: Desk) -> None:
    town.experiments.start("short", PLAN, by="ada")
    for viewer in VIEWERS[:4]:
        home = serve(town, viewer)
        arm = arm_of("short", "s", 0.5, viewer)
        assert len(home.rows[0].cards) == (5 if arm == "b" else 20)
        entry = Journal(town.workspace.database).get(home.journal_id)
        assert entry.payload["experiment"] == {"name": "short", "arm": arm}
        assert town.replay(home.journal_id).identical
    off = town.home("2", town.context("2"), history=False)
    assert "experiment" not in Journal(town.workspace.database).get(off.journal_id).payload
    town.experiments.stop("short", by="ada")
    assert len(serve(town, VIEWERS[0]).rows[0].cards) == 20


def test_group_b_can_have_a_rulebook_of_its_own(town: Desk) -> None:
    text = town.workspace.rulebook_path.read_text()
    other = parse_rulebook(text.replace("slot: 1", "slot: 2"), "other.yaml")
    changed = town.experiments.settings(rulebook=other)
    town.experiments.start("pins", PLAN.model_copy(update={"b": changed}), by="ada")
    books = {viewer: serve(town, viewer).rulebook for viewer in VIEWERS[:4]}
    for viewer, version in books.items():
        assert (version == changed.rulebook) == (arm_of("pins", "s", 0.5, viewer) == "b")


def test_it_is_judged_on_its_day_by_what_was_said_beforehand(
    town: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.experiments.start("short", PLAN.model_copy(update={"tolerated": 0.9}), by="ada")
    for viewer in VIEWERS:
        home = serve(town, viewer)
        if arm_of("short", "s", 0.5, viewer) == "b":
            watch(town, home)
    report = town.experiments.report("short")
    a, b = report.groups
    assert (report.verdict, a.pages + b.pages) == ("running", len(VIEWERS))
    assert (a.watched.value, b.watched.value) == (0, 1)
    assert report.sentence.endswith("it is judged on 1 April 2026.")
    town.workspace.clock = FrozenClock(PLAN.until + timedelta(days=1))
    few = town.experiments.report("short")
    assert few.verdict == "fail"
    assert few.sentence.endswith("viewers, and below 30 the ranges are not to be trusted.")
    monkeypatch.setattr(reporting, "FEW", 2)
    judged = town.experiments.report("short")
    assert (judged.verdict, judged.success.value) == ("pass", 1)
    assert judged.sentence.startswith("Passed: b brings +1.000 watched a page")


def test_the_same_pages_give_the_same_ranges(town: Desk) -> None:
    town.experiments.start("short", PLAN, by="ada")
    for number, viewer in enumerate(VIEWERS):
        home = serve(town, viewer)
        if number % 3:
            watch(town, home)
    first = town.experiments.report("short")
    assert first.success.low < first.success.value < first.success.high
    assert all(town.experiments.report("short") == first for _ in range(5))


def test_what_may_be_nothing_fails(town: Desk) -> None:
    town.experiments.start("short", PLAN, by="ada")
    for viewer in VIEWERS[:4]:
        serve(town, viewer)
    town.workspace.clock = FrozenClock(PLAN.until)
    assert town.experiments.report("short").verdict == "fail"


def test_plans_that_cannot_be_are_refused(town: Desk) -> None:
    start = town.experiments.start
    with pytest.raises(SlateError, match="served the same"):
        start("none", PLAN.model_copy(update={"b": ArmSettings()}), by="ada")
    with pytest.raises(SlateError, match="is past"):
        start("late", PLAN.model_copy(update={"until": NOW}), by="ada")
    with pytest.raises(SlateError, match="no name"):
        start("No Name", PLAN, by="ada")
    start("one", PLAN, by="ada")
    with pytest.raises(SlateError, match="'one' is running"):
        start("two", PLAN, by="ada")
    with pytest.raises(NotFoundError, match="nearest name is 'one'"):
        town.experiments.report("ones")
    town.experiments.stop("one", by="ada")
    with pytest.raises(SlateError, match="stopped already"):
        town.experiments.stop("one", by="ada")
    with pytest.raises(SlateError, match="There was an experiment"):
        start("one", PLAN, by="ada")


def test_another_policy_is_estimated_from_pages_that_tried_something(town: Desk) -> None:
    with pytest.raises(SlateError, match="known chances"):
        town.experiments.estimate(ArmSettings())
    home = town.workspace.settings.home.model_copy(update={"exploration": 0.2})
    town.workspace.settings = town.workspace.settings.model_copy(update={"home": home})
    for viewer in VIEWERS[:6]:
        watch(town, serve(town, viewer))
    found = town.experiments.estimate(ArmSettings(), requests=6)
    assert (found.pages, found.viewers) == (6, 6)
    assert found.served.value == pytest.approx(1)
    assert set(found.estimates) == {"ips", "snips", "dr"}
    assert found.overlap.unsupported == 0
    assert found.overlap.warnings == ()
    assert replace(found.overlap, warnings=()) == found.overlap
