"""Measuring what decides the town's pages: by hand for a pin, whole for the rest."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.app.pages import items_of

from openslate.app.desk import Desk
from openslate.app.influence.components import components_of, without
from openslate.app.influence.measurement import MeasurementStore
from openslate.app.influence.seen_pages import SeenPages
from openslate.app.influence.variants import Variants
from openslate.app.slates.ask import ask_for
from openslate.common.errors import NotFoundError, SlateError
from openslate.store.journal import Journal
from openslate.testing.workspace import MadeWorkspace

PIN = """
pins:
- pin: opener
  title: An opener
  item: "{item}"
  row: chosen
  slot: 1
"""


def with_pin(desk: Desk) -> str:
    """Pin an item that none of the three viewers is shown in their first row."""
    shown = {item for v in ("3", "30", "34") for item in items_of(desk.home(v, desk.context(v)))}
    engine, snapshot = desk.engine, desk.engine.snapshot
    allowed = engine.judge(None, desk.context("30")).allowed & ~engine.model.has_history
    free = next(i for i in np.flatnonzero(allowed) if snapshot.ids[i] not in shown)
    path = desk.workspace.rulebook_path
    text = path.read_text()
    path.write_text(text[: text.index("\npins:")] + PIN.format(item=snapshot.ids[free]))
    return snapshot.ids[free]


def test_a_pin_decides_the_one_place_it_holds(town: Desk) -> None:
    pinned = with_pin(town)
    home = town.home("30", town.context("30"))
    assert home.rows[0].cards[0].item == pinned
    measured = town.influence.measure(1)
    found = measured.of_row("chosen")
    assert found["pin:opener"].decides.value == pytest.approx(1)
    assert found["pins"].decides == found["pin:opener"].decides
    assert found["rule:nameless"].decides.value == 0


def test_leaving_the_history_out_is_what_somebody_without_one_is_shown(town: Desk) -> None:
    engine, context = town.engine, town.context("30")
    ask = ask_for(town.workspace, engine, "30", context, history=True)
    history = components_of(engine)[0]
    rows = Variants(engine, 20).composing(ask)(history)
    assert [row.key for row in rows] == ["popular", "decade", "undiscovered", "editors", "genre"]
    home = town.home("30", context, history=False)
    assert [engine.snapshot.ids[i] for i in rows[0].items] == [c.item for c in home.rows[0].cards]


def test_a_rule_that_says_nothing_here_is_not_composed_again(town: Desk) -> None:
    engine = town.engine
    ask = ask_for(town.workspace, engine, "30", town.context("30"), history=True)
    compose = Variants(engine, 20).composing(ask)
    by_key = {component.key: component for component in components_of(engine)}
    assert compose(by_key["rule:child-profile"]) is compose(None)
    assert compose(by_key["rule:not-available"]) != compose(None)


def test_rulebooks_lack_what_is_left_out_and_nothing_else(town: Desk) -> None:
    book = town.engine.rulebook
    by_key = {component.key: component for component in components_of(town.engine)}
    assert "rule:watershed" in by_key
    assert [r.rule for r in without(book, by_key["boosts"]).rules] == [
        r.rule for r in book.rules if r.then.kind not in ("boost", "demote")
    ]
    assert {r.rule for r in book.rules} - {
        r.rule for r in without(book, by_key["freshness"]).rules
    } == {
        "new-here",
        "leaving-soon",
    }
    lacking = without(book, by_key["quota:older-films"])
    assert [q.quota for q in lacking.quotas] == ["one-director", "other-languages"]
    assert without(book, by_key["pins"]).pins == ()
    assert without(book, by_key["history"]) == book


def test_a_stopped_run_goes_on_where_it_was(town: Desk) -> None:
    def stop(done: int, total: int) -> None:  # noqa: ARG001
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        town.influence.measure(3, stop)
    (kept,) = (town.workspace.folder / "influence").glob("*.seen.jsonl")
    assert len(SeenPages(kept).read()) == 2
    with kept.open("ab") as stream:
        stream.write(b'\n{"request": "half a li')
    whole = town.influence.measure(3)
    assert (whole.requests, whole.viewers, whole.left_out) == (3, 3, 0)
    assert len(SeenPages(kept).read()) == 3


def test_a_page_about_items_that_are_gone_is_left_out_and_counted(town: Desk) -> None:
    journal = Journal(town.workspace.database, town.workspace.clock)
    (entry,) = journal.latest(1)
    ask = {**entry.payload["ask"], "history": ["i-long-gone"]}
    journal.record(replace(entry, payload={**entry.payload, "ask": ask}))
    measured = town.influence.measure(4)
    assert (measured.requests, measured.left_out) == (3, 1)


def test_without_a_served_page_it_says_what_to_do(tiny_copy: MadeWorkspace) -> None:
    with tiny_copy.desk() as desk, pytest.raises(SlateError, match="No page was served yet"):
        desk.influence.measure()


def test_a_file_that_is_no_measurement_is_named(town: Desk, tmp_path: Path) -> None:
    store = MeasurementStore(tmp_path)
    store.folder.mkdir()
    (store.folder / "x.json").write_text(json.dumps({"rows": 1}))
    with pytest.raises(SlateError, match=r"cannot be read.*slate influence"):
        store.find(town.influence._now)


def test_how_says_it_in_words_and_tells_when_it_is_stale(town: Desk) -> None:
    assert "not measured yet" in town.influence.how("chosen").sentence
    town.influence.measure(3)
    told = town.influence.how("chosen")
    assert told.sentence.startswith(
        "Of the 20 places of this row, what you watched decides about 1"
    )
    assert (told.requests, told.viewers, told.changed) == (3, 3, ())
    assert {one.kind for one in told.deciders} >= {"history", "graph", "rules", "quotas", "pins"}
    assert {one.name for one in told.entries} >= {"not-available", "one-director", "vertigo"}
    path = town.workspace.rulebook_path
    path.write_text(path.read_text().replace("- pin: vertigo", "- pin: opener"))
    assert town.influence.how("chosen").changed == ("the rules",)


def test_a_row_nobody_has_is_told_apart_from_one_that_was_not_seen(town: Desk) -> None:
    town.influence.measure(3)
    assert "No page with this row" in town.influence.how("popular").sentence
    with pytest.raises(NotFoundError, match="No page has a row 'nonsense'"):
        town.influence.how("nonsense")
