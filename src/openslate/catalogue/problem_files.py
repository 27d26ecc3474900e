"""The problems of every import, kept beside the graph so that pages can show them later."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from openslate.catalogue.record import RowProblem
from openslate.common.errors import SlateError
from openslate.graph.delivery import Delivery
from openslate.graph.ntriples import iri_part

FOLDER = "problems"


@dataclass(frozen=True)
class KeptProblems:
    """What was wrong with a delivery: the first thousand problems, and how many there were."""

    source: str
    kind: str
    file_hash: str
    count: int
    problems: tuple[RowProblem, ...]


def problems_path(folder: Path, delivery: Delivery) -> Path:
    """The file of a delivery's problems, `problems/<source>-<kind>-<hash16>.jsonl`."""
    name = f"{iri_part(delivery.source)}-{delivery.kind}-{delivery.file_hash[:16]}.jsonl"
    return folder / FOLDER / name


def keep_problems(
    folder: Path, delivery: Delivery, problems: Sequence[RowProblem], count: int
) -> None:
    """Write a delivery's problems, whole or not at all; without any, an empty list is written."""
    path = problems_path(folder, delivery)
    head = {"source": delivery.source, "kind": delivery.kind, "file_hash": delivery.file_hash}
    lines = [{**head, "count": count}, *(asdict(problem) for problem in problems)]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        partial.write_text(text, encoding="utf-8", errors="replace")
        partial.replace(path)
    except OSError as error:
        raise SlateError(
            f"The problems of this import could not be kept ({error.strerror})",
            where=str(path),
            do="The import itself is done; make room on the disk",
        ) from error


def read_problems(folder: Path, delivery: Delivery) -> KeptProblems | None:
    """What was kept of a delivery's problems; None where nothing was."""
    path = problems_path(folder, delivery)
    return _read(path) if path.is_file() else None


def all_problems(folder: Path) -> Iterator[KeptProblems]:
    """The problems of every delivery that was ever imported, in the order of their files' names."""
    for path in sorted((folder / FOLDER).glob("*.jsonl")):
        yield _read(path)


def _read(path: Path) -> KeptProblems:
    head, *rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return KeptProblems(
        head["source"],
        head["kind"],
        head["file_hash"],
        head["count"],
        tuple(RowProblem(**row) for row in rows),
    )
