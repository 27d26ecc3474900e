"""From a message, and the turn before it, to a query and the words it was taken from."""

from dataclasses import dataclass, replace

from openslate.assistant.concierge.asking import act_of, alone
from openslate.assistant.concierge.conditions import ConditionReader, Found
from openslate.assistant.concierge.context import Context
from openslate.assistant.concierge.follow_up import FollowUp
from openslate.assistant.concierge.lexicon import Lexicon, lexicon
from openslate.assistant.concierge.name_index import NameIndex
from openslate.assistant.concierge.query import LIKE, TITLE, Act, Condition, Query
from openslate.assistant.concierge.reading import Reading
from openslate.assistant.concierge.segments import Segmenter
from openslate.assistant.concierge.title_finder import TitleFinder
from openslate.assistant.concierge.words import Word, words_of


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
        self._segmenter = Segmenter(self._lexicon, index)
        self._titles = TitleFinder(self._lexicon, index)

    def __call__(self, message: str, context: Context) -> Understood:
        """What a message asks; `Act.UNKNOWN` where that can't be told."""
        words = words_of(message)
        if not words:
            return Understood(Query(Act.UNKNOWN))
        segments = self._segmenter.cut(words, self._titles.find(words, message))
        told = ConditionReader(segments, self._index, context.this_year).read()
        reading = Reading(tuple(segments), told)
        context = replace(context, liked=self._liked(context.query))
        query, found = FollowUp(reading, context).query() or alone(reading, act_of(reading))
        query = self._named_in_part(query, reading, words, message)
        unused = tuple(_written(message, words, place) for place in told.unused or ())
        return Understood(query, tuple(_said(found, query, message, words)), unused)

    def _liked(self, query: Query | None) -> tuple:  # type: ignore[type-arg]
        """The items that the query before wants others to be like."""
        names = [name for one in query.of(LIKE) for name in one.values] if query else []
        found = [self._index.by_id.get(name) or self._by_name(name) for name in names]
        return tuple(item for item in found if item)

    def _by_name(self, name: str):  # type: ignore[no-untyped-def]
        from openslate.assistant.concierge.words import key_of

        named = self._index.titles.exact(key_of(name))
        return named.entry if named else None

    def _named_in_part(
        self, query: Query, reading: Reading, words: tuple[Word, ...], message: str
    ) -> Query:
        return query


def _said(found: list[Found], query: Query, message: str, words: tuple[Word, ...]):  # type: ignore[no-untyped-def]
    for one in found:
        if one.condition in query.conditions:
            yield one.condition, _written(message, words, one.place)


def _written(message: str, words: tuple[Word, ...], place: tuple[int, int]) -> str:
    return message[words[place[0]].start : words[place[1] - 1].end]


_ = TITLE
