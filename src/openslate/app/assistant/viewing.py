"""Who asks, when and where: what they may be shown, what they have seen, what suits them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from openslate.app.engine import apply_factor
from openslate.app.showing import Shown
from openslate.app.slates.ask import Ask, ask_for
from openslate.app.slates.request import impersonal
from openslate.app.views import RequestContext
from openslate.assistant.concierge.query import AGE, AVAILABLE, Query
from openslate.rules.outcome import Outcome
from openslate.store.history_choices import HistoryChoices
from openslate.store.viewers import Viewer, ViewerStore

SATURDAY = 5


def moment_of(query: Query, at: datetime) -> datetime:
    """When a query's items are to be watched."""
    days = {"tomorrow": 1, "weekend": (SATURDAY - at.weekday()) % 7}
    when = next((v for one in query.of(AVAILABLE) for v in one.values), "")
    return at + timedelta(days=days.get(when, 0))


def context_of(query: Query, context: RequestContext) -> RequestContext:
    """The context a query's items must be allowed in: its day, and the youngest who watches."""
    ages = [one.low for one in query.of(AGE) if one.low is not None and one.wanted]
    if context.age is not None:
        ages.append(context.age)
    moment = moment_of(query, context.at)
    return replace(context, at=moment, age=min(ages, default=None))


@dataclass(frozen=True)
class Viewing:
    """One viewer (or nobody in particular) in one context, over what is shown."""

    shown: Shown
    context: RequestContext
    viewer: str | None = None

    @cached_property
    def ask(self) -> Ask:
        """What may be used of the viewer's history, by their own choice."""
        engine = self.shown.engine
        if engine is None or self.viewer is None:
            return Ask(self.context)
        workspace = self.shown.workspace
        return ask_for(workspace, engine, self.viewer, self.context, history=True)

    @cached_property
    def _known(self) -> Viewer | None:
        """The viewer's profile, where it may be used."""
        database = self.shown.workspace.database
        if self.viewer is None or not HistoryChoices(database).used(self.viewer):
            return None
        return ViewerStore(database).get(self.viewer)

    @cached_property
    def outcome(self) -> Outcome | None:
        """What the rules say of every item; None while nothing decides."""
        engine = self.shown.engine
        if engine is None:
            return None
        context = self.context if self.viewer is None or self._known else impersonal(self.context)
        return engine.judge(self._known, context)

    @property
    def allowed(self) -> NDArray[np.bool_]:
        """Which items may be shown."""
        if self.outcome is None:
            return np.ones(self.shown.snapshot.size, dtype=np.bool_)
        return self.outcome.allowed

    @property
    def watched(self) -> tuple[int, ...]:
        """What the viewer has seen."""
        return self.ask.watched

    def scores(self, like: tuple[int, ...] = ()) -> NDArray[np.float64]:
        """How well each item suits: those liked, else the viewer's history, else everybody."""
        engine = self.shown.engine
        history = like or self.ask.sequence
        if engine is None:
            return np.asarray(self.shown.viewings, dtype=np.float64)
        if history and self.outcome is not None:
            scores = engine.model.scores(history, self.outcome.allowed)
            return np.asarray(apply_factor(scores, self.outcome.factor), dtype=np.float64)
        return np.asarray(engine.model.popularity, dtype=np.float64)
