"""A dozen names that every test of understanding knows by heart."""

from collections import Counter

import pytest

from openslate.assistant.concierge.context import Context
from openslate.assistant.concierge.known_names import KnownItem, KnownNames, KnownPerson
from openslate.assistant.concierge.name_index import NameIndex
from openslate.assistant.concierge.query_text import write_query
from openslate.assistant.concierge.understand import Understander

GENRES = ("Animation", "Comedy", "Crime", "Drama", "Family", "Horror", "Romance", "Sci-Fi", "War")
TOPICS = Counter({"dinosaurs": 3, "ship": 4, "night": 9})


def film(item: str, name: str, year: int, runtime: int, weight: float = 50) -> KnownItem:
    """A film with the two numbers it is compared by."""
    return KnownItem(item, name, year, (), weight, {"year": year, "runtime": runtime})


ALIEN, ALIENS = film("i1", "Alien", 1979, 117), film("i2", "Aliens", 1986, 137)
HEAT, CASINO = film("i3", "Heat", 1995, 170), film("i4", "Casino", 1995, 178)
FICTION, HER = film("i5", "Pulp Fiction", 1994, 154), film("i6", "Her", 2013, 126)
LIST, PSYCHO = film("i7", "Schindler's List", 1993, 195), film("i8", "Psycho", 1960, 109)
PEOPLE = (
    KnownPerson("Tom Hanks", {"cast": 40}, 90),
    KnownPerson("Meg Ryan", {"cast": 20}, 60),
    KnownPerson("Alfred Hitchcock", {"directors": 50, "cast": 9}, 500),
    KnownPerson("Clint Eastwood", {"directors": 30, "cast": 45}, 400),
    KnownPerson("Joel Coen", {"directors": 15}, 150),
    KnownPerson("Ethan Coen", {"directors": 15}, 150),
    KnownPerson("Arnold Schwarzenegger", {"cast": 40}, 80),
    KnownPerson("Ridley Scott", {"directors": 20}, 200),
)
NAMES = KnownNames(
    items=(ALIEN, ALIENS, HEAT, CASINO, FICTION, HER, LIST, PSYCHO),
    people=PEOPLE,
    companies={"Pixar": 12.0, "Walt Disney Pictures": 200.0},
    groups={"Coen brothers": ("Ethan Coen", "Joel Coen")},
    genres=GENRES,
    topics=TOPICS,
)


@pytest.fixture(scope="session")
def understander() -> Understander:
    """Understands messages about the eight films."""
    return Understander(NameIndex(NAMES))


class Talk:
    """A conversation in which the test says what each answer showed."""

    def __init__(self, understander: Understander) -> None:
        self._understand = understander
        self.context = Context(this_year=2026)

    def __call__(self, message: str, *shown: KnownItem, people: tuple[str, ...] = ()) -> str:
        """The text of what is understood; items and directors that the answer then shows."""
        query = self._understand(message, self.context).query
        named = tuple(("directors", name) for name in people)
        told = tuple(
            (c.field, v) for c in query.of("cast", "directors", "people") for v in c.values
        )
        self.context = Context(2026, query, shown, (*told, *named))
        return write_query(query)


@pytest.fixture
def talk(understander: Understander) -> Talk:
    """A conversation that has not begun."""
    return Talk(understander)
