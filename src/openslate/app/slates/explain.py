"""Why an item is on a viewer's page, or why not and what would have to change."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from openslate.app.engine import Engine
from openslate.app.experiments.arms import Exposure
from openslate.app.slates.ask import ask_for
from openslate.app.slates.compose import ComposedHome, ComposedRow
from openslate.app.slates.exploring import make_home
from openslate.app.slates.serve_home import row_size
from openslate.app.views import RequestContext, Share, Why
from openslate.app.workspace import Workspace
from openslate.common.text import join_words
from openslate.decision.decide import decide
from openslate.decision.types import Candidate, Decision, Finding
from openslate.decision.verdict import Verdict
from openslate.rules.sentences import fact_words

SHARES = 8
KIND = "show"


@dataclass(frozen=True)
class ExplainItem:
    """Makes the viewer's page again and reads off it what became of one item.

    The score is the sum of what each item of the history adds (`others` folds the small ones),
    times the factor of rules that boost or demote.
    """

    workspace: Workspace
    engine: Engine
    exposure: Exposure | None = None

    def __call__(
        self, viewer: str, item: str, context: RequestContext, *, history: bool = True
    ) -> Why:
        index = self.engine.snapshot.index_of(item)
        ask = ask_for(self.workspace, self.engine, viewer, context, history=history)
        ask = self.exposure.asked(ask) if self.exposure else ask
        home = make_home(self.engine, ask, row_size(self.workspace, self.exposure))
        return self._why(viewer, index, home)

    def _why(self, viewer: str, index: int, home: ComposedHome) -> Why:
        case = Case(self.engine, home, index)
        shares, others = self._shares(home, index, case.sum)
        cards = self.engine.cards
        return Why(
            viewer=viewer,
            item=self.engine.snapshot.ids[index],
            name=cards.names[index],
            year=cards.years[index],
            shown=case.shown is not None,
            place=case.place,
            score=case.score,
            factor=case.factor,
            rank=case.rank,
            verdict=case.decision.verdict,
            findings=case.decision.findings,
            shares=shares,
            others=others,
            sentence=case.sentence(shares),
            change=tuple(case.changes()),
        )

    def _shares(
        self, home: ComposedHome, index: int, whole: float
    ) -> tuple[tuple[Share, ...], float]:
        """The largest contributions of the history, and everything else in the whole sum."""
        model, cards = self.engine.model, self.engine.cards
        contributions = model.contributions(home.ask.sequence, index)
        total = sum(abs(c.amount) for c in contributions) or 1.0
        shown = [c for c in contributions[:SHARES] if c.amount]
        shares = tuple(
            Share(
                item=self.engine.snapshot.ids[c.history_item],
                name=cards.names[c.history_item],
                year=cards.years[c.history_item],
                amount=c.amount,
                percent=100 * abs(c.amount) / total,
                in_common=model.features_in_common(c.history_item, index),
            )
            for c in shown
        )
        return shares, whole - sum(share.amount for share in shares)


class Case:
    """One item on, or off, one page."""

    def __init__(self, engine: Engine, home: ComposedHome, index: int) -> None:
        self.engine, self.home, self.index = engine, home, index
        found = home.place_of(index)
        self.shown: ComposedRow | None = found[0] if found else None
        self.place = f"{found[0].plan.title}, place {found[1]}" if found else ""
        self.sum = float(engine.model.scores(home.ask.sequence)[index])
        raw = float(home.outcome.factor[index])
        self.factor = raw if self.sum >= 0 else 1 / raw
        self.score = self.sum * self.factor
        self.title = engine.cards.title(index)

    @property
    def decision(self) -> Decision:
        """What the rules decide about showing the item, in the product's one form."""
        item = self.engine.snapshot.ids[self.index]
        candidate = Candidate(KIND, item, self.engine.model_name, self.score)
        return decide(candidate, self.home.outcome.findings(self.index))

    @property
    def watched(self) -> bool:
        """Whether the item is in the viewer's history."""
        return self.index in self.home.ask.watched

    @property
    def rank(self) -> int | None:
        """Place among everything this viewer may be shown, None when it may not be."""
        if self.watched or not self.home.outcome.allowed[self.index]:
            return None
        return self._rank_if_allowed()

    def _rank_if_allowed(self) -> int:
        open_items = self.home.outcome.allowed.copy()
        open_items[list(self.home.ask.watched)] = False
        open_items[self.index] = False
        better = self.home.scores > self.score
        return 1 + int(np.count_nonzero(open_items & better))

    @property
    def against(self) -> list[Finding]:
        """The findings that keep the item off the page."""
        return [f for f in self.decision.findings if f.verdict >= Verdict.REVIEW]

    def sentence(self, shares: tuple[Share, ...]) -> str:
        """The answer in one sentence."""
        if self.shown is not None:
            return f"{self.title} is in {self.place}: {self._for(shares)}."
        if self.watched:
            return f"{self.title} is not shown because this viewer has watched it."
        if self.against:
            return f"{self.title} is not shown. {' '.join(f.because for f in self.against)}"
        return f"{self.title} may be shown but ranks {self.rank:,} for this viewer."

    def _for(self, shares: tuple[Share, ...]) -> str:
        row = self.shown
        slot = row.slate.items.index(self.index) if row else 0
        if row and row.slate.placed_by[slot] == "pin":
            return "an editor put it there"
        if row and row.slate.placed_by[slot] == "exploration":
            return "now and then other titles are tried, to learn who likes them"
        speaking = [share.name for share in shares if share.amount > 0][:3]
        if speaking:
            return f"mostly because of {join_words(speaking)}"
        return row.plan.why.rstrip(".") if row else ""

    def changes(self) -> Iterator[str]:
        """What would have to be different for the item to appear."""
        if self.shown is not None:
            return
        if self.watched:
            yield "The viewer would have to be shown films they have watched, which no row does."
            return
        for finding in self.against:
            yield f"Rule '{finding.title}' would have to let it through{self._how(finding)}."
        if self.against:
            yield f"Its score would then rank it {self._rank_if_allowed():,} for this viewer."
            return
        yield from self._score_needed()

    def _how(self, finding: Finding) -> str:
        """The facts that a rule's conditions read, as they are now, in words."""
        rulebook = self.engine.rulebook
        read = next(rule.reads for rule in rulebook.rules if rule.rule == finding.rule)
        known = [
            fact_words(rulebook.fields[name], value)
            for name, value in finding.facts.items()
            if name in read
        ]
        binding = "; it is binding, so no review can lift it" if finding.binding else ""
        return f" (now {join_words(known)}{binding})" if known else binding

    def _score_needed(self) -> Iterator[str]:
        """For each row that could take it, the score of the last item that its score placed."""
        for row in self.home.rows:
            pool = row.plan.pool
            by_score = [
                item
                for item, placed in zip(row.slate.items, row.slate.placed_by, strict=True)
                if placed == "score"
            ]
            if not by_score or (pool is not None and not pool[self.index]):
                continue
            least = min(float(row.scores[item]) for item in by_score)
            has = float(row.scores[self.index])
            if has > least:
                yield (
                    f"In {row.plan.title} it scores {has:.4f}, above the last item's {least:.4f}; "
                    "the row's quotas gave its place away."
                )
            else:
                yield f"For {row.plan.title} it would need more than {least:.4f}; it has {has:.4f}."
