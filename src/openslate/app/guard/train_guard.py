"""Training heads of one's own: on what ships and a file of lessons, kept, tried, put to use."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from openslate.app.guard.corrections import Corrections
from openslate.app.guard.exceptions import Exceptions
from openslate.app.guard.heads_in_use import HeadsInUse, HeadsMade
from openslate.app.guard.serving_guard import ServingGuard
from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.guard.evaluation.labelled_file import read_labelled
from openslate.guard.reading.examples import Example
from openslate.guard.reading.heads import Heads
from openslate.guard.reading.train import gathered
from openslate.guard.teaching.own_heads import own_examples, own_heads
from openslate.guard.teaching.regression import RegressionCase, Turned, cases_of, turned_by
from openslate.store.reviews import ReviewStore

Report = Callable[[int, int | None], None]
Gather = Callable[[Path | None, Path | None], list[Example]]
"""From folders of public sets and of films to the examples that heads start from."""
RIGHT = "examples of norms judged rightly"
WORSE = "examples of norms judged rightly by those in use before, and no longer"


@dataclass(frozen=True)
class TrainedGuard:
    """What was trained; `in_use` says whether the guard reads with it now.

    `worse` are examples of norms that the heads in use judged rightly and these do not; where one
    of them is of the floor they are kept and not put to use.
    """

    name: str
    in_use: bool
    own_messages: int
    all_messages: int
    data: dict[str, str]
    figures: dict[str, float]
    worse: tuple[Turned, ...]
    better: int

    @property
    def floor(self) -> tuple[Turned, ...]:
        """What the floor forbids and these heads would let through."""
        return tuple(turned for turned in self.worse if turned.case.floor)


class TrainGuard:
    """Reads, trains, tries on the regression set, keeps; stopped at any time nothing changes."""

    def __init__(self, workspace: Workspace, gather: Gather | None = None) -> None:
        self._workspace, self._gather = workspace, gather or _gather_shipped
        self._use = HeadsInUse(workspace)
        reviews = ReviewStore(workspace.database, workspace.clock)
        self._serving = ServingGuard(workspace, Corrections(reviews), Exceptions(reviews))

    def __call__(
        self,
        file: Path,
        start: Callable[[str], Report],
        *,
        public: Path | None = None,
        films: Path | None = None,
    ) -> TrainedGuard:
        """Heads from what ships and the messages of a file, in use from now on.

        `public` and `films` add the folders that the shipped heads were trained with too. Raises
        SlateError at a bad row.
        """
        messages = read_labelled(file, self._serving.book.topics)
        own = own_examples(messages)
        _must_teach(own, file)
        shipped = self._gather(public, films)
        heads = own_heads(shipped, own, start)
        turned, figures = self._tried(heads, start("Trying examples of norms"))
        heads = replace(heads, card=heads.card.model_copy(update={"figures": figures}))
        worse = tuple(each for each in turned if each.worse)
        learned = sorted({each.family for each in (*shipped, *own)})
        made = HeadsMade(
            at=self._workspace.clock.now(),
            file=file.name,
            messages=len(own),
            version=version("openslate"),
            learned=tuple(learned),
        )
        name = self._use.keep(heads, made)
        safe = not any(each.case.floor for each in worse)
        if safe:
            self._use.use(name)
        return TrainedGuard(
            name=name,
            in_use=safe,
            own_messages=len(own),
            all_messages=len(learned),
            data=dict(heads.card.data),
            figures=figures,
            worse=worse,
            better=len(turned) - len(worse),
        )

    def _tried(self, heads: Heads, report: Report) -> tuple[list[Turned], dict[str, float]]:
        """What turns among the examples of norms, and the figures of the card with that."""
        cases = list(cases_of(self._serving.book))
        now, then = self._serving.guard, self._serving.with_heads(heads)
        turned: list[Turned] = []
        for place, case in enumerate(cases):
            turned += turned_by([case], now.check, then.check)
            report(place + 1, len(cases))
        right = sum(_right(case, then.check(case.text, case.setting).verdict) for case in cases)
        figures = {
            **heads.card.figures,
            RIGHT: round(right / len(cases), 4),
            WORSE: float(sum(each.worse for each in turned)),
        }
        return turned, figures


def _gather_shipped(public: Path | None, films: Path | None) -> list[Example]:
    return gathered([], public, films, exam=True)


def _right(case: RegressionCase, verdict: int) -> bool:
    return (verdict > 0) == case.restrained


def _must_teach(own: list[Example], file: Path) -> None:
    """Messages of one kind only teach to say one thing of everything."""
    if len({each.restrained for each in own}) < 2:
        what = "allowed" if not own[0].restrained else "restrained"
        raise SlateError(
            f"All messages are {what}, which teaches nothing",
            where=file.name,
            do="Add their neighbours of the other kind",
        )
