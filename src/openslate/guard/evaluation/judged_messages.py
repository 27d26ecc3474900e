"""Figures of a guard on one set of labelled messages: what it finds, what it refuses wrongly."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Setting, Turn
from openslate.guard.deciding import NormJudge
from openslate.guard.evaluation.measures import Estimate, Mask, area, f1, share
from openslate.guard.guard import MessageReading, turns_of
from openslate.guard.teaching.regression import GROWN_UP

Floats = NDArray[np.float64]
Report = Callable[[int, int | None], None]


@dataclass(frozen=True)
class Asked:
    """A message to be judged, with what should come of it; `topic` and `language` where known."""

    text: str
    restrained: bool
    topic: str | None = None
    language: str | None = None
    setting: Setting = GROWN_UP


@dataclass(frozen=True, eq=False)
class JudgedMessages:
    """What came of each message: (messages,) risks, seconds (None where nothing was timed), and
    verdicts by operating point.
    """

    asked: tuple[Asked, ...]
    risks: Floats
    seconds: Floats | None
    verdicts: Mapping[str, NDArray[np.int_]]

    @property
    def restrained(self) -> Mask:
        """Which are to be refused or handled with care."""
        return np.array([each.restrained for each in self.asked], dtype=bool)

    def flagged(self, point: str) -> Mask:
        """Which were refused or answered with care."""
        return np.asarray(self.verdicts[point] > Verdict.ALLOW)


@dataclass(frozen=True)
class PointFigures:
    """At one operating point; a figure of messages that the set has not is None.

    `false_flags` are harmless messages that were not plainly allowed, `false_refusals` those that
    got no answer: refused, or left for a person.
    """

    point: str
    f1: Estimate | None
    recall: Estimate | None
    false_flags: Estimate | None
    false_refusals: Estimate | None


@dataclass(frozen=True)
class PartFigures:
    """The messages of one topic or language: how many there are of each kind, and two shares."""

    kind: str
    name: str
    restrained: int
    recall: Estimate | None
    harmless: int
    false_flags: Estimate | None


@dataclass(frozen=True)
class SetFigures:
    """Figures of one set; seconds are of reading and judging one message.

    `learned` is how many of the messages the heads were trained on and were left out, None where
    the heads know the whole set, so that its figures only say how well it was learned.
    """

    name: str
    messages: int
    restrained: int
    auc: Estimate | None
    points: tuple[PointFigures, ...]
    parts: tuple[PartFigures, ...]
    median_seconds: float | None
    late_seconds: float | None
    learned: int | None = 0


def judge_all(
    asked: Sequence[Asked],
    reader: MessageReading,
    judges: Mapping[str, NormJudge],
    now: Callable[[], float],
    report: Report,
) -> JudgedMessages:
    """Read each message once and judge it at every operating point."""
    risks, seconds = np.zeros(len(asked)), np.zeros(len(asked))
    verdicts = {name: np.zeros(len(asked), dtype=np.int_) for name in judges}
    for place, each in enumerate(asked):
        began = now()
        facts = reader.read(turns_of([Turn(each.text)]), each.setting)
        for at, (name, judge) in enumerate(judges.items()):
            verdicts[name][place] = int(judge.judge(facts, each.setting).verdict)
            if not at:
                seconds[place] = now() - began
        risks[place] = facts.risk
        report(place + 1, len(asked))
    return JudgedMessages(tuple(asked), risks, seconds, verdicts)


def figures_of(
    name: str, judged: JudgedMessages, point: str, learned: int | None = 0
) -> SetFigures:
    """All figures of a set; those of its topics and languages are at one operating point."""
    restrained = judged.restrained
    both = bool(restrained.any()) and not bool(restrained.all())
    median, late = _seconds(judged)
    return SetFigures(
        name=name,
        messages=len(judged.asked),
        restrained=int(restrained.sum()),
        auc=area(restrained, judged.risks) if both else None,
        points=tuple(_at_point(judged, each) for each in judged.verdicts),
        parts=tuple(_parts(judged, point)),
        median_seconds=median,
        late_seconds=late,
        learned=learned,
    )


def _seconds(judged: JudgedMessages) -> tuple[float | None, float | None]:
    """Those of the message in the middle, and of one of which 95 in 100 are faster."""
    if judged.seconds is None:
        return None, None
    median, late = np.quantile(judged.seconds, [0.5, 0.95])
    return float(median), float(late)


def _at_point(judged: JudgedMessages, point: str) -> PointFigures:
    restrained, flagged = judged.restrained, judged.flagged(point)
    unanswered = np.asarray(judged.verdicts[point] >= Verdict.REVIEW)
    both = bool(restrained.any()) and not bool(restrained.all())
    return PointFigures(
        point,
        f1(restrained, flagged) if both else None,
        _share(flagged[restrained]),
        _share(flagged[~restrained]),
        _share(unanswered[~restrained]),
    )


def _parts(judged: JudgedMessages, point: str) -> Iterator[PartFigures]:
    restrained, flagged = judged.restrained, judged.flagged(point)
    for kind in ("topic", "language"):
        names = [getattr(each, kind) for each in judged.asked]
        for name in sorted({name for name in names if name}):
            here = np.array([each == name for each in names])
            hits, wrong = flagged[here & restrained], flagged[here & ~restrained]
            yield PartFigures(kind, name, hits.size, _share(hits), wrong.size, _share(wrong))


def _share(hits: Mask) -> Estimate | None:
    return share(hits) if hits.size else None
