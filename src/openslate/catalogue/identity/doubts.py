"""Doubts: what keeps a link from standing by itself, however much else speaks for it."""

from openslate.catalogue.identity.compare import Comparison
from openslate.catalogue.identity.records import Entry
from openslate.catalogue.identity.spelling import words_of

LITTLE_LIKE = 0.6  # of the letters; names of two works often have as many in common
LITTLE_SHARED = 0.5  # of the information of the shorter name
ONE_STORY = 6.0  # steps of unusual likeness from which on descriptions tell of one story


def doubt_of(pair: Comparison) -> str | None:
    """Why a person should look, if anything; people make films in series, and in one year."""
    name = pair.name
    if name is None or name.same or pair.same_id:
        return None
    unlike = name.likeness < LITTLE_LIKE and name.shorter < LITTLE_SHARED
    if not unlike or pair.likeness.about_steps >= ONE_STORY:
        return None
    if begins_with_name(pair.left, pair.right) or begins_with_name(pair.right, pair.left):
        return None
    return "the names have nothing in common"


def begins_with_name(told: Entry, named: Entry) -> bool:
    """A description begins with the main name of the other: 'The Samaritan, known as Fury'."""
    if not told.about or not named.name.forms:
        return False
    form = named.name.forms[0]
    words = (form.article, *form.words) if form.article else form.words
    start = words_of(told.about[: sum(map(len, words)) + 4 * len(words)])
    return words in (start[: len(words)], start[1 : len(words) + 1])
