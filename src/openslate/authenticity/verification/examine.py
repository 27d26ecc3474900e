"""Looks into one file: which mark it bears, what its fingerprints are; for a process apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from openslate.authenticity.fingerprints.chromaprint import chromaprint
from openslate.authenticity.fingerprints.kinds import FingerprintKind
from openslate.authenticity.fingerprints.moving import moving_fingerprint
from openslate.authenticity.fingerprints.pdq import pdq
from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.media.frames import read_frames
from openslate.authenticity.media.glimpse import look_at_picture
from openslate.authenticity.media.media_type import MediaKind, MediaType, sniff_file
from openslate.authenticity.texts.hidden import hidden_characters
from openslate.authenticity.texts.wrapper import credential_in_text
from openslate.authenticity.verification.evidence import MarkReading
from openslate.authenticity.verification.read_mark import picture_mark, sound_mark, video_mark
from openslate.common.errors import SlateError

MOST_TEXT = 8 << 20
"""Bytes of a text that are looked through for hidden characters."""


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
        wrapped = credential_in_text(text)
        told = (NO_TEXT_MARK, wrapped) if wrapped else (NO_TEXT_MARK,)
        return Examined(None, unseen=told, hidden=hidden_characters(text).sentence)
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
    return Examined(media_type, picture_mark(pixels, key), fingerprints, plain)


NO_TEXT_MARK = (
    "It is text, in which no mark is looked for: whether words were written by a machine can't be "
    "told from the words."
)
NO_KEY = "This workspace has no mark key yet, so no mark was looked for."


def _moving(path: Path, media_type: MediaType, key: MarkKey | None) -> Examined:
    """A video or a sound: its mark, and fingerprints of what there is of frames and melody."""
    fingerprints: dict[FingerprintKind, bytes] = {}
    unseen = [] if key else [NO_KEY]
    if media_type.kind is MediaKind.VIDEO:
        frames = moving_fingerprint(read_frames(path)).frames
        if len(frames):
            fingerprints[FingerprintKind.VIDEO] = frames.tobytes()
    try:
        melody = chromaprint(path)
    except SlateError as error:
        if media_type.kind is MediaKind.SOUND:
            raise
        unseen.append(error.what + ".")
    else:
        if len(melody):
            fingerprints[FingerprintKind.SOUND] = melody.astype("<u4").tobytes()
    look = video_mark if media_type.kind is MediaKind.VIDEO else sound_mark
    return Examined(media_type, look(path, key) if key else None, fingerprints, tuple(unseen))
