"""Asking the graph in SPARQL: read-only, within a time and a size."""

import json
import re
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from threading import Lock

from openslate.app.graph.graph_views import GraphAnswer
from openslate.app.graph.sparql_guard import PREFIXES, checked_form, names_from
from openslate.app.graph.sparql_worker import Job, read_outcome
from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.graph.answers import Answer
from openslate.graph.vocabulary import Graphs

ROWS, MOST_ROWS = 1000, 10_000
SECONDS, MOST_SECONDS = 10, 60
MOST_BYTES = 4 * 1024 * 1024
WORKER = (sys.executable, "-m", "openslate.app.graph.sparql_worker")
PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
KILLED_BY_LIMIT = {-24: "processor time", -6: "memory"}  # SIGXCPU, SIGABRT
ONE_AT_A_TIME = Lock()
"""The folder lets one process in; questions of one server wait for each other."""


@dataclass(frozen=True)
class AskGraph:
    """Answers a SELECT, ASK, CONSTRUCT or DESCRIBE over the graph.

    What the canonical graph says is asked where the query names no graph; deliveries and links are
    named with GRAPH. The query runs in a process of its own, which opens the store for the moment
    or asks the server that has it, and is ended after `seconds`. Raises SlateError for what may not
    or can't be asked.
    """

    workspace: Workspace

    def __call__(self, query: str, limit: int = ROWS, seconds: int = SECONDS) -> GraphAnswer:
        form = checked_form(query)
        declared = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())
        job = Job(
            path=str(self.workspace.folder / "graph"),
            url=self.workspace.settings.graph_url(),
            query=f"{declared}\n{query}",
            graph=None if names_from(query) else Graphs.CANONICAL,
            rows=_between(limit, MOST_ROWS, "rows"),
            size=MOST_BYTES,
            seconds=_between(seconds, MOST_SECONDS, "seconds"),
        )
        started = time.monotonic()
        answer = _run(job) if job.url else _run_alone(job)
        took = time.monotonic() - started
        return GraphAnswer(form, answer.columns, answer.rows, answer.truncated, round(took, 3))


def _run_alone(job: Job) -> Answer:
    """Wait until no other question is in the folder."""
    if not ONE_AT_A_TIME.acquire(timeout=job.seconds):
        raise _trouble({"busy": ""})
    try:
        return _run(job)
    finally:
        ONE_AT_A_TIME.release()


def _run(job: Job) -> Answer:
    """Let a worker answer; raises SlateError with what went wrong."""
    try:
        ended = subprocess.run(  # noqa: S603 - our own interpreter and module
            WORKER,
            input=json.dumps(asdict(job)).encode(),
            capture_output=True,
            timeout=job.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SlateError(
            f"The query was ended after {job.seconds} seconds",
            do="Ask for less, with more exact conditions or a LIMIT",
        ) from None
    if ended.returncode in KILLED_BY_LIMIT:
        spent = KILLED_BY_LIMIT[ended.returncode]
        raise SlateError(f"The query needed more {spent} than is given to one", do="Ask for less")
    if ended.returncode or not ended.stdout:
        raise SlateError("The query could not be run", do="Try a simpler one")
    outcome = read_outcome(ended.stdout.decode())
    if isinstance(outcome, Answer):
        return outcome
    raise _trouble(outcome)


def _trouble(outcome: dict[str, str]) -> SlateError:
    if "busy" in outcome:
        return SlateError(
            "The graph is in use, perhaps by an import", do="Ask again when that has ended"
        )
    if "syntax" in outcome:
        return _syntax(outcome["syntax"])
    if "told" in outcome:
        return SlateError(outcome["told"], where=outcome["where"], do=outcome["do"])
    return SlateError(f"The graph could not answer ({outcome['failed']})", do="Change the query")


def _syntax(told: str) -> SlateError:
    """The engine's words with the line as the person counts: the prefixes are a line before."""
    found = PLACE.search(told)
    if found is None:
        return SlateError(f"This is no SPARQL ({told})", do="Mend the query")
    line, column, expected = int(found[1]) - 1, found[2], found[3].strip()
    return SlateError(
        f"The query can't be read: {expected}",
        where=f"line {max(line, 1)}, character {column}",
        do="Mend that place",
    )


def _between(asked: int, most: int, what: str) -> int:
    if not 1 <= asked <= most:
        raise SlateError(f"{asked:,} {what} can't be asked for", do=f"Name 1 to {most:,} {what}")
    return asked
