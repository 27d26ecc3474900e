"""True and false sentences about films, in words that the check was not written with.

Those of `first` were written before anything was looked at, measured once and then used to mend
the check. Those of `second` were written at the same time and never looked at. What stands in
`draft_sentences_third` was written after the mending, in other words, and measured once: it says
most of what to expect.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from openslate.assistant.grounding import FactKind, GroundFact
from openslate.assistant.grounding.demonyms import DEMONYMS

K = FactKind
Facts = Sequence[GroundFact]
Pool = Mapping[FactKind, Sequence[str]]
Pick = Callable[[Facts, Pool, random.Random], tuple[str | None, str | None]]
"""From a film's facts, and values of all films, to a true and a false wording of a value."""

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third",
    "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth",
    "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip


@dataclass(frozen=True)
class Claim:
    """One kind of claim with the ways to word it; `{t}` is the title, `{v}` the value."""

    name: str
    pick: Pick
    first: tuple[str, ...]
    second: tuple[str, ...]


def in_words(number: int) -> str:
    """A whole number below a thousand in English.

    >>> in_words(142)
    'one hundred and forty-two'
    """
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_ONES[rest]}" if rest else "")
    hundreds, rest = divmod(number, 100)
    return f"{_ONES[hundreds]} hundred" + (f" and {in_words(rest)}" if rest else "")


def _own(facts: Facts, kind: FactKind) -> list[str]:
    return sorted({fact.value for fact in facts if fact.kind is kind} - {"0"})


def _other(facts: Facts, kind: FactKind, pool: Pool, chance: random.Random) -> str | None:
    """A value of another film that this one has nowhere."""
    known = {fact.value.casefold() for fact in facts}
    for _ in range(12 if pool.get(kind) else 0):
        value = chance.choice(pool[kind])
        if value.casefold() not in known and value != "0":
            return value
    return None


def value_of(kind: FactKind, say: Callable[[str], str] = str) -> Pick:
    def pick(facts: Facts, pool: Pool, chance: random.Random) -> tuple[str | None, str | None]:
        own, other = _own(facts, kind), _other(facts, kind, pool, chance)
        if not own:
            return None, None
        return say(chance.choice(own)), say(other) if other else None

    return pick


def several(kind: FactKind, many: int) -> Pick:
    """Several at once; in the false one a single name is another film's."""

    def pick(facts: Facts, pool: Pool, chance: random.Random) -> tuple[str | None, str | None]:
        own, other = _own(facts, kind), _other(facts, kind, pool, chance)
        if len(own) < many:
            return None, None
        chosen = chance.sample(own, many)
        wrong = [*chosen[:-1], other] if other else None
        if wrong:
            chance.shuffle(wrong)
        return _joined(chosen), _joined(wrong) if wrong else None

    return pick


def _joined(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def swapped(kind: FactKind, by: FactKind) -> Pick:
    """The false one names somebody of the same film who did something else."""

    def pick(facts: Facts, pool: Pool, chance: random.Random) -> tuple[str | None, str | None]:  # noqa: ARG001
        own, others = _own(facts, kind), _own(facts, by)
        wrong = [name for name in others if name not in own]
        if not own:
            return None, None
        return chance.choice(own), chance.choice(wrong) if wrong else None

    return pick


def demonym(facts: Facts, pool: Pool, chance: random.Random) -> tuple[str | None, str | None]:  # noqa: ARG001
    codes = {alias for f in facts if f.kind is K.COUNTRY for alias in f.aliases if alias.isupper()}
    own = [DEMONYMS[code][0] for code in sorted(codes) if code in DEMONYMS]
    tongues = {value for f in facts if f.kind is K.LANGUAGE for value in (f.value,)}
    wrong = [d[0] for code, d in DEMONYMS.items() if code not in codes and d[0] not in tongues]
    if not own:
        return None, None
    return chance.choice(own), chance.choice(wrong)


def day_of(say: Callable[[date], str]) -> Pick:
    def pick(facts: Facts, pool: Pool, chance: random.Random) -> tuple[str | None, str | None]:  # noqa: ARG001
        own = [date.fromisoformat(value) for value in _own(facts, K.DATE)]
        if not own:
            return None, None
        wrong = chance.choice(own) + timedelta(days=chance.choice((-40, -3, 1, 2, 400)))
        said = say(wrong)
        return say(chance.choice(own)), said if said not in set(map(say, own)) else None

    return pick


def number_of(kind: FactKind, say: Callable[[int], str], apart: Sequence[int]) -> Pick:
    """The false number lies some steps beside the true one."""

    def pick(facts: Facts, pool: Pool, chance: random.Random) -> tuple[str | None, str | None]:  # noqa: ARG001
        own = [int(value) for value in _own(facts, kind)]
        if not own:
            return None, None
        true = chance.choice(own)
        wrong = [n for step in apart if (n := true + step) > 0 and n not in own]
        said = say(chance.choice(wrong)) if wrong else None
        return say(true), said if said not in {say(each) for each in own} else None

    return pick


def _count(kind: FactKind, word: str) -> Pick:
    """How many there are; only told of films that name two or more."""

    def pick(facts: Facts, pool: Pool, chance: random.Random) -> tuple[str | None, str | None]:  # noqa: ARG001
        many = len(_own(facts, kind))
        if not 2 <= many <= 12:
            return None, None
        wrong = chance.choice((many + 1, many + 2))
        return f"{in_words(many)} {word}", f"{in_words(wrong)} {word}"

    return pick


def hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    told = f"{in_words(hours)} hour{'' if hours == 1 else 's'}"
    if not hours:
        return f"{in_words(rest)} minutes"
    return f"{told} and {in_words(rest)} minute{'' if rest == 1 else 's'}" if rest else told


def _short_hours(minutes: int) -> str:
    return f"{minutes // 60}h {minutes % 60:02d}m"


def millions(dollars: int) -> str:
    return f"{dollars / 1e6:.1f} million"


def _decade(year: int) -> str:
    return f"{year // 10 * 10}s"


def ordinal_day(day: date) -> str:
    return f"the {_ORDINALS[day.day - 1]} of {day:%B} {day.year}"


def _american_day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _suffixed_day(day: date) -> str:
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(0 if 10 < day.day < 20 else day.day % 10, "th")
    return f"{day.day}{suffix} {day:%B} {day.year}"


def _month(day: date) -> str:
    return f"{day:%B} {day.year}"


def british_day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


SHORT = "director, by a shortened title"
CLAIMS = (
    Claim("director", value_of(K.DIRECTOR),
          ("From director {v} comes {t}.", "{t} is a film directed by {v}.",
           "{v} is the director of {t}.", "{t}, {v}'s film, is worth an evening.",
           "In {t}, director {v} tells a story of loss.",
           "{v} sat in the director's chair for {t}."),
          ("{t} comes from director {v}.", "{v}, who directed {t}, is in the house.",
           "{t} was helmed by {v}.", "Under the direction of {v}, {t} finds its shape.",
           "Director of {t}: {v}.", "{t} is among the films that {v} directed.")),
    Claim("director, of several roles", swapped(K.DIRECTOR, K.ACTOR),
          ("From director {v} comes {t}.", "{t} is a film directed by {v}."),
          ("{t} comes from director {v}.", "{t} was helmed by {v}.")),
    Claim("director, not the writer", swapped(K.DIRECTOR, K.WRITER),
          ("{t} is directed by {v}.", "{v} is the director of {t}."),
          ("Director of {t}: {v}.", "{v}, who directed {t}, is in the house.")),
    Claim("writer", value_of(K.WRITER),
          ("{t}'s script is by {v}.", "Screenwriter {v} wrote {t}.",
           "{v} is credited as a writer of {t}."),
          ("{t}, scripted by {v}, was well received.", "{v} co-wrote {t}.",
           "The screenwriter of {t} is {v}.")),
    Claim("producer", value_of(K.PRODUCER),
          ("{t} was produced by {v}.", "{v} is a producer of {t}."),
          ("Producer {v} brought {t} to the screen.", "Among the producers of {t} is {v}.")),
    Claim("composer", value_of(K.COMPOSER),
          ("{v} composed the music for {t}.", "The score of {t} is by {v}."),
          ("{t} has music by {v}.", "Composer {v} wrote the score for {t}.")),
    Claim("composer, not an actor", swapped(K.COMPOSER, K.ACTOR),
          ("The score of {t} is by {v}.",), ("{t} has music by {v}.",)),
    Claim("actor", value_of(K.ACTOR),
          ("{v} appears in {t}.", "The cast of {t} includes {v}.", "{t} features {v}.",
           "In {t}, {v} has a role."),
          ("{v} is in the cast of {t}.", "{t} with {v} is worth an evening.",
           "You can see {v} in {t}.", "Actor {v} is part of {t}.")),
    Claim("actor, not the director", swapped(K.ACTOR, K.DIRECTOR),
          ("The cast of {t} includes {v}.", "{t} stars {v}."),
          ("{v} is in the cast of {t}.", "Actor {v} is part of {t}.")),
    Claim("cast as a list", several(K.ACTOR, 3),
          ("{t} stars {v}.", "{v} appear in {t}."),
          ("The cast of {t}: {v}.", "In {t} you will see {v}.")),
    Claim("directors as a list", several(K.DIRECTOR, 2),
          ("{t} was directed by {v}.",), ("{v} share the direction of {t}.",)),
    Claim("genres as a list", several(K.GENRE, 2),
          ("{t} mixes {v}.",), ("The genres of {t} are {v}.",)),
    Claim("how many directors", _count(K.DIRECTOR, "directors"),
          ("{t} has {v}.",), ("There are {v} behind {t}.",)),
    Claim("how many writers", _count(K.WRITER, "writers"),
          ("{t} is the work of {v}.",), ("It took {v} to write {t}.",)),
    Claim("nationality", demonym,
          ("{t} is a {v} film.", "This {v} production is called {t}.", "{t} is {v} cinema."),
          ("The {v} film {t} is worth an evening.", "{t}, a {v} production, is worth seeing.",
           "Viewers who like {v} films will like {t}.")),
    Claim("country", value_of(K.COUNTRY),
          ("{t} was produced in {v}.", "{v} is where {t} comes from."),
          ("{t} hails from {v}.", "Made in {v}: {t}.")),
    Claim("language", value_of(K.LANGUAGE),
          ("{t} is in {v}.", "The film {t} is spoken in {v}."),
          ("People in {t} speak {v}.", "A film in {v}: {t}.")),
    Claim("company", value_of(K.COMPANY),
          ("{t} was made by {v}.", "{t} is a {v} production."),
          ("{v} produced {t}.", "{t} comes from {v}.")),
    Claim("genre", value_of(K.GENRE, str.lower),
          ("{t} is a {v} film.", "Fans of {v} will know {t}."),
          ("{t} belongs to the genre {v}.", "If you like {v}, watch {t}.")),
    Claim("year", value_of(K.YEAR),
          ("{t} dates from {v}.", "The year of {t} is {v}.", "{t} premiered in {v}."),
          ("It was {v} when {t} came out.", "The {v} film {t} is worth an evening.",
           "{t} reached cinemas in {v}.")),
    Claim("decade", number_of(K.YEAR, _decade, (-20, -10, 10, 20)),
          ("{t} is a film of the {v}.",), ("{t} dates from the {v}.",)),
    Claim("day, as 3 May 1999", day_of(british_day),
          ("{t} was released on {v}.",), ("On {v}, {t} opened in cinemas.",)),
    Claim("day, as May 3, 1999", day_of(_american_day),
          ("{t} opened on {v}.",), ("{t} came out on {v}.",)),
    Claim("day, as the third of May 1999", day_of(ordinal_day),
          ("{t} was first shown on {v}.",), ("{t} was released on {v}.",)),
    Claim("day, as 3rd May 1999", day_of(_suffixed_day),
          ("{t} came out on {v}.",), ("{t} had its release on {v}.",)),
    Claim("month of release", day_of(_month),
          ("{t} came out in {v}.",), ("{t} was released in {v}.",)),
    Claim("minutes in words", number_of(K.RUNTIME, in_words, (-25, -13, 13, 25)),
          ("{t} lasts {v} minutes.",), ("{t} takes {v} minutes of your evening.",)),
    Claim("hours in words", number_of(K.RUNTIME, hours, (-25, -13, 13, 25)),
          ("{t} runs for {v}.",), ("{t} is {v} long.",)),
    Claim("hours, as 1h 45m", number_of(K.RUNTIME, _short_hours, (-25, -13, 13, 25)),
          ("{t} ({v}) is worth an evening.",), ("Running time of {t}: {v}.",)),
    Claim("awards in words", number_of(K.AWARDS, in_words, (1, 2, 3)),
          ("{t} won {v} Oscars.", "{t} received {v} Academy Awards."),
          ("{v} Oscars went to {t}.", "{t} was honoured with {v} Academy Awards.")),
    Claim("millions", number_of(K.MONEY, millions, (9_000_000, 23_000_000, 51_000_000)),
          ("{t} took ${v} at the box office.", "{t} earned {v} dollars."),
          ("The box office of {t} was ${v}.", "{t} brought in ${v}.")),
    Claim("score", number_of(K.SCORE, str, (-21, -12, 9, 14)),
          ("{t} has a critics' score of {v} per cent.",), ("Critics gave {t} {v} %.",)),
    Claim("age rating", value_of(K.AGE_RATING),
          ("{t} is rated {v}.",), ("{t} carries the rating {v}.",)),
)  # fmt: skip
"""Claims about a film by its whole title."""


def pair_of(
    name: str, phrase: str, title: str, values: tuple[str | None, str | None]
) -> Iterator[tuple[str, bool, str]]:
    for right, value in zip((True, False), values, strict=True):
        if value is not None:
            yield name, right, _capital(phrase.format(t=title, v=value))


def sentences(
    facts: Facts, pool: Pool, chance: random.Random, *, second: bool, short: bool = False
) -> Iterator[tuple[str, bool, str]]:
    """Claim, whether it is true, and the sentence; with `short` by a shortened title."""
    title = next((fact.value for fact in facts if fact.kind is K.TITLE), "")
    called = shortened(title) if short else title
    if not called:
        return
    for claim in CLAIMS[:1] if short else CLAIMS:
        for phrase in claim.second if second else claim.first:
            name = SHORT if short else claim.name
            yield from pair_of(name, phrase, called, claim.pick(facts, pool, chance))


def shortened(title: str) -> str:
    """What people call a film: without its article, or what stands before a colon; else empty.

    >>> shortened("The Lord of the Rings: The Two Towers")
    'The Lord of the Rings'
    """
    before, colon, _ = title.partition(":")
    if colon and len(before.split()) > 1:
        return before.strip()
    first, _, rest = title.partition(" ")
    return rest if first in ("The", "A", "An") and len(rest) > 3 else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def all_names() -> list[str]:
    """Claims in the order of the table; a name is used once."""
    names = [claim.name for claim in CLAIMS]
    if any(a == b for a, b in pairwise(sorted(names))):
        raise ValueError("a claim stands there twice")
    return [names[0], SHORT, *names[1:]]
