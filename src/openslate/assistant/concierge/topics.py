"""What items are to be about: the words after 'about', and words nothing else is known of."""

from collections.abc import Container, Sequence

from openslate.assistant.concierge.collecting import Collector
from openslate.assistant.concierge.credited_people import part_of_name
from openslate.assistant.concierge.name_index import NameIndex
from openslate.assistant.concierge.query import ABOUT, Condition
from openslate.assistant.concierge.segments import Segment
from openslate.assistant.concierge.spelling import SUBJECTS

MOST_ABOUT = 3  # words of a topic
LOOSE_HEADS = frozenset({"something", "anything", "everything", "some", "any", "etwas", "was",
                         "irgendwas", "quelque chose", "algo", "qualcosa", "stuff"})  # fmt: skip
"""Words for a film before which no topic stands: 'I fancy something'."""
IN = frozenset({"in", "on", "at", "set in", "during", "for"})
"""Words after which a place or an occasion follows, without an article."""


OF = frozenset({"of", "a", "an", "the"})
"""Words that may stand between a kind and what it is about: 'a biopic of a painter'."""
OWN = frozenset({"my", "our", "your", "his", "her", "their", "mein", "meine", "mon", "ma", "mi"})
"""Words after which somebody's own affairs follow."""
BEFORE_WISH = frozenset({"noise", "head", "have", "suggest", "follow", "joins"})
"""Meanings of what may stand before the first thing that is wished for."""
CLOSING = ("and", "or", "but", "not", "from")


class TopicReader:
    """Takes in words that are what items are about; `numbers` are segments that are numbers."""

    def __init__(
        self,
        segments: Sequence[Segment],
        index: NameIndex,
        collector: Collector,
        numbers: Container[int],
    ) -> None:
        self._all, self._index, self._collector = segments, index, collector
        self._numbers = numbers
        self._spoken = -1  # segment after the last topic

    def begins(self, at: int) -> bool:
        """Whether a segment says that a topic follows."""
        one = self._all[at]
        return one.get("joins") == "about" or (one.text == "about" and at + 1 < len(self._all))

    def about(self, at: int) -> int:
        """The words after 'about', up to the next thing that is understood; where to go on."""
        start = at
        while start < len(self._all) and self._skipped(start):
            start += 1
        if self._all[at - 1].text.startswith("who") and self._means_more(start):
            return at  # 'who loves westerns'
        end = start
        while end < len(self._all) and end - start < MOST_ABOUT and self._topic(end, end > start):
            end += 1
        if end == start and start > at and self._all[start - 1].text in SUBJECTS:
            start -= 1  # 'about work', though 'work' mostly says nothing
        if end > start:
            self._take(start, end)
            self._spoken = end
        return max(end, at)

    def _means_more(self, at: int) -> bool:
        """Whether a segment is a kind, a mood or a nation."""
        one = self._all[at] if at < len(self._all) else None
        return one is not None and any(map(one.get, ("genres", "moods", "nations", "pairs")))

    def _skipped(self, at: int) -> bool:
        means = self._all[at].means
        if self._all[at].text in SUBJECTS:
            return False
        return bool(means) and set(means) <= {"noise", "joins"}

    def _topic(self, at: int, later: bool) -> bool:
        one = self._all[at]
        known = one.unknown or one.get("genres") or self.plain(at)
        known = known or (bool(one.company) and " " not in one.text and not one.means)
        if later and (one.breaks or not known):
            return False
        if at in self._numbers:
            return False
        return not (one.get("head") or one.get("joins") or one.get("times") or one.title)

    def listed(self, at: int) -> bool:
        """Whether a segment is one more topic after the last: 'set in Greece or Italy'."""
        one, before = self._all[at], self._all[at - 1] if at else None
        place = one.get("places") or one.get("nations") or one.text in SUBJECTS
        return (
            bool(place)
            and before is not None
            and before.get("joins") in ("or", "and")
            and self._spoken == at - 1
        )

    def named(self, at: int) -> int:
        """Takes in a segment as a topic; where to go on."""
        self._take(at, at + 1)
        self._spoken = at + 1
        return at + 1

    def plain(self, at: int) -> bool:
        """Whether nothing is known of a segment but perhaps somebody's surname."""
        one = self._all[at]
        rejected = bool(one.people) and part_of_name(one) and not one.means
        return (one.unknown or rejected) and at not in self._numbers

    def unknown(self, at: int, *, cued: bool) -> int:
        """Words that nothing is known of: a topic where they can be one, else left unused."""
        end = at + 1
        while end < len(self._all) and self.plain(end) and not self._all[end].breaks:
            end += 1
        listed = self._spoken == at - 1 and self._all[at - 1].get("joins") in ("or", "and")
        liked = at > 0 and bool(self._all[at - 1].get("like"))
        cued = cued or listed or liked or self._collector.negated
        if end - at <= MOST_ABOUT and self._can_be_topic(at, end, cued=cued):
            self._take(at, end)
            self._spoken = end
        else:
            self._collector.told.unused.append(self._place(at, end))
            self._collector.negated = False
        return end

    def _can_be_topic(self, at: int, end: int, *, cued: bool) -> bool:
        """Whether it is said as a topic is, or can only be one because nothing else is said."""
        words = [one.text for one in self._all[at:end]]
        if any(word.isdigit() for word in words) or (at and self._all[at - 1].text in OWN):
            return False
        if cued or self._before_head(end):
            return True
        if not all(map(self._known, words)):
            return False
        return self._after_place(at) or self._after_head(at) or self._wished(at, end)

    def _before_head(self, end: int) -> bool:
        """'Courtroom drama', 'zombie films'."""
        after = self._all[end] if end < len(self._all) else None
        if after is None or after.breaks:
            return False
        head = after.get("head") and after.text not in LOOSE_HEADS
        return bool(head or after.get("genres"))

    def _after_place(self, at: int) -> bool:
        return at > 0 and self._all[at - 1].text in IN and not self._all[at].breaks

    def _after_head(self, at: int) -> bool:
        start = at
        while start and self._all[start - 1].text in OF and not self._all[start].breaks:
            start -= 1
        if start < at - 1 and self._all[start].text != "of":
            start = at
        before = self._all[start - 1] if start and not self._all[start].breaks else None
        return before is not None and bool(before.get("head") or before.get("genres"))

    def _wished(self, at: int, end: int) -> bool:
        """'Dinosaurs, please', 'I want vampires': the first thing said, and all of it."""
        before = all(set(one.means) & BEFORE_WISH and not one.get("pronouns")
                     for one in self._all[:at])  # fmt: skip
        after = self._all[end] if end < len(self._all) else None
        if after is None or after.breaks:
            return before
        closed = after.get("joins") in CLOSING or bool(after.get("roles"))
        return before and closed

    def _known(self, word: str) -> bool:
        return word in SUBJECTS or self._index.topics_of(word) > 0

    def _take(self, start: int, end: int) -> None:
        text = " ".join(map(_subject, self._all[start:end]))
        self._collector.take(Condition(ABOUT, (text,)), self._place(start, end))

    def _place(self, start: int, end: int) -> tuple[int, int]:
        return self._all[start].place[0], self._all[end - 1].place[1]


def _subject(one: Segment) -> str:
    """A topic as it is best looked for: 'world war' for 'ww2', but 'second world war' as it is."""
    topic = one.get("topics")
    return one.text if not topic or topic in one.text else topic
