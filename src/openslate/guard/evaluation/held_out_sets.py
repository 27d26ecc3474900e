"""Figures of sets that heads learn from, by heads that were trained without each message."""

from collections.abc import Iterable, Sequence

import numpy as np

from openslate.decision.verdict import Verdict
from openslate.guard.deciding import OperatingPoint
from openslate.guard.evaluation.held_out import HeldOut
from openslate.guard.evaluation.judged_messages import (
    Asked,
    JudgedMessages,
    SetFigures,
    figures_of,
)


def held_out_sets(
    told: HeldOut, sources: Iterable[str], points: Sequence[OperatingPoint]
) -> list[SetFigures]:
    """The figures of each source, by risk alone: no norm is asked, and nothing is timed."""
    found = []
    for source in sources:
        rows = [at for at, each in enumerate(told.examples) if each.source == source]
        messages = [told.examples[at] for at in rows]
        asked = tuple(Asked(e.text, e.restrained, e.topic, e.language) for e in messages)
        risks = told.risks[rows]
        verdicts = {
            point.name: np.where(risks >= point.risk, Verdict.BLOCK, Verdict.ALLOW)
            for point in points
        }
        judged = JudgedMessages(asked, risks, None, verdicts)
        found.append(figures_of(source, judged, points[0].name))
    return found
