"""A copy of content that says how it came to be: labelled, stated in metadata, marked."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openslate.authenticity.disclosure import wording
from openslate.authenticity.disclosure.containers import Statement
from openslate.authenticity.disclosure.drawing import labelled
from openslate.authenticity.disclosure.kinds import ContentKind
from openslate.authenticity.disclosure.layers import POSSIBLE, Layer
from openslate.authenticity.disclosure.moving import (
    copied_with_metadata,
    labelled_sound,
    labelled_video,
    recorded_voice,
)
from openslate.authenticity.disclosure.picture_packet import stated_on
from openslate.authenticity.disclosure.settings import DisclosureSettings
from openslate.authenticity.disclosure.written import labelled_text, read_text
from openslate.authenticity.marks.files import mark_copy
from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.message import new_mark_id
from openslate.authenticity.marks.picture import embed
from openslate.authenticity.media.pictures import read_picture, write_picture


@dataclass(frozen=True)
class CopyPlan:
    """What is put into a copy. Without `labels` none is shown, without `key` nothing is marked.

    `voice` is a recording that says the label; without one espeak-ng speaks.
    """

    kind: ContentKind
    source_type: str
    labels: tuple[str, ...]
    settings: DisclosureSettings
    key: MarkKey | None = None
    voice: Path | None = None

    @property
    def statement(self) -> Statement:
        """What goes into metadata."""
        return Statement(self.source_type, wording.sentence(self.labels))


@dataclass(frozen=True)
class MadeCopy:
    """What was put into a copy: the labels shown, the mark."""

    labels: tuple[str, ...] = ()
    mark: int | None = None


def make_copy(source: Path, target: Path, plan: CopyPlan) -> MadeCopy:
    """Write the copy, whole or not at all; gives what was put in. Raises SlateError."""
    if plan.kind is ContentKind.PICTURE:
        return MadeCopy(plan.labels, _picture(source, target, plan))
    makers: dict[ContentKind, Callable[[Path, Path, CopyPlan], None]] = {
        ContentKind.VIDEO: _video,
        ContentKind.SOUND: _sound,
        ContentKind.TEXT: _text,
    }
    if plan.key is None or Layer.MARK not in POSSIBLE[plan.kind]:
        makers[plan.kind](source, target, plan)
        return MadeCopy(plan.labels)
    mark = new_mark_id()
    marked = target.with_name(f".{target.stem}.marked{source.suffix}")
    try:
        mark_copy(source, marked, mark, plan.key)  # first, as what is spoken comes before it
        makers[plan.kind](marked, target, plan)
    finally:
        marked.unlink(missing_ok=True)
    return MadeCopy(plan.labels, mark)


def _picture(source: Path, target: Path, plan: CopyPlan) -> int | None:
    """All at once, so that a lossy format is written once."""
    picture, chosen = read_picture(source), plan.settings
    if plan.labels:
        text = wording.shown(plan.labels)
        picture = labelled(picture, text, size=chosen.size, corner=chosen.corner)
    picture = stated_on(picture, plan.statement)
    mark = None
    if plan.key is not None:
        mark = new_mark_id()
        picture = picture.with_pixels(embed(picture.pixels, mark, plan.key))
    write_picture(picture, target)
    return mark


def _video(source: Path, target: Path, plan: CopyPlan) -> None:
    said, chosen = plan.statement, plan.settings
    if not plan.labels:
        return copied_with_metadata(source, target, said)
    return labelled_video(
        source, target, wording.shown(plan.labels), said,
        size=chosen.size, corner=chosen.corner, seconds=chosen.video_seconds,
    )  # fmt: skip


def _sound(source: Path, target: Path, plan: CopyPlan) -> None:
    said = plan.statement
    if not plan.labels:
        copied_with_metadata(source, target, said)
    elif plan.voice is not None:
        labelled_sound(source, target, plan.voice, said)
    else:
        spoken = target.with_name(f".{target.name}.voice.wav")
        try:
            voice = recorded_voice(wording.spoken(plan.labels), spoken)
            labelled_sound(source, target, voice, said)
        finally:
            spoken.unlink(missing_ok=True)


def _text(source: Path, target: Path, plan: CopyPlan) -> None:
    if plan.labels:
        text = labelled_text(read_text(source), wording.sentence(plan.labels))
        target.write_bytes(text.encode("utf-8"))
    else:
        shutil.copyfile(source, target)
