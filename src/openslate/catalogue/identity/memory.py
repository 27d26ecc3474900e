"""Memory: the state of the last resolution, in a folder that can be deleted at any time."""

import json
import shutil
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
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
            with ThreadPoolExecutor(AT_A_TIME) as readers:
                seals = readers.map(_seal, [folder / name for name in named["files"]])
                sound = list(seals) == list(named["files"].values())
            return _read(folder, named["state"]) if sound else None
        except Exception:  # whatever is wrong with it, it is made again
            return None

    def save(self, state: State, settings: ResolverSettings) -> None:
        """Write the state aside, then make it count in one step; clears what counted before."""
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


def _read(folder: Path, facts: Mapping[str, Any]) -> State:
    def frame(name: str) -> pl.DataFrame:
        return pl.read_ipc(folder / f"{name}.arrow")

    parts: dict[str, Any] = {
        name: Lexicon(frame(f"lexicon-{name}"), facts["totals"][name]) for name in LEXICONS
    }
    parts |= {name: Usual(**facts["usual"][name]) for name in ("about", "written")}
    known = Statistics(shared=frame("shared"), common=frozenset(facts["common"]), **parts)
    columns = {"grams": known.grams, "rarest": known.grams, "people": known.people}
    tables: dict[str, Any] = {name: frame(name) for name in INDEX_FRAMES}
    for name in MATRICES:
        values, lengths = frame(f"matrix-{name}"), frame(f"lengths-{name}")
        tables[name] = _matrix(values, lengths, columns.get(name, known.terms))
    rest: dict[str, Any] = {name: frame(name) for name in FRAMES}
    rest |= {name: facts[name] for name in ("changed", "counted")}
    hashes = frame("hashes")[DATA].to_numpy()
    return State(RecordIndex(statistics=known, **tables), hashes, **rest)


def _matrix(values: pl.DataFrame, lengths: pl.DataFrame, lexicon: Lexicon) -> csr_array:
    indptr = np.concatenate(([0], np.cumsum(lengths[LENGTHS].to_numpy())))
    content = (values[DATA].to_numpy(), values[INDICES].to_numpy(), indptr)
    return csr_array(content, shape=(lengths.height, lexicon.size))
