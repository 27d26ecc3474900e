"""A made-up catalogue of any size: three sources that overlap and disagree as real ones do.

Film `n` has a name, a year, people and so on that follow from `n` alone; each source knows a part
of the films and of each film, and spells some things in its own way. Names of people and words are
made from syllables with frequencies like those of real ones: few are very common, most are rare.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from openslate.catalogue.record import SourceRecord

SYLLABLES = (
    *("ba", "ko", "mi", "ra", "tel", "von", "dar", "li", "sho", "ne"),
    *("qui", "zan", "or", "pel", "gru", "fa", "ster", "hol", "ven", "wick"),
)
GENRES = (
    *("Drama", "Comedy", "Thriller", "Romance", "Documentary"),
    *("Horror", "Crime", "Western", "Animation", "War"),
)
COUNTRIES = ("US", "GB", "FR", "DE", "JP", "IN", "IT", "KR", "BR", "SE")
RATINGS = (("G", 0), ("PG", 8), ("PG-13", 13), ("R", 17))
LINKING = ("of", "and the", "in", "beyond", "without")


@dataclass(frozen=True)
class SyntheticSource:
    """A source that knows films `first` up to `last`, and these columns of them."""

    name: str
    trust: float
    first: int
    last: int
    columns: frozenset[str]


BASIC = {"name", "year", "genres"}
RICH = BASIC | {"directors", "cast", "imdb_id"}


def sources(size: int) -> tuple[SyntheticSource, ...]:
    """Three sources that know `size` films between them, some films in two, some in all."""
    register, rating = RICH | {"runtime", "countries"}, {"age_rating", "minimum_age"}
    return (
        SyntheticSource("register", 0.9, 0, size * 65 // 100, frozenset(register)),
        SyntheticSource("broadcaster", 0.7, size * 55 // 100, size, frozenset(RICH)),
        SyntheticSource("shop", 0.4, size // 2, size * 60 // 100, frozenset(BASIC | rating)),
    )


def records(source: SyntheticSource, edition: int = 0, changed: int = 0) -> Iterator[SourceRecord]:
    """Every record of a source; another `edition` says something new of the first `changed`."""
    for row, film in enumerate(range(source.first, source.last), 1):
        said = film_facts(film)
        if row <= changed:
            said |= {"runtime": 60 + edition, "tags": [f"edition {edition}"], "genres": ["Drama"]}
        if source.name != "register" and film % 7 == 0:
            said["name"] = f"{said['name']} (restored)"
        known = source.columns | ({"runtime", "tags"} if row <= changed else set[str]())
        values = {column: value for column, value in said.items() if column in known}
        yield SourceRecord(source.name, f"{source.name[0]}{film:06d}", row, values)


def windows(source: SyntheticSource, step: int = 2) -> Iterator[SourceRecord]:
    """A window for every second film of a source."""
    start = date(2026, 1, 1)
    for row, film in enumerate(range(source.first, source.last, step), 1):
        begins = start + timedelta(days=film % 300)
        values = {
            "of_source": source.name,
            "of_record": f"{source.name[0]}{film:06d}",
            "territory": COUNTRIES[film % 10],
            "starts": begins,
            "ends": begins + timedelta(days=90),
            "licence_type": "subscription",
        }
        yield SourceRecord("rights", str(row), row, values, "availability")


def links(size: int) -> Iterator[tuple[str, str, str, str]]:
    """The true pairs: for each film, from the most trusted source to each other one."""
    by_name = sources(size)
    for film in range(size):
        here = [s.name for s in by_name if s.first <= film < s.last]
        for other in here[1:]:
            yield here[0], f"{here[0][0]}{film:06d}", other, f"{other[0]}{film:06d}"


def film_facts(film: int) -> dict[str, Any]:
    """All there is to know of a film."""
    random = Random(film)
    year, rating = 1950 + int(75 * random.random() ** 0.5), random.choice(RATINGS)
    place = random.randrange(10)
    return {
        "name": _title(random),
        "year": year,
        "runtime": random.randrange(70, 180),
        "genres": random.sample(GENRES, random.randrange(1, 3)),
        "countries": [COUNTRIES[place]],
        "directors": [_person(random)],
        "cast": list(dict.fromkeys(_person(random) for _ in range(3))),
        "age_rating": rating[0],
        "minimum_age": rating[1],
        "imdb_id": f"tt{film:07d}",
    }


def _title(random: Random) -> str:
    words = [_word(random, 8000) for _ in range(random.randrange(1, 4))]
    if len(words) > 1 and random.random() < 0.4:
        words.insert(1, random.choice(LINKING))
    return " ".join(words).title() + (
        "" if random.random() < 0.97 else f" {random.randrange(2, 5)}"
    )


def _person(random: Random) -> str:
    return f"{_word(random, 800)} {_word(random, 9000)}".title()


def _word(random: Random, many: int) -> str:
    """One of `many` words; the nth is about 1/n as likely as the first."""
    number = int(many ** random.random()) - 1
    spelled = Random(number * 7919 + many)
    return "".join(spelled.choices(SYLLABLES, k=2 + number % 3))
