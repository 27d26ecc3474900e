"""MovieLens in RecBole's atomic files: `.inter` holds ratings, `.user` holds viewers."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from openslate.audience.readers.atomic import (
    AtomicRow,
    Rejected,
    Report,
    RowProblem,
    number_between,
    read_atomic,
    token,
)
from openslate.store.events import Event
from openslate.store.purposes import ALL_PURPOSES, Purpose
from openslate.store.viewers import Viewer

SOURCE = "movielens-100k"
RATED = "rated"

USER, ITEM = "user_id:token", "item_id:token"
RATING, TIMESTAMP = "rating:float", "timestamp:float"
AGE, GENDER, OCCUPATION = "age:token", "gender:token", "occupation:token"
ZIP_CODE = "zip_code:token"

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC).timestamp()


def ignore(_problem: RowProblem) -> None:
    """Say nothing about rows that are left out."""


def read_ratings(
    path: Path, report: Report = ignore, purposes: Purpose = ALL_PURPOSES
) -> Iterator[Event]:
    """Each rating as a `rated` event of `SOURCE`; broken rows are reported and left out.

    The format has no place for consent, so whoever imports says what for; people who rate at
    MovieLens agree to recommendations and to research.
    Raises SlateError when the file or one of its columns is missing.
    """
    for row in read_atomic(path, (USER, ITEM, RATING, TIMESTAMP), report):
        try:
            yield _event(row, purposes)
        except Rejected as rejected:
            report(_problem(path, row, rejected))


def read_viewers(path: Path, report: Report = ignore) -> Iterator[Viewer]:
    """Each viewer of the file; broken rows are reported and left out.

    Raises SlateError when the file or one of its columns is missing.
    """
    for row in read_atomic(path, (USER, AGE, GENDER, OCCUPATION, ZIP_CODE), report):
        try:
            yield _viewer(row)
        except Rejected as rejected:
            report(_problem(path, row, rejected))


def territory_of(zip_code: str) -> str | None:
    """Where a viewer lives: Canadian postal codes have letters, all others are taken as US.

    None without a code.

    >>> territory_of("V5A2B"), territory_of("94043")
    ('CA', 'US')
    """
    if not zip_code:
        return None
    letters = zip_code[0:1].isalpha() and zip_code[1:2].isdigit() and zip_code[2:3].isalpha()
    return "CA" if letters else "US"


def _event(row: AtomicRow, purposes: Purpose) -> Event:
    viewer, item, rating, timestamp = row.values
    seconds = number_between(TIMESTAMP, timestamp, 0, LATEST)
    return Event(
        viewer=token(USER, viewer),
        record=token(ITEM, item),
        event=RATED,
        rating=number_between(RATING, rating, 0.5, 5),
        at=EPOCH + timedelta(seconds=seconds),
        purposes=purposes,
    )


def _viewer(row: AtomicRow) -> Viewer:
    viewer, age, gender, occupation, zip_code = row.values
    return Viewer(
        viewer=token(USER, viewer),
        age=int(number_between(AGE, age, 0, 120)) if age else None,
        gender=gender or None,
        occupation=occupation or None,
        territory=territory_of(zip_code),
    )


def _problem(path: Path, row: AtomicRow, rejected: Rejected) -> RowProblem:
    return RowProblem(str(path), row.number, rejected.column, rejected.value, rejected.expected)
