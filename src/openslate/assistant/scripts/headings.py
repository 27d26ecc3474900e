"""What a scene heading says: inside or outside, where, when."""

import re
from dataclasses import dataclass

_SETTING = re.compile(r"(INT\.?/EXT|EXT\.?/INT|I/E|INT|EXT|EST)(?:\.|\s)\s*", re.I)
_TIMES = {
    "DAY": "day", "MORNING": "day", "AFTERNOON": "day", "NOON": "day", "SUNNY": "day",
    "NIGHT": "night", "MIDNIGHT": "night", "EVENING": "night", "LATE": "night",
    "DAWN": "dawn", "SUNRISE": "dawn", "DUSK": "dusk", "SUNSET": "dusk", "TWILIGHT": "dusk",
}  # fmt: skip
_SAME = frozenset({"CONTINUOUS", "LATER", "SAME", "MOMENTS", "SAME TIME"})
_SETTINGS = {"INT": "int", "EXT": "ext", "EST": "ext"}


@dataclass(frozen=True)
class Heading:
    """`setting` is int, ext, both or '' for a forced heading without one; `time` is day, night,
    dawn, dusk, or '' where the heading does not say; `as_before` says it goes on as before.
    """

    setting: str
    location: str
    time: str
    as_before: bool = False


def read_heading(text: str) -> Heading:
    """The parts of a heading, the location in capitals as schedules sort by it.

    >>> read_heading("INT. Brick's Room - Late Night")
    Heading(setting='int', location="BRICK'S ROOM", time='night', as_before=False)
    """
    match = _SETTING.match(text)
    setting = ""
    if match:
        told = match[1].upper().replace(".", "")
        setting = _SETTINGS.get(told, "both")
        text = text[match.end() :]
    *places, last = re.split(r"\s+[-–—]+\s+", text.strip())  # noqa: RUF001 (dashes part headings)
    words = re.findall(r"\w+", last.upper())
    time = next((_TIMES[word] for word in reversed(words) if word in _TIMES), "")
    as_before = not time and any(word in _SAME for word in words)
    if not places or not (time or as_before):
        return Heading(setting, text.strip().upper(), "")
    return Heading(setting, " - ".join(places).strip().upper(), time, as_before)
