"""The process that runs one query and ends: `python -m openslate.app.graph.sparql_worker`.

Reads a `Job` as JSON from standard input and writes an `Outcome` as JSON. It has a bound on
processor time and memory, and can be killed at any moment without harm. A query runs in it without
network; only where the graph is on a server, which then runs the query, can it reach out.
"""

import json
import resource
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from openslate.app.graph.no_network import give_up_network
from openslate.common.errors import SlateError
from openslate.graph.answers import Answer, Limits, Term
from openslate.graph.embedded import EmbeddedQuads
from openslate.graph.quads import Quads
from openslate.graph.remote import RemoteQuads

MEMORY = 4 * 1024**3
GRACE = 5  # seconds of processor time beyond the wall time; for a process left alone


@dataclass(frozen=True)
class Job:
    """What to ask of which graph store, and how far; `url` is a server's, in place of a folder."""

    path: str
    url: str | None
    query: str
    graph: str | None
    rows: int
    size: int
    seconds: int


def main() -> None:
    """Run the job on standard input."""
    job = Job(**json.load(sys.stdin))
    _bound(job)
    json.dump(_run(job), sys.stdout)


def _run(job: Job) -> dict[str, Any]:
    try:
        quads: Quads = RemoteQuads(job.url) if job.url else EmbeddedQuads(Path(job.path))
    except SlateError as error:
        return {"busy": str(error)}
    try:
        answer = quads.answer(job.query, job.graph, Limits(job.rows, job.size, job.seconds))
    except SyntaxError as error:
        return {"syntax": str(error)}
    except SlateError as error:
        return {"told": error.what, "where": error.where, "do": error.do}
    except (OSError, RuntimeError, ValueError) as error:
        return {"failed": str(error)}
    return asdict(answer)


def read_outcome(text: str) -> Answer | dict[str, str]:
    """What a worker wrote: an answer, or what went wrong, by the kind of trouble."""
    told = json.loads(text)
    if "columns" not in told:
        return dict(told)
    rows = tuple(_row(row) for row in told["rows"])
    return Answer(tuple(told["columns"]), rows, told["truncated"])


def _row(row: Sequence[dict[str, Any] | None]) -> tuple[Term | None, ...]:
    return tuple(None if term is None else Term(**term) for term in row)


def _bound(job: Job) -> None:
    if job.url is None:
        give_up_network()
    seconds = job.seconds + GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
