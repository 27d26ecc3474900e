"""From a message, and the turn before it, to a query and the words it was taken from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from openslate.assistant.concierge.asking import act_of, alone
from openslate.assistant.concierge.conditions import ConditionReader
from openslate.assistant.concierge.context import Context
from openslate.assistant.concierge.follow_up import FollowUp
from openslate.assistant.concierge.known_names import KnownItem
from openslate.assistant.concierge.lexicon import Lexicon, lexicon
from openslate.assistant.concierge.makers import by_makers
from openslate.assistant.concierge.name_index import NameIndex
from openslate.assistant.concierge.namesakes import Namesakes
from openslate.assistant.concierge.parts_of_names import named_in_part
from openslate.assistant.concierge.query import LIKE, TITLE, Act, Condition, Query
from openslate.assistant.concierge.reading import Reading
from openslate.assistant.concierge.segments import Place, Segmenter
from openslate.assistant.concierge.spelling import Spelling
from openslate.assistant.concierge.title_finder import TitleFinder
from openslate.assistant.concierge.told import Found
from openslate.assistant.concierge.words import Word, key_of, words_of


@dataclass(frozen=True)
class Understood:
    """The query, the words of the message for each of its conditions, and words left unused."""

    query: Query
    said: tuple[tuple[Condition, str], ...] = ()
    unused: tuple[str, ...] = ()


class Understander:
    """Understands messages about the items of one name index; safe to share between threads."""

    def __init__(self, index: NameIndex, words: Lexicon | None = None) -> None:
        self._index = index
        self._lexicon = words or lexicon()
        self._spelling = Spelling(self._lexicon, index)
        self._segmenter = Segmenter(self._lexicon, index, self._spelling)
        self._namesakes = Namesakes(index)
        self._titles = TitleFinder(self._lexicon, index, self._spelling)

    def __call__(self, message: str, context: Context) -> Understood:
        """What a message asks; `Act.UNKNOWN` where that can't be told."""
        words = self._spelling.corrected(words_of(message))
        if not words:
            return Understood(Query(Act.UNKNOWN))
        cut = self._segmenter.cut(words, self._titles.find(words, message))
        segments = self._namesakes.meant(cut, [name for _, name in context.people])
        told = ConditionReader(segments, self._index, context.this_year).read()
        reading = Reading(tuple(segments), told)
        context = replace(context, liked=self._liked(context.query))
        query, found = self._made(reading, context, message, words)
        unused = tuple(_written(message, words, place) for place in told.unused)
        return Understood(query, tuple(_said(found, query, message, words)), unused)

    def _made(
        self, reading: Reading, context: Context, message: str, words: Sequence[Word]
    ) -> tuple[Query, list[Found]]:
        part = named_in_part(reading)
        if part is not None:
            name = Condition(TITLE, (_written(message, words, part),), partly=True)
            return Query(Act.FIND, "", (name,)), [Found(name, part)]
        made = by_makers(reading)
        if made is not None:
            return made
        return FollowUp(reading, context).query() or alone(reading, act_of(reading))

    def _liked(self, query: Query | None) -> tuple[KnownItem, ...]:
        """The items that the query before names, or wants others to be like."""
        names = [name for one in query.of(LIKE, TITLE) for name in one.values] if query else []
        found = [self._index.by_id.get(name) or self._by_name(name) for name in names]
        return tuple(item for item in found if item)

    def _by_name(self, name: str) -> KnownItem | None:
        named = self._index.titles.exact(key_of(name))
        return named.entry if named else None


def _said(
    found: Sequence[Found], query: Query, message: str, words: Sequence[Word]
) -> Iterator[tuple[Condition, str]]:
    for one in found:
        if one.condition in query.conditions:
            yield one.condition, _written(message, words, one.place)


def _written(message: str, words: Sequence[Word], place: Place) -> str:
    """The words of a place as they were written."""
    return message[words[place[0]].start : words[place[1] - 1].end]
