"""Makes an invented sheet of rights windows, so that the demo can show what rights do.

Nobody licensed anything: the sheet says so in its first line and in its licence types. The same
seed, films and day give the same bytes. Each film draws its fortune once:

- 80 % may be shown on the day: six in ten of them everywhere, the others in some of the
  territories (at least one); one window in twelve ends within a month of the day;
- 8 % may be shown from a day in the next three months;
- 7 % could be shown until some day in the past year;
- 5 % have no window at all, so nothing is known of their rights.
"""

import csv
import io
import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import polars as pl

from openslate.catalogue.countries import WORLD
from openslate.catalogue.readers.availability_csv import SHEET_COLUMNS
from openslate.common.seeds import seed_for
from openslate.graph.vocabulary import Columns

TERRITORIES = ("US", "GB", "DE", "FR")
NOTICE = "# INVENTED for the demo: no real rights, no real licences."
LICENCE_TYPES = ("invented-subscription", "invented-advertising", "invented-purchase")
NOW, COMING, PAST = 0.80, 0.88, 0.95  # cumulative; the rest has no window
EVERYWHERE, SOMEWHERE, EXPIRING, OPEN_ENDED = 0.6, 0.6, 1 / 12, 0.3

Window = tuple[date, date | None]


def invented_sheet(
    records: Iterable[tuple[str, str]],
    day: date,
    seed: str = "demo",
    territories: Sequence[str] = TERRITORIES,
) -> str:
    """A CSV sheet with windows around `day` for films named by (source, record)."""
    text = io.StringIO()
    text.write(f"{NOTICE} Seed {seed}, around {day}.\n")
    sheet = csv.writer(text, lineterminator="\n")
    sheet.writerow(SHEET_COLUMNS)
    for source, record in sorted(records):
        chance = random.Random(seed_for(seed, source, record))  # noqa: S311  no secret
        for territory, window in _fortune(day, territories, chance):
            licence = chance.choice(LICENCE_TYPES)
            sheet.writerow((source, record, "", "", territory, *window, licence))
    return text.getvalue()


def first_records(records: pl.DataFrame) -> list[tuple[str, str]]:
    """One (source, record) for each item of a frame with columns id, source and record."""
    first = records.unique(Columns.ID, keep="first", maintain_order=True)
    return [(s, r) for s, r in first.select(Columns.SOURCE, Columns.RECORD).iter_rows()]


def _fortune(
    day: date, territories: Sequence[str], chance: random.Random
) -> list[tuple[str, Window]]:
    draw = chance.random()
    if draw >= PAST:
        return []
    make = _now if draw < NOW else _coming if draw < COMING else _past
    return [(place, make(day, chance)) for place in _places(territories, chance)]


def _places(territories: Sequence[str], chance: random.Random) -> list[str]:
    if chance.random() < EVERYWHERE:
        return [WORLD]
    sure = chance.choice(territories)
    return [place for place in territories if place == sure or chance.random() < SOMEWHERE]


def _now(day: date, chance: random.Random) -> Window:
    starts = _days(day, -chance.randrange(0, 700))
    if chance.random() < EXPIRING:
        return starts, _days(day, chance.randrange(2, 30))
    return starts, None if chance.random() < OPEN_ENDED else _days(day, chance.randrange(60, 900))


def _coming(day: date, chance: random.Random) -> Window:
    starts = _days(day, chance.randrange(1, 90))
    return starts, _days(starts, chance.randrange(90, 700))


def _past(day: date, chance: random.Random) -> Window:
    ends = _days(day, -chance.randrange(0, 365))
    return _days(ends, -chance.randrange(90, 700)), ends


def _days(day: date, count: int) -> date:
    return day + timedelta(days=count)
