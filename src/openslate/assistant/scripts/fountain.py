"""Reading a Fountain screenplay (https://fountain.io/syntax), with line numbers and notes kept.

Libraries that read it leave notes and lines out, which a breakdown needs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openslate.assistant.scripts.script import Element, ElementKind, Script
from openslate.common.errors import SlateError

MOST_LETTERS = 3_000_000
"""Characters of a script; the longest films have some 400,000."""
_K = ElementKind
_BONEYARD = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_EMPTY = re.compile(r"\n ?\n")
LONGEST_NAME = 200
"""Characters of a line that may name who speaks, and of the longest that is read for marks."""
LONGEST_MARKED = 4_000
_KEY = re.compile(r"([^\s:][^:]*):[ \t]*(.*)")
_HEADING = re.compile(r"(?:INT\.?/EXT|EXT\.?/INT|INT|EXT|EST|I/E)(?:\.| )", re.I)
_FORCED_HEADING = re.compile(r"\.(?=[^.\s])")
_NUMBER = re.compile(r"\s*#([\w.\-]+)#\s*$")
_SECTION = re.compile(r"(#{1,6})\s*(.*)")
_CENTERED = re.compile(r">\s*(.*?)\s*<")
_MARKS = re.compile(r"(?<!\\)(\*{1,3}|_)(?=\S)(.+?)(?<=\S)(?<!\\)\1")
_ESCAPED = re.compile(r"\\([*_\\])")


@dataclass(frozen=True)
class _Line:
    text: str
    number: int

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def read_fountain(text: str) -> Script:
    """The screenplay of a text; any text is one, if need be all action. Raises SlateError for one
    that is too long.
    """
    if len(text) > MOST_LETTERS:
        raise SlateError(
            f"The script has {len(text):,} characters; at most {MOST_LETTERS:,} are read",
            do="Send one script at a time",
        )
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    plain = _BONEYARD.sub(lambda match: "\n" * match.group().count("\n"), plain)
    lines = [_Line(line, number) for number, line in enumerate(plain.split("\n"), 1)]
    title_page, body = _title_page(lines)
    return Script(title_page, tuple(_elements(body)))


def _title_page(lines: Sequence[_Line]) -> tuple[dict[str, tuple[str, ...]], list[_Line]]:
    """Keys and values up to the first blank line, where the script begins with one."""
    end = next((place for place, line in enumerate(lines) if line.blank), len(lines))
    found: dict[str, list[str]] = {}
    key = ""
    for line in lines[:end]:
        match = _KEY.fullmatch(line.text)
        if match and not _HEADING.match(line.text):
            key = match[1].strip().lower()
            found.setdefault(key, []).extend([match[2].strip()] if match[2].strip() else [])
        elif key and line.text.startswith(("   ", "\t")):
            found[key].append(line.text.strip())
        else:
            return {}, list(lines)
    if not any(found.values()):
        return {}, list(lines)  # a script may begin with 'FADE IN:'
    told = {name: tuple(_plain(value) for value in values) for name, values in found.items()}
    return told, list(lines[end:])


def _elements(lines: Sequence[_Line]) -> Iterator[Element]:
    notes: list[Element] = []
    rest = list(_without_notes(lines, notes))
    yield from sorted((*notes, *_body(rest)), key=lambda one: one.line)


def _without_notes(lines: Sequence[_Line], notes: list[Element]) -> Iterator[_Line]:
    """The lines with every note taken out and kept; a line of nothing but notes is gone."""
    text = "\n".join(line.text for line in lines)
    line = lines[0].number if lines else 1
    start = 0
    told: list[str] = []
    gone: set[int] = set()
    for begin, end in _notes(text):
        told.append(text[start:begin])
        line += text.count("\n", start, begin)
        many = text.count("\n", begin, end)
        notes.append(Element(_K.NOTE, " ".join(text[begin + 2 : end - 2].split()), line))
        gone.update(range(line, line + many + 1))
        told.append("\n" * many)
        start, line = end, line + many
    told.append(text[start:])
    first = lines[0].number if lines else 1
    for number, rest in enumerate("".join(told).split("\n"), first):
        if rest.strip() or number not in gone:
            yield _Line(rest, number)


def _notes(text: str) -> Iterator[tuple[int, int]]:
    """Where each note begins and ends; one does not go on behind an empty line."""
    start = 0
    while (end := text.find("]]", start)) >= 0:
        begin = text.rfind("[[", start, end)
        if begin >= 0 and not _EMPTY.search(text, begin, end):
            yield begin, end + 2
        start = end + 2


def _body(lines: Sequence[_Line]) -> Iterator[Element]:
    place = 0
    while place < len(lines):
        if lines[place].blank:
            place += 1
            continue
        before = place == 0 or lines[place - 1].blank
        after = place + 1 >= len(lines) or lines[place + 1].blank
        one = _single(lines[place], before, after)
        if one:
            yield one
            place += 1
        elif before and not after and (speaker := _character(lines[place])):
            end = _end_of_speech(lines, place + 1)
            yield speaker
            yield from _speech(lines[place + 1 : end])
            place = end
        else:
            end = _end_of_action(lines, place + 1)
            yield _action(lines[place:end])
            place = end


def _single(line: _Line, before: bool, after: bool) -> Element | None:
    """An element of one line, None where the line is something else."""
    text = line.text.strip()
    if re.fullmatch(r"={3,}", text):
        return Element(_K.PAGE_BREAK, "", line.number)
    if text.startswith("="):
        return Element(_K.SYNOPSIS, _plain(text[1:]), line.number)
    if section := _SECTION.fullmatch(text):
        return Element(_K.SECTION, _plain(section[2]), line.number, depth=len(section[1]))
    if centered := _CENTERED.fullmatch(text):
        return Element(_K.CENTERED, _plain(centered[1]), line.number)
    if text.startswith(">"):
        return Element(_K.TRANSITION, _plain(text[1:]), line.number)
    if text.startswith("~"):
        return Element(_K.LYRIC, _plain(text[1:]), line.number)
    if forced := _FORCED_HEADING.match(text):
        return _heading(text[forced.end() :], line)
    if before and _HEADING.match(text):
        return _heading(text, line)
    if before and after and text.endswith("TO:") and text == text.upper():
        return Element(_K.TRANSITION, _plain(text), line.number)
    return None


def _heading(text: str, line: _Line) -> Element:
    number = _NUMBER.search(text)
    told = _NUMBER.sub("", text)
    return Element(_K.SCENE_HEADING, _plain(told), line.number, number[1] if number else "")


def _character(line: _Line) -> Element | None:
    """A name in capitals, or behind '@'; extensions such as (V.O.) may be small."""
    text = line.text.strip()
    if len(text) > LONGEST_NAME:
        return None
    forced = text.startswith("@")
    name = re.sub(r"\(.*?\)", "", text.removesuffix("^")).strip()
    if text.startswith("!") or not (
        forced or (name == name.upper() and re.search(r"[^\W\d_]", name))
    ):
        return None
    dual = text.endswith("^")
    told = _plain(text.removesuffix("^").removeprefix("@"))
    return Element(_K.CHARACTER, told, line.number, dual=dual)


def _end_of_speech(lines: Sequence[_Line], place: int) -> int:
    """Speech ends at an empty line; one of two blanks belongs to it."""
    while place < len(lines) and (not lines[place].blank or len(lines[place].text) >= 2):
        place += 1
    return place


def _speech(lines: Sequence[_Line]) -> Iterator[Element]:
    said: list[_Line] = []
    for line in lines:
        text = line.text.strip()
        other = _K.PARENTHETICAL if re.fullmatch(r"\(.*\)", text) else None
        other = _K.LYRIC if text.startswith("~") else other
        if other is None:
            said.append(line)
            continue
        yield from _dialogue(said)
        said = []
        yield Element(other, _plain(text.removeprefix("~")), line.number)
    yield from _dialogue(said)


def _dialogue(lines: Sequence[_Line]) -> Iterator[Element]:
    if lines:
        text = "\n".join(_plain(line.text) for line in lines)
        yield Element(_K.DIALOGUE, text, lines[0].number)


def _end_of_action(lines: Sequence[_Line], place: int) -> int:
    while place < len(lines) and not lines[place].blank and not _single(lines[place], False, False):
        place += 1
    return place


def _action(lines: Sequence[_Line]) -> Element:
    text = "\n".join(_plain(line.text.strip().removeprefix("!")) for line in lines)
    return Element(_K.ACTION, text, lines[0].number)


def _plain(text: str) -> str:
    """Without the marks of bold, italic and underlined words."""
    for _ in range(3 if len(text) <= LONGEST_MARKED else 0):
        text = _MARKS.sub(r"\2", text)
    return _ESCAPED.sub(r"\1", text).strip()
