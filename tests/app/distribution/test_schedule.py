"""A channel's day: fixed programmes, the watershed, repeats, rest; and its listing read again."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from openslate.app.desk import Desk
from openslate.app.distribution.day_plan import DayPlan
from openslate.app.distribution.schedule_file import ScheduleFile, read_schedule_file
from openslate.catalogue.readers.xmltv import XmltvReader
from openslate.catalogue.record import ProblemList
from openslate.common.errors import SlateError
from openslate.graph.vocabulary import Columns

DAY = date(2026, 3, 16)
TEXT = """
schedule: Channel One
channel: one.example
grid: 5
rest_days: 7
dayparts:
- {daypart: afternoon, from: '13:00', until: '18:00', age: 12}
- {daypart: prime, from: '20:15', until: '23:00', first: true, where: item.year >= 1960}
- {daypart: night, from: '23:00', until: '03:00', repeats: prime}
"""


@pytest.fixture
def file(tmp_path: Path) -> ScheduleFile:
    return written(tmp_path, TEXT)


def written(folder: Path, text: str) -> ScheduleFile:
    path = folder / "one.yaml"
    path.write_text(text, encoding="utf-8")
    return read_schedule_file(path)


def clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def test_programmes_never_overlap_and_last_their_running_time(
    town: Desk, file: ScheduleFile
) -> None:
    plan = town.distribution.plan(file, DAY)
    assert len(plan.showings) > 6
    for one, after in zip(plan.showings, plan.showings[1:], strict=False):
        assert one.ends <= after.begins
    for one in plan.showings:
        lasts = (one.ends - one.begins) // timedelta(minutes=1)
        assert one.runtime <= lasts < one.runtime + file.grid


def test_the_rules_hold_for_as_long_as_a_programme_lasts(town: Desk, file: ScheduleFile) -> None:
    plan = town.distribution.plan(file, DAY)
    ages = dict(town.engine.snapshot.item.select(Columns.ID, "minimum_age").iter_rows())
    years = dict(town.engine.snapshot.item.select(Columns.ID, "year").iter_rows())
    young = [s for s in plan.showings if s.daypart == "afternoon"]
    assert young
    assert all(ages[s.item] is not None and ages[s.item] <= 12 for s in young)
    early = [s for s in plan.showings if "06:00" <= clock(s.begins) < "21:00"]
    assert all((ages[s.item] or 0) < 17 for s in early)
    assert all(years[s.item] >= 1960 for s in plan.showings if s.daypart == "prime")


def test_the_night_shows_prime_again_and_nothing_else_comes_twice(
    town: Desk, file: ScheduleFile
) -> None:
    plan = town.distribution.plan(file, DAY)
    prime = [s.item for s in plan.showings if s.daypart == "prime"]
    again = [s.item for s in plan.showings if s.placed_by == "repeat"]
    assert again
    assert again == prime[: len(again)]
    once = [s.item for s in plan.showings if s.placed_by != "repeat"]
    assert len(set(once)) == len(once)


def test_what_was_recorded_rests_and_a_draft_does_not(
    town: Desk, file: ScheduleFile, tmp_path: Path
) -> None:
    draft = town.distribution.plan(file, DAY)
    assert shown(town.distribution.plan(file, DAY + timedelta(days=1))) & shown(draft)
    kept = town.distribution.publish(draft, tmp_path / "one.xml")
    assert kept.journal_id
    tomorrow = town.distribution.plan(file, DAY + timedelta(days=1))
    assert not shown(tomorrow) & shown(draft)
    assert shown(town.distribution.plan(file, DAY + timedelta(days=8))) & shown(draft)
    with pytest.raises(SlateError, match="is no page but a schedule"):
        town.replay(kept.journal_id)


def shown(plan: DayPlan) -> set[str]:
    return {showing.item for showing in plan.showings}


def test_the_listing_reads_back(town: Desk, file: ScheduleFile, tmp_path: Path) -> None:
    plan = town.distribution.publish(town.distribution.plan(file, DAY), tmp_path / "one.xml")
    problems = ProblemList(tmp_path / "one.xml")
    found = list(XmltvReader().records(tmp_path / "one.xml", problems))
    assert not problems.problems
    assert {r.values["name"] for r in found} == {s.name for s in plan.showings}
    by_name = {s.name: s for s in plan.showings}
    for record in found:
        assert record.values["runtime"] == by_name[record.values["name"]].runtime
        assert record.values["year"] == by_name[record.values["name"]].year


def test_a_pin_stands_at_its_time_or_says_why_not(town: Desk, tmp_path: Path) -> None:
    items = town.engine.snapshot.item
    adult = items.filter(items["minimum_age"] >= 17)[Columns.ID][0]
    allowed = next(s for s in town.distribution.plan(written(tmp_path, TEXT), DAY).showings)
    pins = f"""
pins:
- {{pin: gala, item: '{allowed.item}', at: '20:15', day: 2026-03-16}}
- {{pin: too-early, item: '{adult}', at: '13:00', day: 2026-03-16}}
- {{pin: nowhere, item: no-such, at: '14:00', day: 2026-03-16}}
- {{pin: another-day, item: '{allowed.item}', at: '14:00', day: 2026-03-17}}
"""
    plan = town.distribution.plan(written(tmp_path, TEXT + pins), DAY)
    gala = next(s for s in plan.showings if s.placed_by == "pin")
    assert (gala.item, clock(gala.begins)) == (allowed.item, "20:15")
    assert any(note.startswith("Pin 'too-early' was left out: the rules") for note in plan.notes)
    assert "Pin 'nowhere' was left out: there is no item 'no-such'." in plan.notes
    assert len([note for note in plan.notes if note.startswith("Pin")]) == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("'13:00'", "13:00", "in quotes"),
        ("repeats: prime", "repeats: noon", "repeats 'noon', no daypart"),
        ("item.year", "item.yaer", "item.yaer"),
        ("item.year >= 1960", "viewer.age > 3", "reads only item"),
        ("grid: 5", "grid: 7", "pieces of 7 minutes"),
        ("daypart: night", "daypart: prime", "two are called 'prime'"),
        ("channel: one.example", "chanel: one", "channel"),
        ("until: '18:00'", "until: '12:00'", "ends before it begins"),
        ("until: '18:00'", "until: '07:00'", "the channel's day runs from 06:00 to 06:00"),
        ("until: '18:00'", "until: '13:00'", "ends before it begins"),
        ("'03:00'", "'25:00'", "'25:00' is past midnight; write '01:00'"),
        ("'03:00'", "'24:00'", "'24:00' is past midnight; write '00:00'"),
        ("'03:00'", "'20:75'", "'20:75' is on no clock"),
        ("'03:00'", "'48:00'", "'48:00' is on no clock"),
        ("'03:00'", "'3:00'", "'3:00' is no time"),
        ("'03:00'", "'03:00:30'", "'03:00:30' is no time"),
        ("'03:00'", "'03:00+02:00'", "is no time"),
        ("'03:00'", "'-1:00'", "is no time"),
        ("'03:00'", "''", "'' is no time"),
        ("'03:00'", "", "None is no time"),
        ("grid: 5", "begins: '06:60'", "'06:60' is on no clock"),
        (
            "dayparts:",
            "pins:\n- {pin: gala, item: 'a:b', at: '20:13', day: 2026-03-16}\ndayparts:",
            "'gala' at 20:13 is on no multiple of 5 minutes",
        ),
    ],
)
def test_a_wrong_schedule_is_one_sentence(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(SlateError) as caught:
        written(tmp_path, TEXT.replace(old, new))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
