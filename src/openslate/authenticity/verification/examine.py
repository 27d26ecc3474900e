"""Looks into one file: which mark it bears, what its fingerprints are; for a process apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from openslate.authenticity.fingerprints.chromaprint import chromaprint
from openslate.authenticity.fingerprints.kinds import FingerprintKind
from openslate.authenticity.fingerprints.moving import moving_fingerprint
from openslate.authenticity.fingerprints.pdq import pdq
from openslate.authenticity.marks.detection import Geometry
from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.picture import detect
from openslate.authenticity.marks.sound import SoundDetection
from openslate.authenticity.marks.sound import detect as detect_in_sound
from openslate.authenticity.media.frames import read_frames
from openslate.authenticity.media.glimpse import look_at_picture
from openslate.authenticity.media.media_type import MediaKind, MediaType, sniff_file
from openslate.authenticity.media.sound import read_sound
from openslate.authenticity.texts.hidden import hidden_characters
from openslate.authenticity.verification.evidence import MarkReading
from openslate.common.errors import SlateError
from openslate.common.text import join_words

MOST_TEXT = 8 << 20
"""Bytes of a text that are looked through for hidden characters."""
TURNED, CUT = 0.5, 0.9
"""From how many degrees, and below which share of its area, a change is told."""

HEARD_SECONDS, HEARD_RATE = 180.0, 16_000
"""How much of a sound is listened to for a mark, and at which rate in Hz; marks lie below 6.3 kHz.
"""
PLAYED = 0.002
"""From which share on another speed or pitch is told."""


@dataclass(frozen=True)
class Examined:
    """What was found in a file; `unseen` says in sentences what could not be looked at.

    A picture's fingerprint is of eight orientations, to ask with; the first one is to keep.
    `hidden` says which characters of a text are not shown.
    """

    media_type: MediaType | None
    mark: MarkReading | None = None
    fingerprints: Mapping[FingerprintKind, bytes] = field(default_factory=dict)
    unseen: tuple[str, ...] = ()
    hidden: str = ""

    def kept(self) -> dict[str, bytes]:
        """The fingerprints as a register keeps them."""
        upright = slice(0, 32)
        return {
            kind.value: bits[upright] if kind is FingerprintKind.PICTURE else bits
            for kind, bits in self.fingerprints.items()
        }


def examine(path: Path, key: MarkKey | None) -> Examined:
    """Look for a mark of this key, and take fingerprints; raises SlateError for broken files."""
    media_type = sniff_file(path)
    if media_type is None and (text := _text(path)) is not None:
        return Examined(None, unseen=(NO_TEXT_MARK,), hidden=hidden_characters(text).sentence)
    if media_type is None or media_type.kind is MediaKind.MANIFEST:
        unseen = "It is no picture, sound or video that Slate reads, so only its bytes were seen."
        return Examined(media_type, unseen=(unseen,))
    if media_type.kind is MediaKind.PICTURE:
        return _picture(path, media_type, key)
    return _moving(path, media_type, key)


def _text(path: Path) -> str | None:
    """The beginning of a file that is text in UTF-8; None for anything else."""
    with path.open("rb") as file:
        content = file.read(MOST_TEXT)
    if not content or b"\0" in content:
        return None
    try:
        return content[: len(content) - (len(content) == MOST_TEXT) * 4].decode("utf-8")
    except UnicodeDecodeError:
        return None


def _picture(path: Path, media_type: MediaType, key: MarkKey | None) -> Examined:
    pixels = look_at_picture(path)
    made = pdq(pixels)
    bits = made.orientations.tobytes()
    fingerprints = {FingerprintKind.PICTURE: bits} if made.telling else {}
    plain = () if made.telling else ("It is too plain for a fingerprint.",)
    if key is None:
        return Examined(media_type, None, fingerprints, (*plain, NO_KEY))
    return Examined(media_type, read_mark(pixels, key), fingerprints, plain)


NO_TEXT_MARK = (
    "It is text, in which no mark is looked for: whether words were written by a machine can't be "
    "told from the words."
)
NO_KEY = "This workspace has no mark key yet, so no mark was looked for."


def read_mark(pixels: NDArray[np.uint8], key: MarkKey) -> MarkReading:
    """Look for a mark in a picture, uint8 [height, width, 3]."""
    found = detect(pixels, key)
    told = _changes(found.geometry) if found.mark_id is not None else ""
    return MarkReading(found.mark_id, found.p_value, found.tests, told)


def read_sound_mark(path: Path, key: MarkKey) -> MarkReading:
    """Look for a mark in the first minutes of a sound's file; raises SlateError."""
    heard = read_sound(path, HEARD_RATE, longest=HEARD_SECONDS)
    found = detect_in_sound(heard.samples, heard.rate, key)
    told = _played(found) if found.mark_id is not None else ""
    return MarkReading(found.mark_id, found.p_value, found.tests, told)


def mark_in(path: Path, key: MarkKey) -> int | None:
    """The mark in a file of a picture or a sound; None where there is none, or it is neither."""
    media_type = sniff_file(path)
    try:
        if media_type is not None and media_type.kind is MediaKind.PICTURE:
            return read_mark(look_at_picture(path), key).found
        if media_type is not None and media_type.kind is MediaKind.SOUND:
            return read_sound_mark(path, key).found
    except SlateError:
        pass
    return None


def _played(found: SoundDetection) -> str:
    """How a sound is played since it was marked, as far as the mark tells."""
    if abs(found.tempo - 1) < PLAYED:
        return ""
    how = "faster" if found.tempo > 1 else "slower"
    pitch = ", its pitch kept" if abs(found.pitch - 1) < PLAYED else ""
    return f"Since then it is played {100 * abs(found.tempo - 1):.1f} % {how}{pitch}."


def _changes(lies: Geometry) -> str:
    """How the picture was changed since it was marked, as far as the mark tells."""
    changes = []
    if abs(lies.turn) > TURNED:
        changes.append(f"turned by {lies.turn:.0f} degrees")
    if lies.mirrored:
        changes.append("mirrored")
    if lies.share < CUT:
        changes.append(f"cut to about {100 * lies.share:.0f} % of its area")
    return f"Since then it was {join_words(changes)}." if changes else ""


def _moving(path: Path, media_type: MediaType, key: MarkKey | None) -> Examined:
    """A video or a sound: fingerprints of what there is of frames and melody."""
    fingerprints: dict[FingerprintKind, bytes] = {}
    unseen: list[str] = []
    mark = None
    if media_type.kind is MediaKind.VIDEO:
        frames = moving_fingerprint(read_frames(path)).frames
        if len(frames):
            fingerprints[FingerprintKind.VIDEO] = frames.tobytes()
        unseen.append("Marks in video are not looked for yet.")
    elif key is None:
        unseen.append(NO_KEY)
    else:
        mark = read_sound_mark(path, key)
    try:
        melody = chromaprint(path)
    except SlateError as error:
        if media_type.kind is MediaKind.SOUND:
            raise
        unseen.append(error.what + ".")
    else:
        if len(melody):
            fingerprints[FingerprintKind.SOUND] = melody.astype("<u4").tobytes()
    return Examined(media_type, mark, fingerprints, tuple(unseen))
