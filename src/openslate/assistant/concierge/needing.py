"""Whether a later message needs the one before to make sense."""

from openslate.assistant.concierge.reading import Reading

MORE_SO = frozenset({"lighter", "darker", "happier", "sadder", "funnier", "scarier", "calmer",
                     "gentler", "deeper", "smarter", "cheerier", "quieter", "slower"})  # fmt: skip
"""Moods and kinds said of what was shown before."""


def needs_before(reading: Reading) -> bool:
    """Whether a message needs the one before to make sense."""
    if not reading.segments:
        return False
    if reading.has("follow") or (reading.person_meant and reading.told.found):
        return not (reading.has("head", "many") and reading.titles("like"))
    begins = reading.segments[0]
    joined = begins.get("joins") or begins.get("roles") or begins.get("compare")
    if joined and not reading.has("have"):
        return True
    if reading.comparatives and not reading.titles("like", "than"):
        return True
    if not reading.standing:
        return not _a_wish(reading) or other_mood(reading)
    return _anything(reading) and not reading.titles("like", "than")


def other_mood(reading: Reading) -> bool:
    """'Something lighter', 'anything less scary': than what was shown."""
    segments = reading.segments
    for at, one in enumerate(segments):
        if not (one.get("moods") or one.get("genres")):
            continue
        if one.text in MORE_SO or (at and segments[at - 1].text in ("less", "more")):
            return True
    return False


def _anything(reading: Reading) -> bool:
    """'Something with animals': narrows what was asked, unless it names a kind of film."""
    heads = {one.text for one in reading.segments if one.get("head")}
    kinds = reading.has("genres") or reading.has("moods") or reading.has("pairs")
    kinds = kinds and not other_mood(reading)
    return heads <= {"something", "anything", "etwas", "algo", "qualcosa"} and not kinds


def _a_wish(reading: Reading) -> bool:
    """A kind of film by itself is a new wish: 'comedies', but not 'under 90 minutes'."""
    first = next((s for s in reading.segments if not set(s.means) <= {"noise"}), None)
    return first is not None and bool(first.get("genres") or first.people)
