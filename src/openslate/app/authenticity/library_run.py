"""Work on every file of a folder: side by side, interruptible, the originals only read.

What is done is written down beside the results as it happens, so the same command goes on where
it stopped.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from openslate.app.side_by_side import side_by_side
from openslate.common.errors import SlateError
from openslate.common.ids import hash_file

LEDGER = ".slate-run.jsonl"
"""What was done in a folder of results: a line of JSON for each file."""
Progress = Callable[[int, int | None], None]


class FileWork(Protocol):
    """Makes one result of one file; found by name in a module, so that processes can share it."""

    @property
    def name(self) -> str:
        """Names the work and its choices: results of other work are not gone on with."""
        ...

    def __call__(self, source: Path, target: Path) -> Mapping[str, Any]:
        """Write `target`, whole or not at all, and tell what is to be written down.

        A result under another name is told as `target`. Raises SlateError.
        """
        ...


@dataclass(frozen=True)
class FileDone:
    """One file, what became of it: its result, what was written down, or why there is none."""

    source: str
    target: str
    about: Mapping[str, Any]
    refused: str = ""
    earlier: bool = False


@dataclass(frozen=True)
class LibraryReport:
    """What came of a run: every file, in order of their names."""

    files: tuple[FileDone, ...]

    @property
    def done(self) -> int:
        """Results that are there now."""
        return sum(not file.refused for file in self.files)

    @property
    def earlier(self) -> int:
        """Of them, those from a run before."""
        return sum(file.earlier for file in self.files)

    @property
    def refused(self) -> tuple[FileDone, ...]:
        """Files that have no result, with the reasons."""
        return tuple(file for file in self.files if file.refused)


@dataclass(frozen=True)
class LibraryRun:
    """Runs `work` over files under `folder` into the same places under `target`."""

    folder: Path
    target: Path
    work: FileWork
    workers: int = 1

    def __call__(self, progress: Progress | None = None) -> LibraryReport:
        """Work on every file that has no result yet. Raises SlateError for impossible folders."""
        self._check()
        places = [str(path.relative_to(self.folder)) for path in visible_files(self.folder)]
        ledger = _Ledger(self.target / LEDGER, self.work.name)
        found = {place: done for place in places if (done := self._earlier(ledger, place))}
        missing = [place for place in places if place not in found]
        for number, done in self._made(missing):
            found[missing[number]] = done
            ledger.write(done, self.folder / missing[number])
            if progress:
                progress(len(found), len(places))
        return LibraryReport(tuple(found[place] for place in places))

    def _check(self) -> None:
        if self.target.resolve().is_relative_to(self.folder.resolve()):
            raise SlateError(
                "Results can't go into the folder that is read",
                where=str(self.target),
                do="Name another folder with --out",
            )
        self.target.mkdir(parents=True, exist_ok=True)

    def _earlier(self, ledger: "_Ledger", place: str) -> FileDone | None:
        done = ledger.known.get(place)
        if done is None or not (self.target / done["target"]).is_file():
            return None
        source = self.folder / place
        if done["size"] != source.stat().st_size or done["sha256"] != hash_file(source):
            return None
        return FileDone(place, done["target"], done["about"], earlier=True)

    def _made(self, places: Sequence[str]) -> Iterator[tuple[int, FileDone]]:
        one = _One(self.folder, self.target, self.work)
        if self.workers < 2 or len(places) < 2:
            return enumerate(map(one, places))
        return side_by_side(one, one, places, self.workers - 1)


def visible_files(folder: Path) -> list[Path]:
    """All files in a folder and in folders of it whose names do not begin with a dot, by name."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


@dataclass(frozen=True)
class _One:
    """The work on one place; travels to other processes."""

    folder: Path
    target: Path
    work: FileWork

    def __call__(self, place: str) -> FileDone:
        target = self.target / place
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            about = self.work(self.folder / place, target)
        except SlateError as error:
            told = SlateError(error.what, where=place, do=error.do)
            return FileDone(place, "", {}, str(told))
        except Exception as error:  # one broken file does not stop a library
            return FileDone(place, "", {}, f"{place}: It can't be read ({type(error).__name__}).")
        made = Path(place).with_name(about["target"]) if "target" in about else place
        return FileDone(place, str(made), about)


class _Ledger:
    """What was done before under the same name, by place; and what is done now."""

    def __init__(self, path: Path, work: str) -> None:
        self.path, self.work = path, work
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        read = (_line(line) for line in lines)
        self.known = {said["source"]: said for said in read if said.get("work") == work}

    def write(self, done: FileDone, source: Path) -> None:
        """Write a result down; what was refused is tried again the next time."""
        if done.refused:
            return
        said = {
            "work": self.work, "source": done.source, "target": done.target,
            "size": source.stat().st_size, "sha256": hash_file(source), "about": dict(done.about),
        }  # fmt: skip
        with self.path.open("a", encoding="utf-8") as ledger:
            ledger.write(json.dumps(said, ensure_ascii=False) + "\n")


def _line(line: str) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except ValueError:  # the last line of a run that was killed
        return {}
    return said if isinstance(said, dict) else {}
