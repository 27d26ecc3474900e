"""Props of a scene: words in capitals that are no characters, and notes that name them."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from openslate.assistant.scripts.script import Element, ElementKind

_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9'’-]+(?:\s+(?:OF\s+)?[A-Z][A-Z0-9'’-]+)*")  # noqa: RUF001
_NOTED = re.compile(r"props?\s*:\s*(.+)", re.I)
_AGED = re.compile(r"\s*(?:,|\()\s*(?:\d\d?s?|early|mid|late|teen|a )", re.I)
_TERMS = frozenset(
    {
        *("ANGLE", "BACK", "BEAT", "BLACK", "CLOSE", "CLOSEUP", "CONT'D", "CREDITS", "CUT"),
        *("DAY", "DISSOLVE", "END", "ESTABLISHING", "EXT", "FADE", "FLASHBACK", "FREEZE"),
        *("INSERT", "INT", "INTERCUT", "LATER", "MATCH", "MONTAGE", "NIGHT", "OFF", "ON", "OS"),
        *("OVER", "PAN", "POV", "SERIES", "SHOT", "SHOTS", "SLOW", "SMASH", "SUPER", "THE"),
        *("TITLE", "TO", "TRACKING", "VO", "WIDE", "ZOOM", "TV", "UP", "OUT", "IN", "AND", "OF"),
        *("WE", "AT"),
    }
)
"""Words of the trade that are written in capitals."""
_SOUNDS = frozenset(
    {
        *("BANG", "BANGS", "BEEP", "BEEPS", "BOOM", "BUZZ", "BUZZES", "CLANG", "CLICK", "CLICKS"),
        *("CRACK", "CRASH", "CRASHES", "EXPLODES", "EXPLOSION", "GUNSHOT", "GUNSHOTS", "HONK"),
        *("KNOCK", "KNOCKS", "RINGS", "SCREAM", "SCREAMS", "SCREECH", "SILENCE", "SLAM", "SLAMS"),
        *("SNAP", "THUD", "THUNDER", "WHISTLE", "YELLS", "SHOUTS", "SIREN", "SIRENS"),
    }
)
"""Sounds, which are written in capitals too."""


@dataclass(frozen=True)
class Prop:
    """A prop, in small letters, and how it was found: `noted` by the writer, or in `capitals`."""

    name: str
    found_by: str


def props_of(elements: Sequence[Element], name_parts: Collection[str]) -> tuple[Prop, ...]:
    """Props of a scene in order, each once; `name_parts` are words of characters' names."""
    found: dict[str, Prop] = {}
    for one in elements:
        for prop in _noted(one) if one.kind is ElementKind.NOTE else _capitals(one, name_parts):
            found.setdefault(prop.name, prop)
    return tuple(found.values())


def introduced(elements: Sequence[Element]) -> Iterator[str]:
    """Characters that action introduces: a name in capitals with an age, 'SOMERSET (45)'."""
    for one in elements:
        if one.kind is not ElementKind.ACTION:
            continue
        for match in _CAPITALS.finditer(one.text):
            if _AGED.match(one.text, match.end()):
                yield " ".join(match.group().split())


def _noted(note: Element) -> Iterator[Prop]:
    if match := _NOTED.fullmatch(note.text):
        for name in re.split(r"[,;]", match[1]):
            if name.strip():
                yield Prop(name.strip().lower(), "noted")


def _capitals(one: Element, parts: Collection[str]) -> Iterator[Prop]:
    if one.kind is not ElementKind.ACTION or one.text == one.text.upper():
        return
    for match in _CAPITALS.finditer(one.text):
        words = [re.sub(r"['’]S?$", "", word) for word in match.group().split()]  # noqa: RUF001
        skipped = _TERMS | _SOUNDS
        if any(word in parts for word in words) or all(word in skipped for word in words):
            continue
        kept = [word for word in words if word not in skipped or word == "OF"]
        name = " ".join(kept).lower().strip()
        if len(name) > 2:
            yield Prop(name, "capitals")
