"""A script taken apart for planning: scenes with who, where, when, what is needed, how long."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from openslate.assistant.scripts.cast import ScriptCast
from openslate.assistant.scripts.headings import read_heading
from openslate.assistant.scripts.pages import eighths_of, told_eighths
from openslate.assistant.scripts.props import Prop, introduced, props_of
from openslate.assistant.scripts.script import Element, ElementKind, Script

_K = ElementKind
_EXTENSION = re.compile(r"\s*\(.*?\)")


@dataclass(frozen=True)
class Scene:
    """One scene; `number` is the script's own or its place, `beats` its paragraphs of action.

    `setting` is int, ext, both or ''; `time` day, night, dawn, dusk or ''. `characters` are those
    who speak or are named in action, in capitals; `line` is that of its heading.
    """

    number: str
    heading: str
    setting: str
    location: str
    time: str
    line: int
    eighths: int
    characters: tuple[str, ...] = ()
    speaking: tuple[str, ...] = ()
    props: tuple[Prop, ...] = ()
    beats: tuple[str, ...] = ()
    synopsis: str = ""
    section: str = ""
    notes: tuple[str, ...] = ()

    @property
    def length(self) -> str:
        """In pages and eighths."""
        return told_eighths(self.eighths)


@dataclass(frozen=True)
class Breakdown:
    """All scenes of a script."""

    title: str
    scenes: tuple[Scene, ...] = field(default=())

    @property
    def eighths(self) -> int:
        """How long all scenes are."""
        return sum(scene.eighths for scene in self.scenes)

    @property
    def length(self) -> str:
        """In pages and eighths."""
        return told_eighths(self.eighths)

    def scenes_of(self, what: str) -> dict[str, tuple[str, ...]]:
        """Numbers of the scenes of each character, location, prop or time of day."""
        found: dict[str, list[str]] = {}
        for scene in self.scenes:
            for name in _named(scene, what):
                found.setdefault(name, []).append(scene.number)
        return {name: tuple(numbers) for name, numbers in sorted(found.items())}


def break_down(script: Script) -> Breakdown:
    """The scenes of a script; what stands before the first heading belongs to none."""
    parts = list(_parts(script.elements))
    names = {_name(one.text) for _, _, part in parts for one in part if one.kind is _K.CHARACTER}
    names |= {name for _, _, part in parts for name in introduced(part)}
    cast = ScriptCast({name for name in names if name})
    parts_of = {part for name in names for part in name.split()}
    scenes: list[Scene] = []
    for place, (heading, section, part) in enumerate(parts, 1):
        before = scenes[-1].time if scenes else ""
        scenes.append(_scene(place, heading, section, part, parts_of, cast, before))
    return Breakdown(script.title, tuple(scenes))


def _parts(elements: Sequence[Element]) -> Iterator[tuple[Element, str, list[Element]]]:
    """Each heading with the section it is in, and what follows up to the next one."""
    heading: Element | None = None
    section = of_heading = ""
    part: list[Element] = []
    for one in elements:
        if one.kind is _K.SECTION:
            section = one.text
        if one.kind is _K.SCENE_HEADING:
            if heading:
                yield heading, of_heading, part
            heading, of_heading, part = one, section, []
        elif heading:
            part.append(one)
    if heading:
        yield heading, of_heading, part


def _scene(
    place: int,
    heading: Element,
    section: str,
    part: Sequence[Element],
    name_parts: Collection[str],
    cast: ScriptCast,
    time_before: str,
) -> Scene:
    told = read_heading(heading.text)
    speaking = tuple(dict.fromkeys(_name(o.text) for o in part if o.kind is _K.CHARACTER))
    action = [one for one in part if one.kind is _K.ACTION]
    seen = cast.named_in("\n".join(one.text for one in action))
    return Scene(
        number=heading.number or str(place),
        heading=heading.text,
        setting=told.setting,
        location=told.location,
        time=time_before if told.as_before else told.time,
        line=heading.line,
        eighths=eighths_of((heading, *part)),
        characters=tuple(dict.fromkeys((*speaking, *seen))),
        speaking=speaking,
        props=props_of(part, name_parts),
        beats=tuple(" ".join(one.text.split()) for one in action),
        synopsis=" ".join(one.text for one in part if one.kind is _K.SYNOPSIS),
        section=section,
        notes=tuple(one.text for one in part if one.kind is _K.NOTE),
    )


def _name(cue: str) -> str:
    """Who speaks, without extensions: 'MILLS (V.O.)' is Mills."""
    return " ".join(_EXTENSION.sub("", cue).split()).upper()


def _named(scene: Scene, what: str) -> tuple[str, ...]:
    if what == "props":
        return tuple(prop.name for prop in scene.props)
    told = {"characters": scene.characters, "locations": (scene.location,), "times": (scene.time,)}
    return tuple(name for name in told[what] if name)
