"""A page that was made, and whether it would come out otherwise without an entry of its rules."""

from dataclasses import dataclass

import numpy as np

from openslate.app.engine import Engine
from openslate.app.preview.page_pair import PagePair, Sight, decides_otherwise, signature
from openslate.app.slates.ask import Ask
from openslate.app.slates.compose import ComposedHome, compose_home
from openslate.rules.outcome import Outcome
from openslate.rules.pins import Pins


@dataclass(frozen=True, eq=False)
class KnownPage:
    """What was asked for, by which scores, what the rules said and what the viewer would see."""

    ask: Ask
    scores: np.ndarray
    outcome: Outcome
    pins: Pins
    sights: list[Sight]

    @classmethod
    def both(cls, pair: PagePair) -> tuple["KnownPage", "KnownPage"]:
        """The page under the old rulebook and the one under the new."""
        before = cls._of(pair.before, pair.scores)
        return before, before if pair.after is pair.before else cls._of(pair.after, pair.scores)

    @classmethod
    def _of(cls, home: ComposedHome, scores: np.ndarray) -> "KnownPage":
        return cls(home.ask, scores, home.outcome, home.pins, signature(home))

    def differs_under(self, engine: Engine, size: int) -> bool:
        """Whether an engine would make another page of it; as few rows are made as tell so."""
        if not decides_otherwise(engine, self.ask, self.outcome, self.pins):
            return False
        if not spans_rows(engine) and self._row_differs(engine, size):
            return True
        return signature(compose_home(engine, self.ask, size, self.scores)) != self.sights

    def _row_differs(self, engine: Engine, size: int) -> bool:
        """Whether the first row does; rows are filled from the top."""
        home = compose_home(engine, self.ask, size, self.scores, 1)
        keys = [row.plan.key for row in home.rows]
        return signature(home) != [sight for sight in self.sights if sight[0] in keys]


def spans_rows(engine: Engine) -> bool:
    """Whether a rule speaks of a page's rows together, so that no row can be made alone."""
    return any(getattr(shape, "on_page", False) for shape in engine.rulebook.shapes)
