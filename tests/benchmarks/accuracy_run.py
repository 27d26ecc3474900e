"""Tunes and measures contenders, each in a process of its own so that its memory can be told."""

import json
import multiprocessing
import resource
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pydantic import BaseModel

from openslate.recommend.evaluation.evaluate import Quality, measurable, quality_of
from openslate.recommend.evaluation.intervals import bootstrap_interval
from openslate.recommend.evaluation.peers.processes import PeerAbsentError
from openslate.recommend.models.interactions import Interactions
from tests.benchmarks.accuracy_task import DEEP, Contender, Task

HEADS = ("", "NDCG@10", "95 % interval", "by seed", "behind Slate, paired", "recall@10",
         f"recall@{DEEP}", "seconds", "MB", "tried", "chosen")  # fmt: skip


@dataclass(frozen=True, eq=False)
class Measured:
    """NDCG and recall at 10, recall at 20, and what one learning took."""

    at_ten: Quality
    deep_recall: np.ndarray
    seconds: float
    megabytes: float


@dataclass(frozen=True, eq=False)
class Outcome:
    """A contender with its best settings, on every split."""

    name: str
    chosen: Any
    tried: int
    measured: Sequence[Measured]

    @property
    def by_viewer(self) -> list[np.ndarray]:
        """NDCG@10 of the viewers of each split."""
        return [one.at_ten.ndcg for one in self.measured]

    def row(self, first: "Outcome") -> tuple[str, ...]:
        """A line of the table, next to the first line's outcome."""
        means = [float(values.mean()) for values in self.by_viewer]
        behind = [a - b for a, b in zip(first.by_viewer, self.by_viewer, strict=True)]
        gap = (
            ""
            if self is first
            else f"{np.mean(list(map(np.mean, behind))):.4f} ({_within(behind)})"
        )
        return (
            self.name, f"**{np.mean(means):.4f}**", _within(self.by_viewer),
            " ".join(f"{mean:.4f}" for mean in means), gap,
            f"{np.mean([m.at_ten.recall.mean() for m in self.measured]):.4f}",
            f"{np.mean([m.deep_recall.mean() for m in self.measured]):.4f}",
            f"{np.median([m.seconds for m in self.measured]):.1f}",
            f"{max(m.megabytes for m in self.measured):.0f}",
            str(self.tried), f"`{_words(self.chosen)}`",
        )  # fmt: skip


def outcome_of(contender: Contender, task: Task) -> Outcome | None:
    """Choose on the first split's validation, measure on every test; None where it is absent."""
    split = task.splits[0]
    try:
        tried = [
            float(measured(contender, choice, split.train, split.valid).at_ten.ndcg.mean())
            for choice in contender.choices
        ]
    except PeerAbsentError:
        return None
    best = contender.choices[int(np.argmax(tried))]
    found = [measured(contender, best, task.known(one), one.test) for one in task.splits]
    return Outcome(contender.name, best, len(tried), found)


def measured(
    contender: Contender, choice: Any, known: Interactions, wanted: Interactions
) -> Measured:
    """Learn and rank in a child process; its peak memory includes that of its own children."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_measure, args=(contender, choice, known, wanted, sender))
    child.start()
    sender.close()
    found = receiver.recv()
    child.join()
    if isinstance(found, Exception):
        raise found
    return found


def _measure(
    contender: Contender, choice: Any, known: Interactions, wanted: Interactions, sender: Any
) -> None:
    try:
        rows = measurable(known, wanted)
        lists = contender.lists(choice, known, rows)
        ten = quality_of(lists.rankings.first(10), wanted)
        deep = quality_of(lists.rankings, wanted).recall
        sender.send(Measured(ten, deep, lists.seconds, _peak()))
    except Exception as error:  # whatever it is, the parent raises it
        sender.send(error)


def _peak() -> float:
    """The most memory that this process or one of its children held, in MB."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(who).ru_maxrss for who in whose) / 1024


def _within(by_viewer: Sequence[np.ndarray]) -> str:
    """The interval of a mean over splits; viewers are drawn as they are in each."""
    lows, highs = zip(*(bootstrap_interval(values) for values in by_viewer), strict=True)
    return f"{np.mean(lows):.4f} to {np.mean(highs):.4f}"


def _words(chosen: Any) -> str:
    """Settings on one line, without what is as always."""
    if isinstance(chosen, BaseModel):
        chosen = chosen.model_dump(mode="json", exclude_unset=True)
    return json.dumps(chosen, separators=(",", ":")).replace('"', "")
