"""Worlds whose answer is known: do intervals hold it, and are findings found and true?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from openslate.audience.resonance.dimensions import Dimension
from openslate.audience.resonance.resonance import Audience, Resonance, resonance_of
from openslate.audience.resonance.settings import ResonanceSettings
from openslate.common.seeds import generator_for
from tests.benchmarks.report import markdown_table
from tests.benchmarks.resonance_peers import Pooled, pooled
from tests.benchmarks.resonance_worlds import VIEWERS, World, true_effects, worlds

WORLDS, TRUTH, SHUFFLES = 16, 40_000, 8
BANDS = ResonanceSettings().popularity_bands
ABOUT = """## Where the answer is known
{worlds} made-up audiences of {viewers:,} viewers in four segments (half to one in seventeen of
them), whose activity, tastes and popularity have heavy tails; a quarter of the 240 tastes of each
is planted, the rest is nothing, and every fourth world has no differences at all. Segments also
follow popularity to different degrees, and people play in popular titles more or less often, so
that an attribute can be watched more with no taste for it. The truth is what {truth:,} further
viewers of the same world show; that it is no more exact than that counts against the intervals."""
HELD = """### Intervals
Share of 95 % intervals that hold the truth. The peers' are also held to the truth of what they
estimate themselves, the pooled ratio. *Nothing* are true ratios within 3 % of one, *planted*
those of attributes for which the segment was given a taste."""
DEALT = """### Labels dealt by chance
In every world the segments were dealt to the viewers anew {shuffles} times, viewer by viewer, so
that every finding is false: {tables} tables."""
TASTE = """### Planted tastes
Of the cells with a planted taste of at least 0.2 in the log odds: how many are found, and how
many of those have the sign of the taste. Then how well the estimates of all cells follow the
planted tastes (correlation), as watched and beyond popularity, and how often something is claimed
where nothing was planted: there, what is watched more because it is popular is true as a figure,
but no taste."""


@dataclass(frozen=True, eq=False)
class Tried:
    """One world with everything that was made of it."""

    world: World
    ours: Resonance
    beyond: Resonance
    peer: Pooled
    truth: np.ndarray
    beyond_truth: np.ndarray
    pooled_truth: np.ndarray


def known_section() -> str:
    """Measure everything on all worlds."""
    tried = [try_world(made) for made in worlds(WORLDS)]
    about = ABOUT.format(worlds=WORLDS, viewers=VIEWERS, truth=TRUTH)
    held = f"{HELD}\n\n{held_table(tried)}"
    dealt = f"{DEALT.format(shuffles=SHUFFLES, tables=WORLDS * SHUFFLES)}\n\n{dealt_table(tried)}"
    return "\n\n".join((about, held, dealt, f"{TASTE}\n\n{taste_table(tried)}"))


def try_world(made: World) -> Tried:
    """Everything that is asked of one world."""
    audience = made.audience(VIEWERS, "seen")
    ours = resonance_of(audience, made.attributes)["segment"]
    beyond = resonance_of(audience, made.attributes, popularity=True)["segment"]
    peer = pooled(audience, made.attributes, "segment")
    crowd = made.audience(TRUTH, "truth")
    own_truth = pooled(crowd, made.attributes, "segment").estimate
    truths = (true_effects(crowd, made), true_effects(crowd, made, BANDS), own_truth)
    return Tried(made, ours, beyond, peer, *truths)


def held_table(tried: Sequence[Tried]) -> str:
    """Coverage, over all shown cells of all worlds."""
    rows = []
    for name, low_high, truth_of in (
        ("Slate, as watched", lambda t: t.ours, lambda t: t.truth),
        ("Slate, beyond popularity", lambda t: t.beyond, lambda t: t.beyond_truth),
        ("pooled proportions, Wald", lambda t: t.peer, lambda t: t.truth),
        ("the same, held to its own truth", lambda t: t.peer, lambda t: t.pooled_truth),
    ):
        cells = [_held(t, low_high(t), truth_of(t)) for t in tried]
        rows.append((name, *map(_percent, map(np.concatenate, zip(*cells, strict=True)))))
    count = sum(int(t.ours.shown.sum()) for t in tried)
    heads = ("", "all", "nothing", "planted", "found by Slate")
    rmse = [_error(tried, shrunk) for shrunk in (True, False)]
    return (
        f"{markdown_table(heads, rows)}\n{count:,} cells. Root mean square error of the log ratio:"
        f" {rmse[0]:.3f} after shrinking, {rmse[1]:.3f} before."
    )


def _held(t: Tried, figures: Resonance | Pooled, truth: np.ndarray) -> tuple[np.ndarray, ...]:
    shown = t.ours.shown & np.isfinite(truth) & np.isfinite(figures.low)
    held = (figures.low <= truth) & (truth <= figures.high)
    nothing, planted = np.abs(truth) < 0.03, t.world.planted != 0
    parts = (shown, shown & nothing, shown & planted, shown & t.ours.found)
    return tuple(held[part] for part in parts)


def _error(tried: Sequence[Tried], shrunk: bool) -> float:
    off = [((t.ours.mean if shrunk else t.ours.estimate) - t.truth)[t.ours.shown] for t in tried]
    return float(np.sqrt(np.mean(np.concatenate(off) ** 2)))


def dealt_table(tried: Sequence[Tried]) -> str:
    """False findings with shuffled labels: tables with any, and cells called found."""
    found: dict[str, list[np.ndarray]] = {"Slate": [], "pooled events, chi-square": []}
    for t in tried:
        audience = t.world.audience(VIEWERS, "seen")
        for turn in range(SHUFFLES):
            dealt = shuffled(audience, t.world.seed, turn)
            ours = resonance_of(dealt, t.world.attributes)["segment"]
            found["Slate"].append(ours.found[ours.shown])
            peer = pooled(dealt, t.world.attributes, "segment")
            found["pooled events, chi-square"].append(peer.found[ours.shown])
    return false_table(found)


def false_table(found: dict[str, list[np.ndarray]]) -> str:
    """Of each contender: tables with any false finding, and false findings among all cells."""
    rows = [
        (name, _percent(np.array([t.any() for t in tables])), _percent(np.concatenate(tables)))
        for name, tables in found.items()
    ]
    return markdown_table(("", "tables with any false finding", "cells called found"), rows)


def shuffled(audience: Audience, *seed: str | int) -> Audience:
    """The same viewings, with each viewer's segments taken from a viewer drawn blindly."""
    order = generator_for("shuffle", *seed).permutation(audience.viewings.shape[0])
    dealt = {
        name: Dimension(name, d.segments, d.codes[order]) for name, d in audience.dimensions.items()
    }
    return replace(audience, dimensions=dealt)


def taste_table(tried: Sequence[Tried]) -> str:
    """What each says of planted tastes."""
    real = [t for t in tried if t.world.planted.any()]
    rows = [
        (name, *_taste([(t, *of(t)) for t in real]))
        for name, of in (
            ("Slate, as watched", lambda t: (t.ours.found, t.ours.mean)),
            ("Slate, beyond popularity", lambda t: (t.beyond.found, t.beyond.mean)),
            ("pooled events, chi-square", lambda t: (t.peer.found, t.peer.estimate)),
        )
    ]
    heads = ("", "found", "of these with the right sign", "correlation", "claims without a taste")
    return markdown_table(heads, rows)


def _taste(cells: Sequence[tuple[Tried, np.ndarray, np.ndarray]]) -> tuple[str, ...]:
    shown = [t.ours.shown & t.beyond.shown for t, _, _ in cells]
    planted = np.concatenate(
        [t.world.planted[s] for (t, _, _), s in zip(cells, shown, strict=True)]
    )
    found = np.concatenate([f[s] for (_, f, _), s in zip(cells, shown, strict=True)])
    estimate = np.concatenate([e[s] for (_, _, e), s in zip(cells, shown, strict=True)])
    strong = np.abs(planted) >= 0.2
    right = np.sign(estimate) == np.sign(planted)
    together = np.corrcoef(planted, estimate)[0, 1]
    return (
        _percent(found[strong]), _percent(right[strong & found]), f"{together:.2f}",
        _percent(found[planted == 0]),
    )  # fmt: skip


def _percent(part: np.ndarray) -> str:
    return f"{100 * part.mean():.1f} %" if len(part) else "none"
