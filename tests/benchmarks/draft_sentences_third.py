"""Sentences about films that were written after the check of drafts was mended, measured once."""

import random
from collections.abc import Iterator

from openslate.assistant.grounding import FactKind
from tests.benchmarks.draft_sentences import (
    Facts,
    Pick,
    Pool,
    british_day,
    day_of,
    demonym,
    hours,
    in_words,
    millions,
    number_of,
    ordinal_day,
    pair_of,
    several,
    swapped,
    value_of,
)

K = FactKind
THIRD: tuple[tuple[str, Pick, tuple[str, ...]], ...] = (
    ("director", value_of(K.DIRECTOR),
     ("{v} made {t}.", "What {v} does as the director of {t} is bold.",
      "The man or woman who directed {t} is {v}.", "{t} bears the mark of its director, {v}.",
      "{v} was behind the camera for {t}.", "With {t}, {v} directed a film to remember.")),
    ("director, not an actor", swapped(K.DIRECTOR, K.ACTOR),
     ("The director of {t} was {v}.", "{t}: directed by {v}.", "Directing {t} fell to {v}.")),
    ("writer", value_of(K.WRITER),
     ("The screenplay for {t} came from {v}.", "{t} is based on a script by {v}.",
      "As its writer, {v} gave {t} a heart.")),
    ("actor", value_of(K.ACTOR),
     ("{v} can be seen in {t}.", "{t} gives {v} a part.", "Fans of {v} should see {t}.",
      "Among those who act in {t} is {v}.", "Starring {v}, {t} is a treat.")),
    ("actor, not the director", swapped(K.ACTOR, K.DIRECTOR),
     ("{v} stars in {t}.", "{t} is a film starring {v}.", "Among the cast of {t} is {v}.")),
    ("cast as a list", several(K.ACTOR, 3),
     ("{v} play the leads in {t}.", "Starring {v}, {t} is a treat.", "{t}, with {v}, is a treat.")),
    ("nationality", demonym,
     ("{t} is one of the best-loved {v} films.", "From {v} cinema: {t}.",
      "It may be {v}, but {t} speaks to everybody.")),
    ("genre", value_of(K.GENRE, str.lower),
     ("{t} has everything that {v} needs.", "Tonight we recommend a {v} film: {t}.")),
    ("year", value_of(K.YEAR),
     ("Back in {v}, {t} was new.", "{t} is from {v}.", "In {v} came {t}.",
      "{t} ({v}) rewards patience.")),
    ("day", day_of(ordinal_day),
     ("{t} arrived on {v}.", "It opened on {v}: {t}.")),
    ("day, as 3 May 1999", day_of(british_day),
     ("{t} has been out since {v}.", "Released {v}: {t}.")),
    ("length", number_of(K.RUNTIME, hours, (-25, -13, 13, 25)),
     ("{t} lasts {v}.", "Give {t} {v} of your evening.")),
    ("minutes", number_of(K.RUNTIME, str, (-25, -13, 13, 25)),
     ("{t} is over after {v} minutes.", "{t} fills {v} minutes.")),
    ("awards", number_of(K.AWARDS, in_words, (1, 2, 3)),
     ("The Academy gave {t} {v} Oscars.", "{t} went home with {v} Academy Awards.")),
    ("money", number_of(K.MONEY, millions, (9_000_000, 23_000_000, 51_000_000)),
     ("{t} made ${v} in cinemas.", "At the box office {t} reached ${v}.")),
    ("country", value_of(K.COUNTRY),
     ("{t} is a gift from {v}.", "{v} gave us {t}.")),
    ("language", value_of(K.LANGUAGE),
     ("{t} was made in {v}, the language.", "You will hear {v} in {t}.")),
)  # fmt: skip
"""Claims in words that were written after the check was mended."""


def third_sentences(
    facts: Facts, pool: Pool, chance: random.Random
) -> Iterator[tuple[str, bool, str]]:
    """Claim, whether it is true, and the sentence, of `THIRD`."""
    title = next((fact.value for fact in facts if fact.kind is K.TITLE), "")
    for name, pick, phrases in THIRD if title else ():
        for phrase in phrases:
            yield from pair_of(name, phrase, title, pick(facts, pool, chance))
