"""Runs the main job on a disk that is full at each step: `full_disk.py FOLDER FILES SPARE`.

Meant to run in a mount namespace of its own, where it mounts a small file system on FOLDER. SPARE
bytes are left free. Prints a JSON list of (command, status when full, sentence when full, status
with room), and the model and snapshot that came out of it.
"""

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from click.testing import CliRunner

from openslate.app.workspace import Workspace
from openslate.cli.main import main
from openslate.testing.tiny import TinyFiles

SIZE = 48 << 20
BLOCK = 4096


def fill(path: Path, spare: int) -> None:
    """Take all the room there is, but `spare` bytes."""
    with path.open("wb", buffering=0) as stream:
        with suppress(OSError):
            while stream.write(bytes(BLOCK)):
                pass
        stream.truncate(max(0, stream.tell() - spare))


def run(folder: Path, words: list[str]) -> tuple[int, str]:
    done = CliRunner().invoke(main, [*words, "--workspace", str(folder), "--json"])
    fault = done.exception if not isinstance(done.exception, SystemExit) else None
    return done.exit_code, done.stderr + (repr(fault) if fault else "")


def steps(files: TinyFiles) -> list[list[str]]:
    catalogue = ["import", "catalogue"]
    return [
        [*catalogue, str(files.movies), "--reader", "wikidata-films"],
        [*catalogue, str(files.item), "--reader", "movielens"],
        ["import", "availability", str(files.availability)],
        ["import", "viewers", str(files.user)],
        ["import", "events", str(files.inter)],
        ["resolve"],
        ["snapshot"],
        ["train"],
        ["recommend", "30"],
    ]


def each_step(folder: Path, files: TinyFiles, spare: int) -> list[tuple[str, int, str, int]]:
    workspace, filler = folder / "town", folder / "filler"
    Workspace.create(workspace).close()
    told = []
    for words in steps(files):
        fill(filler, spare)
        full = run(workspace, words)
        filler.unlink()
        told.append((" ".join(words[:2]), *full, run(workspace, words)[0]))
    return told


if __name__ == "__main__":
    place = Path(sys.argv[1])
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", place], check=True)
    told = each_step(place, TinyFiles.in_folder(Path(sys.argv[2])), int(sys.argv[3]))
    with Workspace.open(place / "town") as made:
        print(json.dumps([told, made.model_in_force()]))
