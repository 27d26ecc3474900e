"""Rings of puppets hidden in ordinary traffic: who finds them, and what is left after cleaning.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 scripts/bench integrity

Reads ml1m-dbpedia (SLATE_SHARED_DATA, else ../shared/data); without it only the made town is
measured, and the page says so. Takes about ten minutes on one core.
"""

import resource
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import process_time

import numpy as np
from sklearn.metrics import roc_auc_score

from openslate.audience.integrity.account_scores import AccountScores, score_accounts
from openslate.audience.integrity.settings import IntegritySettings
from openslate.testing.traffic import Ring, Rows
from tests.benchmarks.integrity_peers import outlier_scores
from tests.benchmarks.integrity_worlds import World, movielens, town, with_rings
from tests.benchmarks.report import markdown_table, write_page

KINDS: tuple[tuple[str, Ring, int, tuple[int, ...]], ...] = (
    ("40 in one ring, 10 titles, 5 minutes", Ring(), 1, (1, 2, 3)),
    ("jitter of 15 minutes", Ring(jitter=15), 1, (1,)),
    ("jitter of 30 minutes", Ring(jitter=30), 1, (1,)),
    ("4 rings of 10", Ring(size=10), 4, (1,)),
    ("8 rings of 5, 15 minutes", Ring(size=5, jitter=15), 8, (1,)),
    ("3 titles", Ring(targets=3), 1, (1,)),
    ("25 titles", Ring(targets=25), 1, (1,)),
    ("30 viewings each, 15 minutes", Ring(length=30, jitter=15), 1, (1,)),
)
OURS = "Slate"
ABOUT = """40 puppet accounts among genuine viewers. Of each puppet's viewings (about 80 unless
said) 70 % are drawn like an ordinary viewer's: session times of a genuine viewer moved by whole
days, and titles that others watched about then. The other 30 % are of the ring's titles at moments
that the ring has in common, give or take a jitter (standard deviation, in minutes); those moments
are drawn from the times of all viewings, so that a ring works when everybody is busy.

AUC ranks all accounts. *Puppets found* and *false flags* are what the scan flags at its own
threshold (1 % expected false discoveries); nothing is tuned here. Peers have no threshold, so the
last column says for everybody what share of the genuine viewers has to be looked at to see 95 % of
the puppets. Figures are means where there are several seeds.
"""
EFFECT = """## What is left of the puppets in the figures
After confirming the puppets that were flagged (a person confirms no genuine one): how far the
viewings of the pushed titles, together and the worst one, and their share of all viewings are from
those of the genuine viewers alone.
"""


@dataclass(frozen=True)
class Outcome:
    """One contender in one world."""

    auc: float
    asked: float
    found: float = 0.0
    false: float = 0.0


def main() -> None:
    """Print the page and write it to docs/evaluation/integrity.md."""
    real = movielens()
    parts = [ABOUT]
    if real is None:
        parts.append("MovieLens 1M was not at hand, so only the made town was measured.\n")
    else:
        parts += section("Hidden in MovieLens 1M, with its real times", lambda _seed: real)
    parts += section("Hidden in a made town: evenings, premieres, front pages", town)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    parts.append(f"Peak memory of the whole run: {peak:.1f} GB.")
    write_page("integrity", "Integrity of traffic", "\n\n".join(parts))


def section(title: str, rows_of: Callable[[int], Rows]) -> Iterator[str]:
    """One world: a table of who finds what, one of what is left, and how long it took."""
    rows, effects, taken = [], [], []
    for name, ring, rings, seeds in KINDS:
        outcomes: dict[str, list[Outcome]] = {}
        left = []
        for seed in seeds:
            world = with_rings(rows_of(seed), ring, rings, seed)
            began = process_time()
            scores = score_accounts(world.viewings, IntegritySettings())
            taken.append((len(world.viewings), process_time() - began))
            outcomes.setdefault(OURS, []).append(_ours(world, scores))
            for peer, score in outlier_scores(world.viewings, seed).items():
                outcomes.setdefault(peer, []).append(_outcome(world, score))
            left.append(effect(world, scores.flagged))
        rows += [_row(name, peer, told) for peer, told in outcomes.items()]
        effects.append((name, *(f"{value:.2%}" for value in np.mean(left, axis=0))))
        print(f"{title}: {name} done", flush=True)
    heads = ("puppets", "", "AUC", "puppets found", "false flags", "to look at for 95 %")
    yield f"## {title}\n{markdown_table(heads, rows)}"
    columns = ("puppets", "all raw", "all cleaned", "worst raw", "worst cleaned", "share cleaned")
    yield f"{EFFECT}\n{markdown_table(columns, effects)}"
    events, seconds = np.mean(taken, axis=0)
    yield f"A scan of {events:,.0f} viewings took {seconds:.0f} s of processor time on average."


def _ours(world: World, scores: AccountScores) -> Outcome:
    flagged = np.zeros(len(world.puppet), dtype=bool)
    flagged[scores.flagged] = True
    plain = _outcome(world, -np.log(scores.p))
    found, false = flagged[world.puppet].mean(), flagged[~world.puppet].mean()
    return Outcome(plain.auc, plain.asked, float(found), float(false))


def _outcome(world: World, score: np.ndarray) -> Outcome:
    auc = float(roc_auc_score(world.puppet, score))
    bar = np.quantile(score[world.puppet], 0.05)
    return Outcome(auc, float((score[~world.puppet] >= bar).mean()))


def _row(name: str, peer: str, told: list[Outcome]) -> tuple[str, ...]:
    auc, asked, found, false = np.mean([(o.auc, o.asked, o.found, o.false) for o in told], axis=0)
    ours = peer == OURS
    flags = (f"{found:.0%}", f"{false:.2%}") if ours else ("", "")
    return (name if ours else "", peer, f"{auc:.4f}", *flags, f"{asked:.2%}")


def effect(world: World, flagged: np.ndarray) -> tuple[float, ...]:
    """Relative errors of the pushed titles' figures: all raw and cleaned, worst, share cleaned."""
    viewings, targets = world.viewings, world.targets
    gone = np.zeros(len(world.puppet), dtype=bool)
    gone[flagged] = True
    gone &= world.puppet
    true, raw, cleaned = (
        np.bincount(viewings.title[keep], minlength=len(viewings.titles)).astype(float)
        for keep in (
            ~world.puppet[viewings.viewer],
            np.ones(len(viewings), dtype=bool),
            ~gone[viewings.viewer],
        )
    )
    worst = [float(np.max(np.abs(x / np.maximum(true, 1) - 1)[targets])) for x in (raw, cleaned)]
    total = [float(abs(x[targets].sum() / true[targets].sum() - 1)) for x in (raw, cleaned)]
    share = (cleaned[targets].sum() / cleaned.sum()) / (true[targets].sum() / true.sum()) - 1
    return total[0], total[1], worst[0], worst[1], abs(float(share))


if __name__ == "__main__":
    main()
