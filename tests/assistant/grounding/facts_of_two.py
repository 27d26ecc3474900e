"""Facts about two films that are easily mixed up."""

from datetime import date

from openslate.assistant.grounding import FactKind, GroundFact

K = FactKind


def fact(subject: str, kind: FactKind, value: str, *aliases: str) -> GroundFact:
    """A fact that the source 'wiki' gives."""
    return GroundFact(subject, kind, value, "wiki", aliases)


SEVEN = (
    fact("seven", K.TITLE, "Seven", "Se7en"),
    fact("seven", K.YEAR, "1995"),
    fact("seven", K.DATE, "1995-09-22"),
    fact("seven", K.DIRECTOR, "David Fincher"),
    fact("seven", K.WRITER, "Andrew Kevin Walker"),
    fact("seven", K.ACTOR, "Brad Pitt"),
    fact("seven", K.ACTOR, "Morgan Freeman"),
    fact("seven", K.RUNTIME, "127"),
    fact("seven", K.GENRE, "Crime"),
    fact("seven", K.GENRE, "Mystery"),
    fact("seven", K.COUNTRY, "United States", "American"),
    fact("seven", K.AWARDS, "0"),
    fact("seven", K.SCORE, "82"),
    fact("seven", K.MONEY, "327311859"),
    fact("seven", K.AGE_RATING, "R"),
    fact(
        "seven",
        K.TEXT,
        "Two detectives, Mills and Somerset, hunt a killer who takes the seven deadly sins as his "
        "pattern in a city of endless rain.",
    ),
    GroundFact(
        "seven",
        K.AVAILABILITY,
        "United Kingdom",
        "rights",
        ("UK", "Britain"),
        date(2026, 1, 1),
        date(2026, 4, 1),
    ),
)
MONKEYS = (
    fact("monkeys", K.TITLE, "12 Monkeys", "Twelve Monkeys"),
    fact("monkeys", K.YEAR, "1995"),
    fact("monkeys", K.DIRECTOR, "Terry Gilliam"),
    fact("monkeys", K.WRITER, "David Peoples"),
    fact("monkeys", K.ACTOR, "Brad Pitt"),
    fact("monkeys", K.ACTOR, "Bruce Willis"),
    fact("monkeys", K.RUNTIME, "129"),
    fact("monkeys", K.GENRE, "Sci-Fi"),
    fact("monkeys", K.TEXT, "A convict is sent back in time to learn of a virus."),
)
FACTS = (*SEVEN, *MONKEYS)
