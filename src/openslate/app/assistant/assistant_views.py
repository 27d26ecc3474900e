"""What the assistant answers: plain frozen data that the faces format."""

from dataclasses import dataclass

from openslate.app.assistant.item_facts import Source
from openslate.app.views import Card
from openslate.assistant.concierge.chips import Chip


@dataclass(frozen=True)
class Said:
    """A sentence of an answer; `sources` are who says the facts in it.

    `counted` are numbers in it that were counted or compared here and stand in no record; `quoted`
    is running text in it that somebody else wrote, such as a description, which the guard reads.
    """

    text: str
    sources: tuple[Source, ...] = ()
    counted: tuple[int, ...] = ()
    quoted: str = ""


@dataclass(frozen=True)
class Earlier:
    """What the next message may refer to; made by an answer and sent back with the next message.

    `query` is the text of the query, `shown` the ids of its items, `people` (column, name).
    """

    query: str
    shown: tuple[str, ...] = ()
    people: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Reply:
    """An answer: what was understood, sentences, items, and what the next message may refer to.

    `about` are the ids of all items that the sentences speak of; `unused` are words that nothing
    was made of; `more` tells that a further page has items.
    """

    message: str
    query: str
    chips: tuple[Chip, ...]
    sentences: tuple[Said, ...]
    cards: tuple[Card, ...]
    about: tuple[str, ...]
    unused: tuple[str, ...]
    more: bool
    earlier: Earlier
