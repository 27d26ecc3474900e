"""A topic: what norms are about, in a tree of broader and narrower ones."""

from datetime import date

from pydantic import Field

from openslate.guard.norms.words import Words
from openslate.rules.entry import Entry, Name


class Topic(Entry):
    """One subject; `also` are other names that people give it, `source` where its cut is from."""

    topic: Name
    name: Words
    definition: Words
    source: Words
    owner: Words
    review: date
    broader: Name | None = None
    also: tuple[Words, ...] = Field(default=(), strict=False)
