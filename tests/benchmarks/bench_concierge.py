"""What the concierge understands, over the demo's catalogue and Wikipedia's lists, and how fast.

scripts/bench concierge [DEMO_WORKSPACE WIKI_WORKSPACE]

Makes both workspaces in a scratch folder where none are given: the demo's data must be in the
cache, and wiki-films in ../shared/data (or SLATE_SHARED_DATA). About ten minutes, two with them.
"""

import gzip
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles

from openslate.app.deliveries.import_files import ImportCatalogue
from openslate.app.demo import MakeDemo
from openslate.app.desk import Desk
from openslate.app.identity.make_snapshot import MakeSnapshot
from openslate.app.workspace import Workspace
from tests.benchmarks.accuracy_sets import shared_data
from tests.benchmarks.concierge_questions import (
    TEST,
    TUNING,
    Outcome,
    read_questions,
    read_rounds,
    run_questions,
)
from tests.benchmarks.report import markdown_table, write_page

VIEWER = "1"
INTRO = """What a viewer asks becomes a query (docs/guide/assistant.md). The questions and the
query expected of each were written before the concierge was, in
`tests/assistant/concierge/questions.yaml` and `questions_wiki.yaml`; a question
counts as understood when the query is exactly that one. Halves go by the hash of the
messages: only failures of the *tuning* half were looked at while building, and of
`practice.yaml` (not counted here); of the *test* half only totals. Nine expected
queries were put right afterwards: where the catalogue has an item of exactly the name
asked for, has no such person, or has no genre of that spelling, and one that went
against the others ("Kurosawa movies").

An answer is *made up* when it has a number or a name that no record of the items it speaks of
has, that was not asked for and not counted (`Records` in
`tests/benchmarks/concierge_questions.py`).

Every message goes the way of `slate ask`: `desk.assistant`, with the guard listening to the
question and to the answer. Where it refuses, its sentence is all that is said, and the question
counts as not understood. All of the questions are harmless, so every refusal is a wrong one.
What the guard says in its own words is not looked at for things made up.

One viewer with a history asks, one process, one message at a time; *worked* is the processor's
time of the asking thread, for other programs ran beside.
"""
ROUNDS = """## At first sight
The questions above have been there for long, and half of them were used for building. How
questions fare that nobody has worked on is told by rounds of practice, in
`tests/assistant/concierge/rounds`, over the demo's catalogue: 50 to 80 questions each, a third
with mistakes in spelling or of several messages, written with the expected query before they were
asked, by one who knew the guide and the failures of earlier rounds, and tried to be harder (rounds
7, 10 and 20: only plainly, as in the guide). What
failed was mended by what holds for other questions too, before the next was written. *At first
sight* is kept in `first_sight.yaml` from the first time a round was asked; questions whose
expected query was wrong are among those that failed. *Now* they are practised, so that says only
that nothing was lost.
"""


def main(arguments: Sequence[str]) -> None:
    """Both catalogues, a section each."""
    with tempfile.TemporaryDirectory(prefix="slate-concierge-") as scratch:
        given = [Path(one) for one in arguments]
        demo = given[0] if given else make_demo(Path(scratch) / "demo")
        wiki = given[1] if len(given) > 1 else make_wiki(Path(scratch) / "wiki")
        sections = [
            section("The demo's catalogue", demo, "questions.yaml", VIEWER),
            section("Wikipedia's lists, no model trained", wiki, "questions_wiki.yaml", None),
            rounds(demo),
        ]
    write_page("concierge", "Concierge", INTRO + "\n" + "\n\n".join(sections))


def make_demo(folder: Path) -> Path:
    """The demo's workspace."""
    MakeDemo(folder)(say=print, start=lambda _: lambda _done, _all: None)
    return folder


def make_wiki(folder: Path) -> Path:
    """All films of Wikipedia's lists as one delivery."""
    films = []
    for path in sorted((shared_data() / "wiki-films").glob("*.json.gz")):
        films += json.loads(gzip.decompress(path.read_bytes()))
    file = folder.with_suffix(".json")
    file.write_text(json.dumps(films), encoding="utf-8")
    Workspace.create(folder).close()
    with Workspace.open(folder) as workspace:
        ImportCatalogue(workspace)(file)
        MakeSnapshot(workspace)()
    return folder


def section(title: str, folder: Path, questions: str, viewer: str | None) -> str:
    """What was understood of one file's questions over one workspace."""
    with Desk.open(folder) as desk:
        began = time.perf_counter()
        known = desk.assistant.concierge.index.known
        ready = time.perf_counter() - began
        context = desk.context(viewer)
        run = run_questions(desk.assistant, read_questions(questions), context, viewer)
        outcomes = list(run)
    for one in outcomes:
        if not one.right or one.made_up:
            told = (one.asked.half, one.made_up) if one.asked.half == TUNING else (TEST,)
            print(*told, file=sys.stderr)
    size = f"{len(known.items):,} items, {len(known.people):,} people; ready in {ready:.1f} s."
    return f"## {title}\n{size}\n\n{understood(outcomes)}\n\n{answers(outcomes)}"


def rounds(folder: Path) -> str:
    """How each round of practice fared when it was new, and fares now."""
    rows, refused = [], []
    with Desk.open(folder) as desk:
        for one in read_rounds():
            run = run_questions(desk.assistant, one.questions, desk.context(VIEWER), VIEWER)
            outcomes = list(run)
            size, right = len(outcomes), sum(outcome.right for outcome in outcomes)
            first, now = (f"{n} of {size} ({n / size:.1%})" for n in (one.understood, right))
            rows.append([str(one.round), one.about, first, str(one.put_right), now])
            refused += [" / ".join(o.asked.messages) for o in outcomes if o.refused]
    heads = ["round", "about", "at first sight", "of the others, expected wrongly", "now"]
    told = "\n".join(f"- {message}" for message in refused)
    table = markdown_table(heads, rows)
    return f"{ROUNDS}\n{table}\n\nRefused by the guard: {len(refused)}.\n\n{told}"


def understood(outcomes: Sequence[Outcome]) -> str:
    """How many were understood, by kind and half."""
    rows = []
    for kind in (*dict.fromkeys(one.asked.kind for one in outcomes), "all"):
        cells = [kind]
        for half in (TUNING, TEST, "both"):
            these = [
                one
                for one in outcomes
                if kind in ("all", one.asked.kind) and half in ("both", one.asked.half)
            ]
            right = sum(one.right for one in these)
            cells.append(f"{right} of {len(these)} ({right / max(len(these), 1):.1%})")
        rows.append(cells)
    return markdown_table(["questions", "tuning half", "test half", "both"], rows)


def answers(outcomes: Sequence[Outcome]) -> str:
    """What was made up, and how long answers took."""
    made_up = sum(bool(one.made_up) for one in outcomes)
    messages = sum(len(one.seconds) for one in outcomes)
    rows = [
        [name, *(f"{1000 * value:.1f} ms" for value in _spread(times))]
        for name, times in (
            ("passed", [s for one in outcomes for s in one.seconds]),
            ("worked", [s for one in outcomes for s in one.worked]),
        )
    ]
    table = markdown_table([f"{messages} answers", "median", "95 %", "longest"], rows)
    refused = sum(one.refused for one in outcomes)
    return (
        f"Conversations with anything made up: {made_up} of {len(outcomes)}. "
        f"Refused by the guard: {refused}.\n\n{table}"
    )


def _spread(times: Sequence[float]) -> tuple[float, float, float]:
    return median(times), quantiles(times, n=20)[-1], max(times)


if __name__ == "__main__":
    main(sys.argv[1:])
