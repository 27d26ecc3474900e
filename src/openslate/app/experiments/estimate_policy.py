"""What another model or rulebook would have brought, estimated from pages that tried something."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from openslate.app.engine import Engine
from openslate.app.experiments.plan import Metric
from openslate.app.experiments.served import CHANCE, ENTRY, PLACE, SLOT, served_places
from openslate.app.experiments.views import PolicyEstimate
from openslate.app.slates.ask import ask_from_json
from openslate.app.slates.compose import ComposedHome, compose_home
from openslate.app.slates.exploring import make_home
from openslate.app.slates.journal_entry import HOME
from openslate.app.workspace import Workspace
from openslate.common.errors import NotFoundError, SlateError
from openslate.common.seeds import generator_for
from openslate.graph.vocabulary import Columns
from openslate.recommend.experiments.estimates import METHODS, estimate, logged_mean
from openslate.recommend.experiments.guesses import guess_apart
from openslate.recommend.experiments.logged import LoggedPlaces
from openslate.recommend.experiments.overlap import Overlap, overlap
from openslate.recommend.influence.viewer_mean import Estimate
from openslate.store.events import EventStore
from openslate.store.journal import Journal, JournalEntry

ASKED, SUPPORTED = "asked", "supported"
NOBODY = -1
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class EstimatePolicy:
    """Makes logged pages again as `other` would, and weighs what came of the places that agree.

    Only pages served with exploration count, made by the model and snapshot of `engine`: their
    chances are known, and what could have been shown is found by drawing them again. Raises
    SlateError while there is none.
    """

    workspace: Workspace
    engine: Engine
    other: Engine

    def __call__(
        self, metric: Metric, hours: int, requests: int, progress: Progress | None = None
    ) -> PolicyEstimate:
        entries = self._entries(requests)
        asked = pl.concat(
            self._asked(number, entry, len(entries), progress)
            for number, entry in enumerate(entries)
        )
        events = EventStore(self.workspace.database)
        served = served_places(entries, self.engine.snapshot, events, hours)
        joined = served.join(asked, on=[ENTRY, PLACE, SLOT], maintain_order="left")
        logged = _logged(joined, metric)
        return _answer(logged, len(entries), metric)

    def _entries(self, requests: int) -> list[JournalEntry]:
        latest = Journal(self.workspace.database).latest(requests, kind=HOME)
        usable = [entry for entry in latest if "chances" in entry.payload and self._known(entry)]
        if not usable:
            raise SlateError(
                "No page with known chances was served by what is in force",
                do="Set home.exploration in slate.toml and serve pages for a while",
            )
        return usable

    def _known(self, entry: JournalEntry) -> bool:
        """Whether the page can be drawn again: same parts, and items that are still there."""
        now = self.engine.provenance(entry.provenance.context)
        try:
            ask_from_json(entry.payload["ask"], self.engine)
        except NotFoundError:
            return False
        return entry.provenance == now

    def _asked(
        self, number: int, entry: JournalEntry, count: int, progress: Progress | None
    ) -> pl.DataFrame:
        """For each place what the other policy shows there, and whether it could have been."""
        ask = ask_from_json(entry.payload["ask"], self.engine)
        size = entry.payload["size"]
        other = compose_home(self.other, replace(ask, exploration=0.0), size)
        drawn = make_home(self.engine, ask, size)
        if progress:
            progress(number + 1, count)
        return pl.DataFrame(
            list(_places(number, drawn, other)),
            {ENTRY: pl.Int64(), PLACE: pl.String(), SLOT: pl.Int64(), ASKED: pl.Int64(),
             SUPPORTED: pl.Boolean()},
            orient="row",
        )  # fmt: skip


def _places(number: int, drawn: ComposedHome, other: ComposedHome) -> list[tuple[object, ...]]:
    wanted = {row.plan.key: row.slate.items for row in other.rows}
    found: list[tuple[object, ...]] = []
    for row, possible in zip(drawn.rows, drawn.possible, strict=True):
        items = wanted.get(row.plan.key, ())
        for slot, could in enumerate(possible, 1):
            item = items[slot - 1] if slot <= len(items) else NOBODY
            found.append((number, row.plan.key, slot, item, item in could))
    return found


def _logged(places: pl.DataFrame, metric: Metric) -> LoggedPlaces:
    viewer = _codes(places[Columns.VIEWER])
    place = _codes(places[PLACE] + " " + places[SLOT].cast(pl.String))
    coded = _codes(pl.concat([places[Columns.ITEM], places[ASKED]]))
    item, asked = coded[: places.height], coded[places.height :]
    reward = places[metric].cast(pl.Float64).to_numpy()
    shown, wanted = guess_apart(viewer, place, item, reward, asked)
    return LoggedPlaces(
        viewer,
        places[CHANCE].to_numpy(),
        reward,
        (item == asked).astype(np.float64),
        (~places[SUPPORTED]).cast(pl.Float64).to_numpy(),
        shown,
        wanted,
    )


def _codes(values: pl.Series) -> np.ndarray:
    """Values as numbers from 0."""
    return values.rank("dense").cast(pl.Int64).to_numpy() - 1


def _answer(logged: LoggedPlaces, pages: int, metric: Metric) -> PolicyEstimate:
    draw = generator_for("estimate policy", metric, len(logged.reward))
    each = len(logged.reward) / pages
    served = estimate(logged_mean(logged), draw).times(each)
    found = {name: estimate(method(logged), draw).times(each) for name, method in METHODS.items()}
    meets = overlap(logged)
    viewers = int(logged.viewer.max()) + 1
    return PolicyEstimate(
        pages, viewers, metric, served, found, meets, _sentence(metric, served, found["dr"], meets)
    )


def _sentence(metric: Metric, served: Estimate, found: Estimate, meets: Overlap) -> str:
    told = (
        f"It would have brought {found.value:.3f} {metric} a page ({found.low:.3f} to "
        f"{found.high:.3f}); what was served brought {served.value:.3f}."
    )
    return f"{told} Do not rely on it: {meets.warnings[0]}" if meets.warnings else told
