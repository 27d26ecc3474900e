"""How long a home page takes: five rows of twenty over every item, under the whole rulebook.

    OMP_NUM_THREADS=1 POLARS_MAX_THREADS=1 scripts/bench home [WORKSPACE]

WORKSPACE (default SLATE_TEST_WORKSPACE) is one that `slate demo` made; without one it is made
first, from SLATE_DEMO_DATA or the user's cache, which takes about a minute. Pages are recorded in
its journal.
"""

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from openslate.app.desk import Desk
from openslate.app.engine import Engine
from openslate.app.slates import compose, dress, serve_home
from openslate.app.slates.ask import ask_for
from openslate.app.slates.compose import compose_home
from openslate.app.slates.serve_home import ServeHome
from openslate.recommend.models.recommender import Recommender
from openslate.store.journal import Journal
from openslate.store.viewers import ViewerStore
from tests.acceptance.demo_workspace import make_demo
from tests.acceptance.random_requests import HomeRequest, invented_day, random_requests
from tests.benchmarks.demo_catalogue import demo_folder
from tests.benchmarks.report import markdown_table, write_page
from tests.benchmarks.stopwatch import Stopwatch

HOMES, WARM_UP = 400, 40
STAGES: dict[str, list[tuple[Any, str]]] = {
    "read viewer and history": [(serve_home, "ask_for")],
    "rules over all items": [(Engine, "judge")],
    "scores of all items": [(Recommender, "scores")],
    "choose rows": [(compose, "plan_rows")],
    "fill rows under quotas and pins": [(compose, "build_slate")],
    "reasons": [(dress, "_reasons")],
    "cards": [(dress, "_row")],
    "journal": [(serve_home, "journal_entry"), (Journal, "record")],
    "the rest": [(ServeHome, "__call__")],
}
Times = list[tuple[float, float]]
"""Seconds that passed, and seconds of processor time, of each home."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the page and write it to docs/evaluation/home.md."""
    with demo_desk(arguments) as desk:
        sections = (whole_section(desk), stage_section(desk))
        write_page("home", "A home page over the whole catalogue", "\n\n".join(sections))


@contextmanager
def demo_desk(arguments: Sequence[str] | None) -> Iterator[Desk]:
    """The desk of the workspace that was named, or of one made for now."""
    parser = argparse.ArgumentParser()
    parser.add_argument("workspace", nargs="?", type=Path)
    given = parser.parse_args(arguments).workspace or os.environ.get("SLATE_TEST_WORKSPACE")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(given) if given else Path(scratch) / "workspace"
        if not given:
            make_demo(folder, demo_folder([]))
        desk = Desk.open(folder)
        yield desk
        desk.close()


def requests(desk: Desk, seed: str) -> list[HomeRequest]:
    """Random visits in four weeks and four territories; every viewer of their profile's age."""
    known = ViewerStore(desk.workspace.database)
    viewers = sorted(known.frame()["viewer"])
    drawn = random_requests(viewers, invented_day(desk), HOMES + WARM_UP, seed)
    return [
        replace(r, context=replace(r.context, age=known.get(r.viewer).age, child_profile=False))
        for r in drawn
    ]


def one_day(visits: list[HomeRequest]) -> list[HomeRequest]:
    """The same visits, all on the first one's day."""
    day = visits[0].context.at.date()
    return [
        replace(v, context=replace(v.context, at=v.context.at.replace(
            year=day.year, month=day.month, day=day.day
        )))
        for v in visits
    ]  # fmt: skip


def whole_section(desk: Desk) -> str:
    """Homes as they are served, and only composed; personal and impersonal; days apart or one."""
    visits = requests(desk, "bench")
    personal = [replace(v, history=True) for v in visits]
    nobody = [replace(v, history=False) for v in visits]
    served, composed = serving(desk), composing(desk)
    ways = {
        "served, one day": time_homes(served, one_day(personal)),
        "served, any of 31 days": time_homes(served, personal),
        "served without history, one day": time_homes(served, one_day(nobody)),
        "composed only, one day": time_homes(composed, one_day(personal)),
        "composed only, any of 31 days": time_homes(composed, personal),
    }
    table = markdown_table(
        ("milliseconds", "p50", "p95", "processor p50", "processor p95"),
        [(name, *spread(times)) for name, times in ways.items()],
    )
    return (
        f"{HOMES} homes of five rows of twenty over {desk.engine.snapshot.size:,} items, under "
        f"{len(desk.engine.rulebook.rules)} rules, {len(desk.engine.rulebook.quotas)} quotas and "
        f"{len(desk.engine.rulebook.pins)} pin; {WARM_UP} homes before them to warm up. Real "
        "viewers in random order, four territories, any minute of the day. Served means read from "
        "the database, composed, explained, journalled and made into cards. Processor time is "
        f"what counts when other work runs beside it.\n\n{table}"
    )


def stage_section(desk: Desk) -> str:
    """Where a served home's processor time goes."""
    watch = Stopwatch(process_time)
    visits = [replace(v, history=True) for v in requests(desk, "stages")]
    serve = serving(desk)
    for visit in visits[:WARM_UP]:
        serve(visit)
    with watch.watching(STAGES):
        for visit in visits[WARM_UP:]:
            serve(visit)
    total = sum(watch.seconds.values())
    table = markdown_table(
        ("stage", "milliseconds a home", "share"),
        [
            (
                stage,
                f"{1000 * watch.seconds[stage] / HOMES:.2f}",
                f"{watch.seconds[stage] / total:.0%}",
            )
            for stage in STAGES
        ],
    )
    return f"Processor time of a served home by stage, mean, any of 31 days.\n\n{table}"


def serving(desk: Desk) -> Callable[[HomeRequest], object]:
    serve = ServeHome(desk.workspace, desk.engine)
    return lambda visit: serve(visit.viewer, visit.context, history=visit.history)


def composing(desk: Desk) -> Callable[[HomeRequest], object]:
    """Rows of items alone; the viewer and the history were read before."""

    def compose_one(visit: HomeRequest) -> object:
        return compose_home(desk.engine, asks[visit])

    asks = Asks(desk)
    return compose_one


class Asks(dict[HomeRequest, Any]):
    """What each visit asks for, read when it is first wanted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def __missing__(self, visit: HomeRequest) -> Any:
        self[visit] = ask_for(
            self.desk.workspace,
            self.desk.engine,
            visit.viewer,
            visit.context,
            history=visit.history,
        )
        return self[visit]


def time_homes(make: Callable[[HomeRequest], object], visits: list[HomeRequest]) -> Times:
    """Time each visit after the first `WARM_UP`."""
    times = []
    for visit in visits:
        passed, worked = perf_counter(), process_time()
        make(visit)
        times.append((perf_counter() - passed, process_time() - worked))
    return times[WARM_UP:]


def spread(times: Times) -> list[str]:
    """p50 and p95 of both clocks, in milliseconds."""
    return [
        f"{1000 * value:.1f}"
        for clock in zip(*times, strict=True)
        for value in (median(clock), quantiles(clock, n=20)[-1])
    ]


if __name__ == "__main__":
    main()
