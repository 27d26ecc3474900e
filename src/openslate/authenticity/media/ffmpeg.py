"""The command `ffmpeg`, asked so that it opens the one file it is given and nothing else."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from openslate.authenticity.media.media_type import MediaType
from openslate.common.errors import SlateError

QUIET = ("-nostdin", "-hide_banner", "-loglevel", "error")
ONLY_FILES = ("-protocol_whitelist", "file,pipe")
SECONDS = 120.0
"""How long a look at a file's streams may take."""


def command(name: str = "ffmpeg") -> str:
    """Where the command is; raises SlateError when it is not installed."""
    found = shutil.which(name)
    if found is None:
        raise SlateError(
            "Sound and video are read by the command ffmpeg, which is not installed here",
            do="Install it, e.g. apt-get install ffmpeg",
        )
    return found


def reading(path: Path, media_type: MediaType) -> list[str]:
    """Arguments that open this file, as this format and no other, without any network."""
    return [*ONLY_FILES, "-f", media_type.demuxer, "-i", f"file:{path}"]


def streams(path: Path, media_type: MediaType) -> dict[str, Any]:
    """What ffprobe says of a file: `streams` and `format`; raises SlateError."""
    asked = ["-v", "error", "-show_streams", "-show_format", "-of", "json"]
    ran = subprocess.run(  # noqa: S603 (a list of arguments, no shell)
        [command("ffprobe"), *asked, *reading(path, media_type)],
        capture_output=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    if ran.returncode:
        raise unreadable(path, ran.stderr)
    told: dict[str, Any] = json.loads(ran.stdout or b"{}")
    return told


def unreadable(path: Path, stderr: bytes) -> SlateError:
    """The sentence for what ffmpeg could not read."""
    lines = stderr.decode("utf-8", "replace").replace(str(path), path.name).strip().splitlines()
    return SlateError(
        f"It can't be decoded ({lines[-1][:120] if lines else 'no reason given'})",
        where=path.name,
        do="Check that the file is whole and plays in other programs",
    )
