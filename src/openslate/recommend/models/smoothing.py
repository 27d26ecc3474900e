"""What viewers have in common at large: sparse histories smoothed by the main directions.

A linear model for sparse data, in the manner of Y. Shen et al., How Powerful is Graph
Convolution for Recommendation?, CIKM 2021 (GF-CF): a filter of the viewer-viewer kernel that
keeps its largest directions whole and shrinks the others by ridge regression.
"""

import numpy as np
import scipy.linalg
import scipy.sparse as sp

from openslate.recommend.models.family_settings import SmoothSettings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.linear_scorer import LinearScorer, LinearTerm
from openslate.recommend.models.matrices import dense, sparse
from openslate.recommend.models.precision import settled

Array = np.ndarray


def fit_smooth(
    interactions: Interactions,
    features: GraphFeatures,  # noqa: ARG001
    settings: SmoothSettings,
) -> LinearScorer:
    """Weights D N' f(N N') X L from normalised viewings N = X D, D = diag(viewings)^-item_norm.

    s f(s) = (1 + ridge) s / (s + ridge) for eigenvalues s over the second largest, plus `main`
    for the `directions` largest; L is popularity to the power of `lift`. Costs the cube of the
    viewers, and memory of their square.
    """
    viewings = np.maximum(interactions.viewings, 1).astype(np.float64)
    exact = interactions.matrix.astype(np.float64)
    normed = sp.csr_matrix(exact @ sp.diags(viewings**-settings.item_norm))
    filtered = settled(_filtered(dense(normed @ normed.T), settings))
    out = sparse(exact @ sp.diags((viewings / viewings.mean()) ** settings.lift))
    heard = sparse((exact @ sp.diags(viewings ** (-2.0 * settings.item_norm))).T)
    return LinearScorer(interactions.share, (LinearTerm(out, (heard, filtered)),))


def _filtered(kernel: Array, settings: SmoothSettings) -> Array:
    """f(s) / s of the kernel's eigenvalues, in its own directions; float64 [viewers, viewers]."""
    values, directions = scipy.linalg.eigh(kernel, driver="evd")
    relative = np.maximum(values, 0.0) / max(values[-2:].min(), 1e-12)
    kept = (1.0 + settings.ridge) / (relative + settings.ridge)
    main = slice(max(len(values) - settings.directions, 0), None)
    kept[main] += settings.main / np.maximum(relative[main], 1e-12)
    return np.asarray((directions * kept) @ directions.T)
