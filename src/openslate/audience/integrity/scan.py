"""Looks through all viewings for accounts and groups that a person should look at."""

import numpy as np
import polars as pl

from openslate.audience.integrity.account_scores import AccountScores, Progress, score_accounts
from openslate.audience.integrity.evidence import evidence_about
from openslate.audience.integrity.flags import Effect, Flag, Scan
from openslate.audience.integrity.groups import group_accounts
from openslate.audience.integrity.settings import IntegritySettings
from openslate.audience.integrity.viewings import IntArray, read_viewings
from openslate.common.ids import short_id

MOST_EFFECTS = 8


def scan_traffic(
    events: pl.DataFrame, settings: IntegritySettings, progress: Progress | None = None
) -> Scan:
    """Flags of the event frame (`read_viewings`), the clearest first; nothing is left out by it."""
    viewings = read_viewings(events, settings.same_viewing_hours)
    if not len(viewings):
        return Scan(0, 0, 0, (), ())
    scores = score_accounts(viewings, settings, progress)
    groups = group_accounts(scores.flagged, scores.pairs, scores.bursts, settings.false_discoveries)
    flags = (_flag(scores, group) for group in groups)
    return Scan(
        viewers=len(viewings.viewers),
        viewings=len(viewings),
        titles=len(viewings.titles),
        detectors=scores.detectors,
        flags=tuple(sorted(flags, key=lambda flag: (flag.p, -len(flag.viewers), flag.id))),
    )


def _flag(scores: AccountScores, accounts: IntArray) -> Flag:
    names = tuple(scores.viewings.viewers[account] for account in accounts)
    return Flag(
        id=short_id("g", *names),
        viewers=names,
        p=float(scores.p[accounts].min()),
        false_share=float(scores.false_share[accounts].min()),
        evidence=evidence_about(scores, accounts),
        effects=_effects(scores, accounts),
        viewings=int(scores.viewings.counts[accounts].sum()),
    )


def _effects(scores: AccountScores, accounts: IntArray) -> tuple[Effect, ...]:
    """The titles that would lose the largest share of their viewings, a few viewings at least."""
    viewings = scores.viewings
    own = np.concatenate([viewings.of(int(account)) for account in accounts])
    taken = np.bincount(viewings.title[own], minlength=len(viewings.titles))
    # Weighed so that a title with one viewing in all does not come first.
    weight = taken * taken / (viewings.of_title + 1.0)
    first = np.argsort(-weight, kind="stable")[:MOST_EFFECTS]
    return tuple(
        Effect(source, record, int(viewings.of_title[title]), int(taken[title]))
        for title, (source, record) in ((t, viewings.titles[t]) for t in first)
        if taken[title]
    )
