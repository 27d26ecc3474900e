"""Words that a name is to contain: 'love in the title', or a name that no item has in full."""

from collections.abc import Sequence

from openslate.assistant.concierge.name_index import FIRST_NAME
from openslate.assistant.concierge.query import ABOUT
from openslate.assistant.concierge.reading import Reading
from openslate.assistant.concierge.segments import Place, Segment

WHOLE, PART, PART_AFTER = "whole", "part", "part after"
NAMING = frozenset({"title", "titles", "name", "names", "called", "named"})
"""Words that tell that 'in them' means 'in their titles'."""


def named_in_part(reading: Reading) -> Place | None:
    """The words that are part of a name, None where a message speaks of none."""
    segments = reading.segments
    for at, one in enumerate(segments):
        if one.get("called") == PART_AFTER and at + 1 < len(segments):
            return _following(segments, at + 1)
        if one.get("called") == PART and _of_names(segments, one):
            return _before(segments, at)
    asked = reading.has("have") or reading.has("called", WHOLE)
    return _after(reading) if asked and not reading.titles() else None


def _of_names(segments: Sequence[Segment], one: Segment) -> bool:
    """Whether words like 'in them' speak of names."""
    words = {word for other in (one, *segments) for word in other.text.split()}
    return bool(words & NAMING) or "titel" in one.text or "tit" in one.text.split()[-1]


def _following(segments: Sequence[Segment], start: int) -> Place:
    """The words from one on, up to the next thing that is said of items."""
    end = start + 1
    while end < len(segments) and segments[end].unknown and not segments[end].breaks:
        end += 1
    return segments[start].place[0], segments[end - 1].place[1]


def _before(segments: Sequence[Segment], at: int) -> Place | None:
    start = at
    while start > 0 and not (segments[start - 1].get("roles") or segments[start - 1].get("head")):
        start -= 1
    words = [s for s in segments[start:at] if s.text not in ("the", "word", "a")]
    return (words[0].place[0], words[-1].place[1]) if words else None


def _after(reading: Reading) -> Place | None:
    """A name nobody has, asked for by itself: nothing else is wanted."""
    others = [f for f in reading.told.found if f.condition.field != ABOUT]
    called = reading.has("called", WHOLE)
    if others or reading.has("genres") or (reading.has("head") and not called):
        return None
    last = max(n for n, s in enumerate(reading.segments) if s.get("have") or s.get("called"))
    rest = reading.segments[last + 1 :]
    if any(set(one.means) - {"noise", "joins", "roles", "did"} for one in rest) and not called:
        return None
    if len(rest) == 1 and rest[0].people and rest[0].sure >= FIRST_NAME:
        return None
    if not rest or not any(one.unknown or one.people for one in rest):
        return None
    return rest[0].place[0], rest[-1].place[1]
