"""From the truth of each rule to bitmasks, verdicts and factors over all items."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from openslate.decision.verdict import Verdict
from openslate.rules.answers import Flags
from openslate.rules.book import Rule
from openslate.rules.effect import Effect

WORD = 64
Masks = NDArray[np.uint64]


@dataclass(frozen=True)
class RuleFlags:
    """Where one rule speaks and where it lacks facts; None where it does neither anywhere."""

    rule: Rule
    fired: Flags | None
    unknown: Flags | None


@dataclass(frozen=True)
class Marks:
    """What all rules together give for all items; arrays are read-only.

    `fired` and `unknown` are tuples of uint64 arrays, one for each 64 rules: bit i of word w is
    rule 64 w + i. `verdict` is uint8, `factor` float32 (product of boosts and demotions).
    """

    fired: tuple[Masks, ...]
    unknown: tuple[Masks, ...]
    verdict: NDArray[np.uint8]
    factor: NDArray[np.float32]
    allowed: Flags


def mark(flags: Sequence[RuleFlags], size: int) -> Marks:
    """Put the flags of all rules over `size` items together."""
    verdict = np.zeros(size, np.uint8)
    factor = np.ones(size, np.float32)
    for each in flags:
        _apply(each.rule.then, each.fired, verdict, factor)
        _apply(each.rule.unknown, each.unknown, verdict, factor)
    fired = pack([each.fired for each in flags], size)
    unknown = pack([each.unknown for each in flags], size)
    allowed = verdict < np.uint8(Verdict.REVIEW)
    arrays: list[NDArray[Any]] = [verdict, factor, allowed, *fired, *unknown]
    for array in arrays:
        array.flags.writeable = False
    return Marks(fired, unknown, verdict, factor, allowed)


def _apply(
    effect: Effect, where: Flags | None, verdict: NDArray[np.uint8], factor: NDArray[np.float32]
) -> None:
    if where is None:
        return
    ones = where.view(np.uint8)
    if effect.verdict:
        np.maximum(verdict, ones * np.uint8(effect.verdict), out=verdict)
    if effect.factor != 1.0:
        factor *= ones * np.float32(effect.factor) + (1 - ones)  # no branch an item


def pack(flags: Sequence[Flags | None], size: int) -> tuple[Masks, ...]:
    """Bitmasks of up to 64 flags each; one byte at a time stays in the processor's cache."""
    words = [flags[start : start + WORD] for start in range(0, len(flags), WORD)] or [[]]
    return tuple(_word(word, size) for word in words)


def _word(flags: Sequence[Flags | None], size: int) -> Masks:
    lanes = np.zeros((size, 8), np.uint8)
    for lane in range(0, len(flags), 8):
        byte = np.zeros(size, np.uint8)
        for bit, flag in enumerate(flags[lane : lane + 8]):
            if flag is not None:
                byte |= flag.view(np.uint8) * np.uint8(1 << bit)
        lanes[:, lane // 8] = byte
    return lanes.view("<u8").reshape(size).astype(np.uint64, copy=False)
