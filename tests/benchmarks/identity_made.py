"""Made-up pairs of catalogues with the truth about them, each with one difficulty of real ones.

Everything comes from a seed. Works have names out of few words, so that namesakes happen; people
are few and busy; two sources describe a work in their own words around some names of its own.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

Row = dict[str, Any]
CONSONANTS, VOWELS = "bcdfghklmnprstvz", "aeiou"
SHARED = 0.4  # of the works are in both catalogues


@dataclass(frozen=True, eq=False)
class MadePair:
    """Two tables and which of their records are the same."""

    left: pl.DataFrame
    right: pl.DataFrame
    truth: frozenset[tuple[str, str]]


@dataclass
class World:
    """Words, people and works to draw from."""

    seed: int
    words: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.words = [self.word() for _ in range(900)]
        firsts = [self.word().title() for _ in range(120)]
        lasts = [self.word(3).title() for _ in range(700)]
        self.people = [
            f"{self.random.choice(firsts)} {self.random.choice(lasts)}" for _ in range(4000)
        ]

    def word(self, syllables: int = 2) -> str:
        pick = self.random.choice
        return "".join(pick(CONSONANTS) + pick(VOWELS) for _ in range(syllables)) + pick("nrst ")

    def common(self, among: list[str]) -> str:
        """Some are drawn far more often than others."""
        return among[int(len(among) * self.random.random() ** 2.5)].strip()

    def name(self) -> str:
        words = [self.common(self.words).title() for _ in range(self.random.choice((1, 2, 2, 3)))]
        form = self.random.choice(("{}", "The {}", "{}", "{}: {}", "{} of {}"))
        return form.format(" ".join(words), self.common(self.words).title())

    def cast(self, most: int = 6) -> list[str]:
        return list({self.common(self.people) for _ in range(self.random.randint(2, most))})

    def work(self, **more: Any) -> Row:
        """A film with everything known of it; `own` are the names that its story has."""
        film: Row = {
            "name": self.name(),
            "year": self.random.randint(1960, 2020),
            "runtime": self.random.randint(70, 180),
            "genres": self.random.sample(
                ("Drama", "Comedy", "Crime", "War", "Horror", "Family"), 2
            ),
            "directors": [self.common(self.people)],
            "cast": self.cast(),
            "own": [self.word(3).strip() for _ in range(6)],
        }
        film["topic"] = [self.common(self.words) for _ in range(12)]
        return film | more

    def describe(self, work: Row) -> str:
        """A source's own words about a work."""
        own = self.random.sample(work["own"], 3)
        topic = self.random.sample(work["topic"], 7)
        filler = [self.common(self.words) for _ in range(14)]
        words = own + topic + filler
        self.random.shuffle(words)
        return " ".join(words).capitalize() + "."

    def typo(self, text: str) -> str:
        place = self.random.randrange(len(text))
        return text[:place] + self.random.choice(("", "e", text[place] * 2)) + text[place + 1 :]

    def day(self) -> str:
        """A date of birth."""
        year, month = self.random.randint(1920, 2000), self.random.randint(1, 12)
        return f"{year}-{month:02}-{self.random.randint(1, 28):02}"

    def some(self, values: list[str]) -> list[str]:
        """A partial list."""
        return [value for value in values if self.random.random() < 0.7]


Side = Callable[[World, Row], Row]


def both(world: World, works: list[Row], left: Side, right: Side) -> MadePair:
    """Each work in one catalogue or in both, as each catalogue tells it."""
    rows: tuple[list[Row], list[Row]] = ([], [])
    truth = set()
    for number, work in enumerate(works):
        drawn = world.random.random()
        if drawn < (1 + SHARED) / 2:
            rows[0].append({"record": f"l{number}"} | left(world, work))
        if drawn < SHARED or drawn >= (1 + SHARED) / 2:
            rows[1].append({"record": f"r{number}"} | right(world, work))
        if drawn < SHARED:
            truth.add((f"l{number}", f"r{number}"))
    world.random.shuffle(rows[1])
    frames = (pl.DataFrame(side, infer_schema_length=None) for side in rows)
    return MadePair(*frames, frozenset(truth))


def names_only(seed: int = 1, size: int = 2000) -> MadePair:
    """Nothing but names, one side with slips of the pen."""
    world = World(seed)

    def slip(world: World, work: Row) -> Row:
        return {"name": world.typo(work["name"]) if world.random.random() < 0.15 else work["name"]}

    works = [world.work() for _ in range(size)]
    return both(world, works, lambda _, work: {"name": work["name"]}, slip)


def missing_dates(seed: int = 2, size: int = 2000) -> MadePair:
    """Most years are missing; people are partial lists."""
    world = World(seed)

    def side(world: World, work: Row) -> Row:
        known = world.random.random() < 0.3
        return {
            "name": work["name"],
            "year": work["year"] if known else None,
            "directors": world.some(work["directors"]),
            "cast": world.some(work["cast"]),
        }

    return both(world, [world.work() for _ in range(size)], side, side)


def episodes(seed: int = 3, series: int = 60, *, told: float = 1.0) -> MadePair:
    """Episodes of which a third have names that every series has; `told` know their series."""
    world = World(seed)
    works = []
    for show in (world.name() for _ in range(series)):
        cast, own = world.cast(5), [world.word(3).strip() for _ in range(3)]
        for number in range(1, 31):
            plain = "Pilot" if number == 1 else f"Episode {number}"
            name = plain if world.random.random() < 0.35 else world.name()
            work = world.work(name=name, series=show, number=number, cast=[*cast, *world.cast(2)])
            work["own"] = own[:1] + work["own"][:5]
            works.append(work)

    def side(world: World, work: Row) -> Row:
        known = world.random.random() < told
        return {
            "name": work["name"],
            "work_type": "episode",
            "series": work["series"] if known else None,
            "season_number": 1 + work["number"] // 11 if known else None,
            "episode_number": work["number"] % 11 if known else None,
            "description": world.describe(work),
            "cast": world.some(work["cast"]) if world.random.random() < 0.5 else None,
        }

    return both(world, works, side, side)


def episodes_without_series(seed: int = 4) -> MadePair:
    """Episodes that tell names and descriptions only, seldom their series."""
    return episodes(seed, told=0.1)


def composed_names(seed: int = 5) -> MadePair:
    """'Show: Episode' against a column for the series."""
    pair = episodes(seed)
    name = pl.concat_str(["series", "name"], separator=": ").alias("name")
    right = pair.right.with_columns(name).drop("series", "season_number", "episode_number", "cast")
    return MadePair(pair.left.drop("cast"), right.drop("description"), pair.truth)


def people(seed: int = 6, size: int = 1500) -> MadePair:
    """People among works, no column that says so; some turned round, some with initials."""
    world = World(seed)
    everybody = [{"name": name, "year": world.random.randint(1920, 2000)} for name in world.people]
    works = [world.work() for _ in range(size // 3)]
    works += [world.work(**person) for person in everybody[:size]]

    def turned(world: World, work: Row) -> Row:
        first, _, last = work["name"].partition(" ")
        name = f"{last}, {first}" if last and "of" not in last else work["name"]
        year = work["year"] if world.random.random() < 0.5 else None
        return {"name": name if ":" not in name else work["name"], "year": year}

    return both(world, works, lambda _, work: {"name": work["name"], "year": work["year"]}, turned)


def descriptions_only(seed: int = 7, size: int = 1500) -> MadePair:
    """One side has no names at all, only what works are about."""
    world = World(seed)

    def nameless(world: World, work: Row) -> Row:
        return {"name": None, "description": world.describe(work)}

    def named(world: World, work: Row) -> Row:
        return {"name": work["name"], "description": world.describe(work), "year": work["year"]}

    return both(world, [world.work() for _ in range(size)], named, nameless)


def wrong_columns(seed: int = 8, size: int = 1500) -> MadePair:
    """Values stand in columns where they don't belong."""
    world = World(seed)

    def clean(world: World, work: Row) -> Row:
        told = {key: work[key] for key in ("name", "year", "directors", "genres")}
        return told | {"cast": world.some(work["cast"]), "description": world.describe(work)}

    def dirty(world: World, work: Row) -> Row:
        told = clean(world, work)
        slip = world.random.random()
        if slip < 0.25:
            return told | {"name": None, "description": f"{told['name']} {told['description']}"}
        if slip < 0.5:
            return told | {"directors": None, "cast": work["directors"] + told["cast"]}
        if slip < 0.7:
            return told | {"cast": None, "description": " ".join(work["cast"]), "year": None}
        return told

    return both(world, [world.work() for _ in range(size)], clean, dirty)


def translated(seed: int = 9, size: int = 1500) -> MadePair:
    """One side has other names; people, years and stories are the same."""
    world = World(seed)

    def told(world: World, work: Row) -> Row:
        known = {key: work[key] for key in ("name", "year", "directors")}
        return known | {"cast": world.some(work["cast"]), "description": world.describe(work)}

    def abroad(world: World, work: Row) -> Row:
        other = {"name": world.name()} if world.random.random() < 0.5 else {}
        return told(world, work) | other

    return both(world, [world.work() for _ in range(size)], told, abroad)


def everything(seed: int = 10, size: int = 1200) -> MadePair:
    """Films, episodes and people in one file, half of every column missing."""
    world = World(seed)
    works = [world.work(work_type="movie") for _ in range(size)]
    for show in (world.name() for _ in range(30)):
        works.append(world.work(name=show, work_type="series"))
        for number in range(1, 21):
            name = f"Episode {number}" if world.random.random() < 0.4 else world.name()
            works.append(
                world.work(name=name, work_type="episode", series=show, episode_number=number)
            )
    works += [
        {"name": name, "year": world.random.randint(1920, 2000), "work_type": "person"}
        for name in world.people[:size]
    ]

    def side(world: World, work: Row) -> Row:
        columns = ("year", "series", "episode_number", "directors", "cast", "genres", "work_type")
        known = {key: work.get(key) for key in columns if world.random.random() < 0.5}
        about = world.describe(work) if "own" in work and world.random.random() < 0.5 else None
        return {"name": work["name"], "description": about} | known

    return both(world, works, side, side)


def people_with_birth_dates(seed: int = 11, size: int = 1500) -> MadePair:
    """People among works, no column that says so: every fifth has a namesake born another day."""
    world = World(seed)
    known = sorted({" ".join(name.split()) for name in world.people})[:size]
    names = known + known[::5]
    works = [world.work() for _ in range(size // 3)]
    works += [world.work(name=name, born=world.day()) for name in names]

    def side(world: World, work: Row) -> Row:
        dated = "born" in work and world.random.random() < 0.8
        first, _, last = work["name"].partition(" ")
        turned = "born" in work and world.random.random() < 0.5
        return {
            "name": f"{last}, {first}" if turned else work["name"],
            "year": None if "born" in work else work["year"],
            "birth_date": work["born"] if dated else None,
        }

    return both(world, works, side, side)


def one_column_of_text(seed: int = 12, size: int = 1500) -> MadePair:
    """One side has title and actors in one column: 'Name, with A, B and C'."""
    world = World(seed)

    def apart(world: World, work: Row) -> Row:
        return {"name": work["name"], "year": work["year"], "cast": world.some(work["cast"])}

    def together(_: World, work: Row) -> Row:
        *first, last = (" ".join(name.split()) for name in work["cast"][:3])
        told = f"{', '.join(first)} and {last}" if first else last
        return {"name": f"{work['name']}, with {told}"}

    return both(world, [world.work() for _ in range(size)], apart, together)


def titles_between_marks(seed: int = 13, size: int = 1500) -> MadePair:
    """One side has names of two countries in one column: 'Name / Other', 'Other | Name'."""
    world = World(seed)

    def one(_: World, work: Row) -> Row:
        return {"name": work["name"], "year": work["year"]}

    def two(world: World, work: Row) -> Row:
        names = [work["name"], world.name()]
        world.random.shuffle(names)
        mark = world.random.choice((" / ", " | ", "; ", " = "))
        known = world.random.random() < 0.5
        return {"name": mark.join(names), "year": work["year"] if known else None}

    return both(world, [world.work() for _ in range(size)], one, two)


MADE: Mapping[str, Callable[[], MadePair]] = {
    "names only, some misspelled": names_only,
    "most years missing, partial casts": missing_dates,
    "episodes with equal names": episodes,
    "the same, series seldom told": episodes_without_series,
    "'Show: Episode' against a column": composed_names,
    "people among works, 'Last, First'": people,
    "descriptions without names": descriptions_only,
    "values in wrong columns": wrong_columns,
    "other names in one file": translated,
    "all kinds, half of it missing": everything,
    "people with birth dates, namesakes": people_with_birth_dates,
    "'Name, with A, B and C' against columns": one_column_of_text,
    "two names in one column": titles_between_marks,
}


def quality(found: pl.DataFrame, truth: frozenset[tuple[str, str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs in the columns `left` and `right`."""
    links = set(found.select("left", "right").iter_rows())
    right = len(links & truth)
    precision, recall = right / max(1, len(links)), right / max(1, len(truth))
    return precision, recall, 2 * right / max(1, len(links) + len(truth))
