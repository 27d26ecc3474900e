"""Peers run in a process of their own; the one here is ten lines long."""

from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sp

from openslate.common.errors import NotFoundError, SlateError
from openslate.recommend.evaluation.evaluate import quality_of
from openslate.recommend.evaluation.peers import worker
from openslate.recommend.evaluation.peers.interpreters import PYTHONS, python_with
from openslate.recommend.evaluation.peers.known_peers import PEERS, find_peers
from openslate.recommend.evaluation.peers.peer import Peer
from openslate.recommend.evaluation.peers.processes import HERE, PeerAbsentError, run_peer
from openslate.recommend.evaluation.ranking import NOTHING, ranked
from openslate.recommend.models.interactions import Interactions, interactions_of

POPULARITY = """
import numpy as np

def fit(matrix, settings):
    if settings["sign"] == 0:
        raise ValueError("the sign is neither here nor there")
    counts = settings["sign"] * np.bincount(matrix.indices, minlength=matrix.shape[1])
    return lambda rows: np.tile(counts, (len(rows), 1))
"""


@pytest.fixture
def known() -> Interactions:
    """Item 0 has three viewers, item 1 two, item 2 one, item 3 nobody."""
    return interactions_of(list("abcaba"), [0, 0, 0, 1, 1, 2], 4)


@pytest.fixture
def peer(tmp_path: Path) -> Peer:
    adapter = tmp_path / "popularity.py"
    adapter.write_text(POPULARITY, "utf-8")
    return Peer(
        "p", "A peer", "numpy", str(adapter.with_suffix("")), {"sign": 1}, {"sign": (1, -1)}
    )


def test_lists_of_every_choice_come_back(peer: Peer, known: Interactions) -> None:
    rows = np.array([2, 0])
    both = list(run_peer(peer, peer.choices(5), known, rows, 3))
    assert [lists.choice for lists in both] == [{"sign": 1}, {"sign": -1}]
    assert both[0].rankings.items.tolist() == [[1, 2, 3], [3, NOTHING, NOTHING]]
    assert both[1].rankings.items.tolist() == [[3, 2, 1], [3, NOTHING, NOTHING]]
    assert both[0].fit_seconds >= 0.0
    wanted = interactions_of(list("abc"), [3, 3, 1], 4)
    assert quality_of(both[0].rankings, wanted).ndcg.tolist() == [1.0, 1.0]


def test_what_a_peer_says_when_it_fails_is_told(peer: Peer, known: Interactions) -> None:
    with pytest.raises(SlateError, match=r"A peer failed: .*neither here nor there"):
        list(run_peer(peer, [{"sign": 0}], known, np.array([0]), 3))


def test_an_absent_peer_is_a_sentence(
    peer: Peer, known: Interactions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PYTHONS, "/nowhere/python")
    absent = Peer(peer.name, peer.label, "not_installed_anywhere", peer.adapter, {}, {})
    with pytest.raises(PeerAbsentError, match=r"not installed\. Run scripts/peers"):
        next(run_peer(absent, [{}], known, np.array([0]), 3))


def test_another_python_is_asked_when_this_one_has_it_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "python"
    other.write_text("#!/bin/sh\nexit 0\n")
    other.chmod(0o755)
    monkeypatch.setenv(PYTHONS, f"/nowhere/python:{other}")
    assert python_with("not_installed_anywhere_either") == str(other)


def test_the_worker_ranks_as_slate_does() -> None:
    random = np.random.default_rng(0)
    scores = random.integers(0, 4, size=(6, 9)).astype(float)
    matrix = sp.csr_matrix((random.random((6, 9)) < 0.3).astype(np.float32))
    lists = worker.lists_of(lambda rows: scores[rows], matrix, np.arange(6), 4)
    for row, found in enumerate(lists):
        expected = ranked(scores[row], matrix[[row]].indices, 4)
        assert found[found != NOTHING].tolist() == expected.tolist()


@pytest.mark.parametrize("peer", PEERS.values(), ids=lambda p: p.name)
def test_every_peer_has_an_adapter_and_enough_to_try(peer: Peer) -> None:
    assert (HERE / "adapters" / f"{peer.adapter}.py").exists()
    twelve = peer.choices(12)
    assert len(twelve) == len({str(sorted(choice.items())) for choice in twelve}) == 12
    assert twelve[0] == peer.start
    assert twelve[:3] == peer.choices(3)


def test_peers_are_found_by_name_and_by_package() -> None:
    assert [p.name for p in find_peers(["lenskit-ease", "implicit"])] == [
        "lenskit-ease", "implicit-als", "implicit-item-knn",
    ]  # fmt: skip
    assert find_peers(["all"]) == list(PEERS.values())
    with pytest.raises(NotFoundError, match="implicit-als"):
        find_peers(["implicit-al"])


@pytest.mark.parametrize("name", PEERS)
def test_the_real_peer_ranks_a_small_audience(name: str) -> None:
    """Two tastes that do not mix: whoever watched one side is shown the rest of that side."""
    peer = PEERS[name]
    if python_with(peer.module) is None:
        pytest.skip(f"{peer.module} is not installed: scripts/peers")
    random = np.random.default_rng(0)
    sides = [(f"v{v}", 20 * (v % 2) + i) for v in range(60) for i in random.permutation(20)[:12]]
    known = interactions_of([v for v, _ in sides], [item for _, item in sides], 40)
    rows = np.arange(60)
    lists = next(run_peer(peer, peer.choices(1), known, rows, 5)).rankings.items
    own = (known.matrix.tocsr()[:, 20:].getnnz(axis=1) > 0)[:, None] == (lists >= 20)
    assert own.mean() > 0.9
