"""Storyboard sheets from a breakdown: a panel a scene or a beat, drawn until there is a still."""

from collections.abc import Mapping
from dataclasses import dataclass

from openslate.assistant.scripts.breakdown import Breakdown, Scene
from openslate.assistant.scripts.placeholder import placeholder
from openslate.assistant.sheets import Panel, Sheet
from openslate.common.text import join_words, shorten

MOST_PANELS = 600
MOST_BEAT = 220  # characters of a beat below its picture
SETTINGS = {"int": "inside", "ext": "outside", "both": "inside and outside", "": ""}


@dataclass(frozen=True)
class Shot:
    """One panel to be: a scene, and which of its beats; `of` is how many it has."""

    scene: Scene
    place: int
    of: int
    text: str


def storyboard(
    breakdown: Breakdown, stills: Mapping[str, bytes] | None = None, *, by_beat: bool = False
) -> Sheet:
    """A sheet; `stills` are JPEG bytes by scene number ('3') or scene and beat ('3.2')."""
    given = stills or {}
    shots = [shot for scene in breakdown.scenes for shot in _shots(scene, by_beat)][:MOST_PANELS]
    drawn = sum(_still(shot, given) is None for shot in shots)
    told = f"{drawn} of {len(shots)} pictures are placeholders drawn from the script."
    scenes = f"{len(breakdown.scenes)} scene{'s' * (len(breakdown.scenes) != 1)}"
    return Sheet(
        title=f"Storyboard: {breakdown.title or 'untitled script'}",
        subtitle=f"{scenes}, {breakdown.length} pages",
        panels=tuple(_panel(shot, given) for shot in shots),
        note=told if drawn else "",
    )


def _shots(scene: Scene, by_beat: bool) -> list[Shot]:
    beats = scene.beats if by_beat else scene.beats[:1]
    if not beats:
        return [Shot(scene, 1, 1, scene.synopsis)]
    return [Shot(scene, place, len(beats), text) for place, text in enumerate(beats, 1)]


def _panel(shot: Shot, stills: Mapping[str, bytes]) -> Panel:
    scene = shot.scene
    number = f"{scene.number}.{shot.place}" if shot.of > 1 else scene.number
    lines = [shorten(shot.text, MOST_BEAT)] if shot.text else []
    if scene.characters:
        lines.append(f"Characters: {join_words(scene.characters[:8])}")
    if scene.props:
        lines.append(f"Props: {join_words(prop.name for prop in scene.props[:8])}")
    still = _still(shot, stills)
    return Panel(
        title=f"{number}  {scene.heading}",
        lines=tuple(lines),
        alt=_alt(shot) if still is None else f"Still of scene {number}: {scene.heading}",
        still=still,
        sketch=placeholder(scene, shot.text) if still is None else None,
    )


def _still(shot: Shot, stills: Mapping[str, bytes]) -> bytes | None:
    number = shot.scene.number
    first = stills.get(number) if shot.place == 1 else None
    return stills.get(f"{number}.{shot.place}", first)


def _alt(shot: Shot) -> str:
    """What a placeholder shows, in words."""
    scene = shot.scene
    where = " ".join(filter(None, (SETTINGS[scene.setting], scene.location.title())))
    when = f", {scene.time}" if scene.time else ""
    who = f", with {join_words(name.title() for name in scene.characters[:4])}"
    return f"Placeholder drawing: {where}{when}{who if scene.characters else ''}"
