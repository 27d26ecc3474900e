"""What is known of a title as one plain row, whatever it was read from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FactKind(StrEnum):
    """What a row says of its subject."""

    TITLE = "title"
    YEAR = "year"
    DATE = "date"
    DIRECTOR = "director"
    WRITER = "writer"
    PRODUCER = "producer"
    COMPOSER = "composer"
    ACTOR = "actor"
    COMPANY = "company"
    GENRE = "genre"
    COUNTRY = "country"
    LANGUAGE = "language"
    TAG = "tag"
    RUNTIME = "runtime"
    AGE_RATING = "age_rating"
    AWARDS = "awards"
    SCORE = "score"
    MONEY = "money"
    AVAILABILITY = "availability"
    TEXT = "text"
    NUMBER = "number"


PEOPLE = frozenset(
    {
        FactKind.DIRECTOR,
        FactKind.WRITER,
        FactKind.PRODUCER,
        FactKind.COMPOSER,
        FactKind.ACTOR,
    }
)
"""Kinds whose values are people."""
NAMES = PEOPLE | {
    FactKind.TITLE,
    FactKind.COMPANY,
    FactKind.GENRE,
    FactKind.COUNTRY,
    FactKind.LANGUAGE,
    FactKind.TAG,
    FactKind.AVAILABILITY,
    FactKind.AGE_RATING,
    FactKind.AWARDS,
}
"""Kinds whose values are names that a text may mention."""


@dataclass(frozen=True)
class GroundFact:
    """One fact: `subject` is the id of a title, `value` what is said of it, `source` who says so.

    `value` is a whole number for years, minutes (runtime), awards, per cent (score) and dollars
    (money), an ISO day for dates, a territory's name for availability, prose for text. `aliases`
    are other words for the value, of awards what they are called. A window is open `since` and
    `until` its days.
    """

    subject: str
    kind: FactKind
    value: str
    source: str
    aliases: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
