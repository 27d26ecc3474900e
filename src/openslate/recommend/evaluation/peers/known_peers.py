"""The peers that can be measured beside Slate's own models."""

from collections.abc import Sequence

from openslate.common.errors import NotFoundError
from openslate.common.text import nearest
from openslate.recommend.evaluation.peers.peer import Peer

RIDGE = (50.0, 100.0, 150.0, 200.0, 300.0, 400.0, 500.0, 700.0, 1000.0, 1500.0, 2500.0, 5000.0)
NEIGHBOURS = (10, 20, 35, 50, 75, 100, 150, 200, 300, 400, 600, 800)

IMPLICIT = (
    Peer(
        "implicit-als", "implicit ALS", "implicit", "implicit_als",
        {"factors": 64, "regularization": 10.0, "alpha": 2.0, "iterations": 15},
        {"factors": (32, 64, 128), "regularization": (0.1, 1.0, 5.0, 10.0, 20.0, 40.0),
         "alpha": (1.0, 2.0, 4.0, 10.0)},
    ),
    Peer(
        "implicit-item-knn", "implicit item kNN", "implicit", "implicit_item_knn",
        {"similarity": "cosine", "K": 100},
        {"similarity": ("cosine", "tfidf", "bm25"), "K": (20, 50, 100, 200, 400)},
    ),
)  # fmt: skip
LENSKIT = (
    Peer(
        "lenskit-ease", "LensKit EASE", "lenskit", "lenskit_models",
        {"model": "ease", "regularization": 500.0}, {"regularization": RIDGE},
    ),
    Peer(
        "lenskit-als", "LensKit implicit ALS", "lenskit", "lenskit_models",
        {"model": "als", "embedding_size": 64, "regularization": 0.1, "weight": 40.0},
        {"embedding_size": (32, 64, 128), "regularization": (0.01, 0.1, 1.0, 10.0),
         "weight": (5.0, 10.0, 20.0, 40.0)},
    ),
    Peer(
        "lenskit-item-knn", "LensKit item kNN", "lenskit", "lenskit_models",
        {"model": "item_knn", "feedback": "implicit", "max_nbrs": 50},
        {"max_nbrs": NEIGHBOURS},
    ),
)  # fmt: skip
RECTOOLS = (
    Peer(
        "rectools-ease", "RecTools EASE", "rectools", "rectools_models",
        {"model": "ease", "regularization": 500.0}, {"regularization": RIDGE},
    ),
    Peer(
        "rectools-als", "RecTools with implicit ALS", "rectools", "rectools_models",
        {"model": "als", "factors": 64, "regularization": 10.0, "alpha": 2.0, "iterations": 15},
        {"factors": (32, 64, 128), "regularization": (0.1, 1.0, 5.0, 10.0, 20.0, 40.0),
         "alpha": (1.0, 2.0, 4.0, 10.0)},
    ),
    Peer(
        "rectools-item-knn", "RecTools with implicit item kNN", "rectools", "rectools_models",
        {"model": "item_knn", "K": 100}, {"K": NEIGHBOURS},
    ),
    Peer(
        "rectools-svd", "RecTools PureSVD", "rectools", "rectools_models",
        {"model": "pure_svd", "factors": 64},
        {"factors": (8, 16, 24, 32, 48, 64, 96, 128, 160, 192, 256, 384)},
    ),
)  # fmt: skip
IRSPACK = (
    Peer(
        "irspack-slim", "irspack SLIM", "irspack", "irspack_models",
        {"model": "SLIM", "alpha": 0.01, "l1_ratio": 0.02},
        {"alpha": (0.001, 0.003, 0.01, 0.03, 0.1), "l1_ratio": (0.002, 0.01, 0.02, 0.05, 0.1)},
    ),
    Peer(
        "irspack-edlae", "irspack EDLAE", "irspack", "irspack_models",
        {"model": "EDLAE", "reg": 200.0, "dropout_p": 0.3},
        {"reg": (50.0, 100.0, 200.0, 400.0, 800.0), "dropout_p": (0.1, 0.2, 0.3, 0.5)},
    ),
    Peer(
        "irspack-dense-slim", "irspack dense SLIM (EASE)", "irspack", "irspack_models",
        {"model": "DenseSLIM", "reg": 500.0}, {"reg": RIDGE},
    ),
    Peer(
        "irspack-rp3beta", "irspack RP3beta", "irspack", "irspack_models",
        {"model": "RP3beta", "alpha": 1.0, "beta": 0.6, "top_k": 200},
        {"alpha": (0.7, 1.0, 1.3), "beta": (0.2, 0.4, 0.6, 0.8), "top_k": (50, 100, 200, 400)},
    ),
    Peer(
        "irspack-p3alpha", "irspack P3alpha", "irspack", "irspack_models",
        {"model": "P3alpha", "alpha": 1.0, "top_k": 200},
        {"alpha": (0.5, 0.7, 1.0, 1.3), "top_k": (50, 100, 200, 400)},
    ),
    Peer(
        "irspack-ials", "irspack iALS", "irspack", "irspack_models",
        {"model": "IALS", "n_components": 64, "alpha0": 0.1, "reg": 0.003},
        {"n_components": (32, 64, 128), "alpha0": (0.03, 0.1, 0.3, 1.0),
         "reg": (0.001, 0.003, 0.01, 0.03)},
    ),
)  # fmt: skip
PEERS = {peer.name: peer for peer in (*IMPLICIT, *LENSKIT, *RECTOOLS, *IRSPACK)}
"""By name; names begin with that of the package."""


def find_peers(named: Sequence[str]) -> list[Peer]:
    """Peers by name, or all of a package by its name, or 'all'; raises NotFoundError."""
    found: dict[str, Peer] = {}
    for name in named:
        some = [p for p in PEERS.values() if name in ("all", p.name, p.module)]
        if not some:
            meant = nearest(name, [*PEERS, *{p.module for p in PEERS.values()}])
            raise NotFoundError(
                f"There is no peer {name!r}", do=f"Did you mean {meant!r}?" if meant else None
            )
        found |= {peer.name: peer for peer in some}
    return list(found.values())
