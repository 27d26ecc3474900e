"""Trying a new rulebook on a sample of viewers; nothing is recorded and nothing changes."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from openslate.app.engine import Engine
from openslate.app.preview.cost import cost_of
from openslate.app.preview.entries import LOOKED_AT, count_entries, effects
from openslate.app.preview.known_page import KnownPage, spans_rows
from openslate.app.preview.page_pair import PagePair, page_pair
from openslate.app.preview.preview_views import Clash, Cost, Eased, MovedItem, RulePreview
from openslate.app.preview.sample import asks_of, hold_back, sample_viewers
from openslate.app.slates.ask import Ask
from openslate.app.slates.compose import ComposedHome, shown_items
from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.recommend.influence.viewer_mean import wilson
from openslate.rules.book import Rulebook
from openslate.rules.examples import check_examples

VIEWERS = 1_000
BATCH = 50  # histories scored at once
MOVED = 10  # items listed
NORMAL = 1.96  # quantile of a 95 % interval
Progress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class PreviewRulebook:
    """Makes pages under the rulebook in force and a new one, for the same viewers and moment.

    The sample is the same each time while nobody joins. Raises RulebookError when the new rulebook
    does not fit the catalogue, SlateError when there are no viewers.
    """

    workspace: Workspace
    engine: Engine

    def __call__(
        self, book: Rulebook, viewers: int = VIEWERS, progress: Progress | None = None
    ) -> RulePreview:
        _ = self.engine.facts, self.engine.cards, self.engine.rows  # shared by both
        new = self.engine.with_rulebook(book)
        _ = new.rules  # what does not compile is said before anything is tried
        sample = sample_viewers(self.workspace, viewers)
        if not sample:
            raise SlateError(
                "There are no viewers to try the rulebook on", do="Bring in viewing events first"
            )
        return _Trial(self.workspace, self.engine, new, progress or _untold).run(
            asks_of(self.workspace, self.engine, sample, self.workspace.clock.now())
        )


def _untold(_done: int, _total: int | None) -> None:
    """Progress that nobody watches."""


@dataclass
class _Trial:
    """One preview while it is made."""

    workspace: Workspace
    old: Engine
    new: Engine
    progress: Progress
    changed: int = 0
    done: int = 0
    total: int = 0
    comes_in: Counter[int] = field(default_factory=Counter)
    goes_out: Counter[int] = field(default_factory=Counter)
    clashes: dict[tuple[str, tuple[str, ...]], list[int]] = field(default_factory=dict)
    sentences: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)
    eased: dict[str, list[int]] = field(default_factory=dict)

    def run(self, asks: Sequence[Ask]) -> RulePreview:
        """Everything, viewer by viewer."""
        entries = count_entries(self.old.rulebook, self.new.rulebook)
        self.total = 2 * len(asks) + entries
        pages: list[tuple[KnownPage, KnownPage]] = []
        for pair in self._pairs(asks):
            self._note(pair)
            if len(pages) < LOOKED_AT:
                pages.append(KnownPage.both(pair))
        cost = self._cost(asks)
        effect = effects(self.old, self.new, pages, self._size, self._tick)
        low, high = wilson(self.changed / len(asks), NORMAL, len(asks))
        book = self.new.rulebook
        return RulePreview(
            name=book.source.name,
            old=self.old.rulebook.version,
            new=book.version,
            viewers=len(asks),
            changed=self.changed,
            low=low,
            high=high,
            comes_in=self._moved(self.comes_in),
            goes_out=self._moved(self.goes_out),
            entries=effect,
            clashes=tuple(self._clashes()),
            eased=tuple(Eased(rule, *counts) for rule, counts in sorted(self.eased.items())),
            cost=cost,
            failing=tuple(map(str, check_examples(book))),
            sentence=_sentence(self.old.rulebook, book, self.changed, len(asks)),
        )

    @property
    def _size(self) -> int:
        return self.workspace.settings.home.row_size

    def _tick(self) -> None:
        self.done += 1
        self.progress(self.done, self.total)

    def _pairs(self, asks: Sequence[Ask], first: int | None = None) -> Iterator[PagePair]:
        """Both pages of each request; scores are worked out for many at once."""
        for start in range(0, len(asks), BATCH):
            part = asks[start : start + BATCH]
            scores = self.old.model.scores_of([ask.sequence for ask in part])
            for ask, own in zip(part, scores, strict=True):
                yield page_pair(self.old, self.new, ask, own, self._size, first)
                self._tick()

    def _note(self, pair: PagePair) -> None:
        self.changed += pair.differ
        self.comes_in.update(pair.comes_in)
        self.goes_out.update(pair.goes_out)
        for side, home in enumerate((pair.before, pair.after)):
            self._note_trouble(home, side)

    def _note_trouble(self, home: ComposedHome, side: int) -> None:
        gave = set()
        for row in home.rows:
            gave |= {relaxation.rule for relaxation in row.slate.relaxed if relaxation.rule}
            for conflict in row.slate.conflicts:
                key = (row.plan.title, conflict.rules)
                self.clashes.setdefault(key, [0, 0])[side] += 1
                self.sentences[key] = conflict.sentence
        for rule in gave:
            self.eased.setdefault(rule, [0, 0])[side] += 1

    def _cost(self, asks: Sequence[Ask]) -> Cost:
        held = [(ask, hold_back(ask)) for ask in asks]
        earlier = [one.ask for _, one in held if one is not None]
        self.done += len(asks) - len(earlier)
        pairs = list(self._lists(earlier))
        wanted = [one.wanted for _, one in held if one is not None]
        return cost_of([old for old, _ in pairs], [new for _, new in pairs], wanted)

    def _lists(self, asks: Sequence[Ask]) -> Iterator[tuple[list[int], list[int]]]:
        """Items of both pages in reading order; the first row is enough unless rules span rows."""
        spans = spans_rows(self.old) or spans_rows(self.new)
        for pair in self._pairs(asks, None if spans else 1):
            yield shown_items(pair.before.rows), shown_items(pair.after.rows)

    def _moved(self, counts: Counter[int]) -> tuple[MovedItem, ...]:
        cards, ids = self.old.cards, self.old.snapshot.ids
        most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOVED]
        return tuple(MovedItem(ids[item], cards.title(item), count) for item, count in most)

    def _clashes(self) -> Iterator[Clash]:
        ordered = sorted(self.clashes.items(), key=lambda pair: (-max(pair[1]), pair[0]))
        for (row, rules), (before, after) in ordered:
            yield Clash(row, rules, before, after, self.sentences[row, rules])


def _sentence(old: Rulebook, new: Rulebook, changed: int, viewers: int) -> str:
    if old.version == new.version:
        return "The new rulebook says the same as the one in force."
    who = "one viewer" if viewers == 1 else f"{viewers:,} viewers"
    if not changed:
        return f"None of {who} would see another page."
    share = np.round(100 * changed / viewers, 1)
    return f"{changed:,} of {who} ({share:g} %) would see another page."
