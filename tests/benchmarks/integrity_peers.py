"""What people would otherwise use: outliers among hand-made features, and plain co-occurrence."""

import numpy as np
from sklearn.ensemble import IsolationForest
from sklearn.neighbors import LocalOutlierFactor
from sklearn.preprocessing import StandardScaler

from openslate.audience.integrity.coincidences import count_coincidences
from openslate.audience.integrity.viewings import HOUR, Viewings

MINUTES = 15


def features(viewings: Viewings) -> np.ndarray:
    """The usual figures of an account [viewers, 11], those that are heavy-tailed as logarithms."""
    order = viewings.by_viewer
    second = viewings.second[order]
    popular = np.log(viewings.of_title[viewings.title[order]])
    rows = []
    for account in range(len(viewings.viewers)):
        part = slice(viewings.starts[account], viewings.starts[account + 1])
        times = second[part]
        gaps = np.log1p(np.diff(times)) if len(times) > 1 else np.zeros(1)
        hour = times % (24 * HOUR) // HOUR
        days = np.unique(times // (24 * HOUR))
        most = np.bincount((times - times[0]) // HOUR).max() if len(times) else 0
        rows.append(
            (
                np.log(len(times)),
                np.log1p(times[-1] - times[0]),
                np.log(len(days)),
                np.log(len(times) / len(days)),
                np.log1p(most),
                gaps.mean(),
                gaps.std(),
                np.median(gaps),
                ((hour >= 1) & (hour < 6)).mean(),
                popular[part].mean(),
                popular[part].std(),
            )
        )
    return np.asarray(StandardScaler().fit_transform(np.array(rows)))


def outlier_scores(viewings: Viewings, seed: int) -> dict[str, np.ndarray]:
    """Higher is odder, by peer."""
    told = features(viewings)
    forest = IsolationForest(n_estimators=300, random_state=seed, n_jobs=1).fit(told)
    local = LocalOutlierFactor(n_neighbors=35)
    local.fit(told)
    return {
        "Isolation Forest": -forest.score_samples(told),
        "Local Outlier Factor": -local.negative_outlier_factor_,
        "co-occurrence without a null": co_occurrence(viewings),
    }


def co_occurrence(viewings: Viewings) -> np.ndarray:
    """How often each account coincided with the one it coincides with most."""
    found = count_coincidences(viewings, 60 * MINUTES, widest=256, most_pairs=20_000_000)
    most = np.zeros(len(viewings.viewers))
    for side in (0, 1):
        np.maximum.at(most, found.pairs[:, side], found.count)
    return most
