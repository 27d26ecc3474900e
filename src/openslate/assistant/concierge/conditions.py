"""From the segments of a message to conditions, each with the words that say it."""

from collections.abc import Sequence

from openslate.assistant.concierge.collecting import Collector
from openslate.assistant.concierge.credited_people import CAST, PeopleReader, said_of_cast
from openslate.assistant.concierge.kinds import KindReader
from openslate.assistant.concierge.name_index import NameIndex
from openslate.assistant.concierge.numbers_said import FIRST, YEAR
from openslate.assistant.concierge.quantities import Quantity, QuantityReader
from openslate.assistant.concierge.query import AGE, Sort
from openslate.assistant.concierge.segments import Segment
from openslate.assistant.concierge.told import Told
from openslate.assistant.concierge.topics import TopicReader

SUPERLATIVES = ("best", "most", "top", "first", "highest", "biggest", "worst", "least")
PLAYS = ("play", "portray")
"""How words begin that tell of somebody's part: 'plays a writer'."""
EARLY_OR_LATE = {"early": f"{YEAR} asc", "late": f"{YEAR} desc"}
WORK = frozenset({"films", "movies", "work", "works", "ones", "stuff", "pictures", "career"})
"""Words for what somebody made: 'his early work'."""


class ConditionReader:
    """Walks over one message's segments and lets each be taken in by whom it concerns."""

    def __init__(self, segments: Sequence[Segment], index: NameIndex, this_year: int) -> None:
        self._all = segments
        found = QuantityReader(segments, this_year).quantities()
        self._quantities = {start: (end, quantity) for start, end, quantity in found}
        aged = any(quantity.field == AGE for _, _, quantity in found)
        self._collector = Collector(plurals=_plurals(segments))
        self._people = PeopleReader(segments, index, self._collector)
        self._kinds = KindReader(segments, index, self._collector, aged=aged)
        self._topics = TopicReader(segments, index, self._collector, self._quantities)

    def read(self) -> Told:
        """Everything the message says of items."""
        at = 0
        while at < len(self._all):
            if self._all[at].breaks:
                self._collector.pause()
                self._people.role = ""
            if at in self._quantities:
                end, quantity = self._quantities[at]
                self._quantity(quantity)
                at = end
            else:
                at = self._step(at)
        return self._collector.told

    def _step(self, at: int) -> int:
        """Take in a segment; the one to go on with."""
        one = self._all[at]
        if self._topics.begins(at):
            if one.text.startswith(PLAYS):
                self._people.acted()
            return self._topics.about(at + 1)
        if self._topics.listed(at):
            return self._topics.named(at)
        if self._joined(one) or self._people.take(at, one):
            return at + 1
        if self._kinds.take(at, one):
            self._people.other_said()
            return at + 1
        if self._sorted(one):
            return at + 1
        if self._topics.plain(at):
            return self._topics.unknown(at, cued=bool(self._people.role))
        return at + 1

    def _joined(self, one: Segment) -> bool:
        join = one.get("joins")
        if join == "not":
            self._collector.negated = True
            if said_of_cast(one.text):
                self._people.expect(CAST, one.text)
        elif join == "but":
            self._collector.turn()
        elif join in ("or", "and"):
            self._collector.join = join
        return join in ("not", "but", "or", "and")

    def _sorted(self, one: Segment) -> bool:
        field, _, way = (one.get("sorts") or self._part_of_work(one)).partition(" ")
        told = self._collector.told
        if field and self._collector.negated:  # 'not a blockbuster'
            self._collector.negated = False
            return True
        if field and (told.sort is None or not told.superlative):
            told.sort = Sort(field, way == "desc")
            told.superlative = _is_superlative(one.text)
        return bool(field)

    def _part_of_work(self, one: Segment) -> str:
        """'Early Polanski', 'her late films': the order in which somebody's work is wanted."""
        part = one.get("parts")
        if part not in EARLY_OR_LATE:
            return ""
        after = next((s for s in self._all if s.place[0] == one.place[1]), None)
        if after is None or not (after.people or after.text in WORK):
            return ""
        return EARLY_OR_LATE[part]

    def _quantity(self, quantity: Quantity) -> None:
        if quantity.field == FIRST:
            self._collector.told.first = quantity.low
            return
        self._collector.take(quantity.condition, quantity.place)
        self._people.other_said()


def _plurals(segments: Sequence[Segment]) -> bool:
    """Whether several kinds are spoken of, all in the plural."""
    genres = [one.text for one in segments if one.get("genres")]
    return len(genres) > 1 and all(text.endswith("s") for text in genres)


def _is_superlative(text: str) -> bool:
    first, *_ = words = text.split()
    return first.endswith("est") or first in SUPERLATIVES or "most" in words
