"""Memory: the state of the last resolution, in a folder that can be deleted at any time."""

import json
import shutil
import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from openslate.catalogue.identity.index import RecordIndex, Statistics
from openslate.catalogue.identity.lexicon import Lexicon
from openslate.catalogue.identity.settings import ResolverSettings
from openslate.catalogue.identity.state import State
from openslate.catalogue.identity.vectors import Usual
from openslate.common.ids import hash_json

VERSION = 5
CURRENT = "current.json"
CHUNK = 1 << 20
AT_A_TIME = 2
"""Files written or sealed at the same time."""
FRAMES = ("open_pairs", "decided", "links", "clusters")
INDEX_FRAMES = ("records", "forms", "keys")
MATRICES = ("grams", "rarest", "about", "written", "people")
LEXICONS = ("words", "grams", "terms", "people")
DATA, INDICES, LENGTHS = "data", "indices", "lengths"


@dataclass(frozen=True)
class ResolverMemory:
    """A folder of Arrow files; one small file, written last and renamed, says which count.

    What is damaged, half-written, of another version or of other settings is as if it were not
    there: the next resolution is done from nothing, with the same result.
    """

    folder: Path

    def load(self, settings: ResolverSettings) -> State | None:
        """The state of the last resolution with these settings, if it can be trusted."""
        try:
            named = json.loads((self.folder / CURRENT).read_text(encoding="utf-8"))
            if named["settings"] != _digest(settings):
                return None
            folder = self.folder / named["folder"]
            paths = [folder / name for name in named["files"]]
            with ThreadPoolExecutor(AT_A_TIME) as readers:
                frames = [*readers.map(_read_sealed, paths, named["files"].values())]
            told = {path.stem: frame for path, frame in zip(paths, frames, strict=True)}
            return _read(told, named["state"])
        except Exception:  # whatever is wrong with it, it is made again
            return None

    @contextmanager
    def aside(self, settings: ResolverSettings) -> Iterator["ResolverMemory"]:
        """A memory that is loaded and saved while the body goes on with other things.

        The end waits, and raises what failed.
        """
        with ThreadPoolExecutor(1) as worker:
            loading = worker.submit(self.load, settings)
            begun: list[Future[None]] = []
            yield _Aside(self.folder, worker, settings, loading, begun)
            for saving in begun:
                saving.result()

    def save(self, state: State, settings: ResolverSettings) -> None:
        """Write the state, then make it count in one step; clears what counted before."""
        self.folder.mkdir(parents=True, exist_ok=True)
        before = {path for path in self.folder.iterdir() if path.is_dir()}
        number = max((int(path.name) for path in before if path.name.isdigit()), default=0) + 1
        folder = self.folder / str(number)
        folder.mkdir()
        facts, files = _write(folder, state)
        named = {"settings": _digest(settings), "folder": folder.name, "state": facts}
        unfinished = self.folder / f"{CURRENT}.part"
        unfinished.write_text(json.dumps(named | {"files": files}), encoding="utf-8")
        unfinished.replace(self.folder / CURRENT)
        for path in before:
            shutil.rmtree(path, ignore_errors=True)


@dataclass(frozen=True)
class _Aside(ResolverMemory):
    worker: Executor
    settings: ResolverSettings
    loading: Future[State | None]
    begun: list[Future[None]]

    def load(self, settings: ResolverSettings) -> State | None:
        return self.loading.result() if settings == self.settings else super().load(settings)

    def save(self, state: State, settings: ResolverSettings) -> None:
        self.begun.append(self.worker.submit(super().save, state, settings))


def _seal(path: Path) -> list[int]:
    """Length and CRC-32 of a file: enough to notice damage, and much faster than a digest."""
    length = crc = 0
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            length, crc = length + len(chunk), zlib.crc32(chunk, crc)
    return [length, crc]


def _digest(settings: ResolverSettings) -> str:
    told = settings.model_dump(mode="json") | {
        "clean": sorted(settings.clean),
        "several": sorted(settings.several),
    }
    return hash_json([VERSION, pl.__version__, told])


def _write(folder: Path, state: State) -> tuple[Mapping[str, object], Mapping[str, list[int]]]:
    """Write all files; what else there is to know of the state, and the seal of each file."""
    known, index = state.index.statistics, state.index
    frames = {name: getattr(state, name) for name in FRAMES}
    frames |= {name: getattr(index, name) for name in INDEX_FRAMES}
    frames |= {f"lexicon-{name}": getattr(known, name).terms for name in LEXICONS}
    frames |= {"shared": known.shared, "hashes": pl.DataFrame({DATA: state.hashes})}
    for name in MATRICES:
        matrix = getattr(index, name)
        frames[f"matrix-{name}"] = pl.DataFrame({DATA: matrix.data, INDICES: matrix.indices})
        frames[f"lengths-{name}"] = pl.DataFrame({LENGTHS: np.diff(matrix.indptr)})
    paths = [folder / f"{name}.arrow" for name in frames]
    with ThreadPoolExecutor(AT_A_TIME) as writers:
        seals = list(writers.map(_write_sealed, frames.values(), paths))
    facts = {
        "changed": state.changed,
        "counted": state.counted,
        "common": sorted(known.common),
        "totals": {name: getattr(known, name).total for name in LEXICONS},
        "usual": {name: vars(getattr(known, name)) for name in ("about", "written")},
    }
    return facts, {path.name: seal for path, seal in zip(paths, seals, strict=True)}


def _write_sealed(frame: pl.DataFrame, path: Path) -> list[int]:
    frame.write_ipc(path, compression="uncompressed")
    return _seal(path)


def _read_sealed(path: Path, seal: list[int]) -> pl.DataFrame:
    """What is in a file; raises ValueError when it is not as it was written."""
    if _seal(path) != seal:
        raise ValueError(f"{path.name} was changed")
    return pl.read_ipc(path)


def _read(told: Mapping[str, pl.DataFrame], facts: Mapping[str, Any]) -> State:
    parts: dict[str, Any] = {
        name: Lexicon(told[f"lexicon-{name}"], facts["totals"][name]) for name in LEXICONS
    }
    parts |= {name: Usual(**facts["usual"][name]) for name in ("about", "written")}
    known = Statistics(shared=told["shared"], common=frozenset(facts["common"]), **parts)
    columns = {"grams": known.grams, "rarest": known.grams, "people": known.people}
    tables: dict[str, Any] = {name: told[name] for name in INDEX_FRAMES}
    for name in MATRICES:
        values, lengths = told[f"matrix-{name}"], told[f"lengths-{name}"]
        tables[name] = _matrix(values, lengths, columns.get(name, known.terms))
    rest: dict[str, Any] = {name: told[name] for name in FRAMES}
    rest |= {name: facts[name] for name in ("changed", "counted")}
    hashes = told["hashes"][DATA].to_numpy()
    return State(RecordIndex(statistics=known, **tables), hashes, **rest)


def _matrix(values: pl.DataFrame, lengths: pl.DataFrame, lexicon: Lexicon) -> csr_array:
    indptr = np.concatenate(([0], np.cumsum(lengths[LENGTHS].to_numpy())))
    content = (values[DATA].to_numpy(), values[INDICES].to_numpy(), indptr)
    return csr_array(content, shape=(lengths.height, lexicon.size))
