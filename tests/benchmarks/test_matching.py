"""How matching is measured: qualities, thresholds, samples, by hand."""

import zipfile
from pathlib import Path

import polars as pl
import pytest

from openslate.common.errors import SlateError
from openslate.common.ids import hash_file
from tests.benchmarks.matching_clusters import Cluster
from tests.benchmarks.matching_sample import (
    Looked,
    draw,
    precision,
    read_sample,
    stratum,
    write_sample,
)
from tests.benchmarks.matching_sets import Package, fetch, names_only
from tests.benchmarks.matching_task import Quality, Scored, Task, mean_cells, quality

NOBODY = pl.DataFrame({"record": [], "name": []})
TRUTH = frozenset((("a", "1"), ("b", "2"), ("c", "3"), ("d", "4")))
TASK = Task("letters", NOBODY, NOBODY, TRUTH)
SCORED = Scored(
    [("a", "1", 0.9), ("a", "2", 0.8), ("b", "2", 0.8), ("c", "4", 0.5), ("d", "4", 0.4)]
)


def test_quality_counts_a_pair_once() -> None:
    found = quality([("a", "1"), ("a", "1"), ("b", "2"), ("b", "3")], TASK)
    assert found == Quality(found=3, right=2, wanted=4)
    assert found.cells == ("0.6667", "0.5000", "0.5714")
    assert mean_cells([found, Quality(1, 1, 1)]) == ("0.8333", "0.7500", "0.7857")


def test_pairs_without_a_label_count_neither_way() -> None:
    task = Task("some", NOBODY, NOBODY, TRUTH, judged=TRUTH | {("a", "2")})
    assert quality([("a", "1"), ("a", "2"), ("x", "9")], task) == Quality(2, 1, 4)
    best = Scored([("x", "9", 0.95), *SCORED.pairs]).best_threshold(task)
    assert best == (0.4, Quality(4, 3, 4))


def test_the_surest_pair_of_each_record_stays() -> None:
    assert SCORED.best(one_to_one=True).pairs == [("a", "1", 0.9), ("b", "2", 0.8), ("c", "4", 0.5)]
    many = SCORED.best(one_to_one=False).pairs
    assert many == [("a", "1", 0.9), ("a", "2", 0.8), ("c", "4", 0.5)]


def test_the_best_threshold_never_parts_pairs_that_are_as_sure() -> None:
    assert SCORED.best_threshold(TASK) == (0.4, Quality(5, 3, 4))
    assert SCORED.at(0.8) == [("a", "1"), ("a", "2"), ("b", "2")]


def clusters(count: int, sources: int, weakest: float) -> list[Cluster]:
    return [
        Cluster(tuple((f"s{s}", f"{weakest}-{i}") for s in range(sources)), weakest)
        for i in range(count)
    ]


def test_a_verdict_stays_while_the_cluster_stays(tmp_path: Path) -> None:
    all_clusters = clusters(90, 2, 0.99) + clusters(5, 3, 0.5) + clusters(4, 1, 0.9)
    sample = draw(all_clusters)
    assert [looked.stratum for looked in sample].count("two sources") == 70
    assert len(sample) == 75
    said = [Looked(one.stratum, one.cluster, "right", "same cast") for one in sample]
    write_sample(said, tmp_path / "sample.csv")
    again = draw(all_clusters[3:], read_sample(tmp_path / "sample.csv"))
    assert 72 <= sum(one.verdict == "right" for one in again) <= 75
    assert stratum(all_clusters[-5]) == "three sources, doubtful"


def test_precision_weighs_kinds_by_how_many_clusters_they_have() -> None:
    all_clusters = clusters(60, 2, 0.99) + clusters(20, 3, 0.5)
    sample = [
        *(Looked("two sources", f"a{i}", "right") for i in range(4)),
        Looked("three sources, doubtful", "b1", "right"),
        Looked("three sources, doubtful", "b2", "wrong"),
        Looked("three sources, doubtful", "b3", "undecidable"),
    ]
    sample.append(Looked("three sources, doubtful", "b4"))
    found = precision(sample, all_clusters)
    assert found.value == pytest.approx(0.75 * 1 + 0.25 * 0.5)
    assert found.least == pytest.approx(0.75 * 1 + 0.25 / 3)
    seen = 0.75**2 * (5 / 6 * 1 / 6) / 4 + 0.25**2 * (1 / 2 * 1 / 2) / 2
    assert found.error == pytest.approx(seen**0.5)
    assert (found.looked, found.undecided, found.unread) == (7, 1, 1)


def test_a_kind_that_nobody_looked_at_is_told() -> None:
    with pytest.raises(ValueError, match="no cluster of 'two sources' has a verdict"):
        precision([Looked("two sources", "c")], clusters(1, 2, 0.99))


def test_the_committed_sample_has_two_hundred_verdicts() -> None:
    sample = read_sample()
    assert len(sample) == len({looked.cluster for looked in sample}) == 200
    assert {looked.verdict for looked in sample} <= {"right", "wrong", "undecidable"}
    assert all(looked.note for looked in sample if looked.verdict != "right")


def test_a_set_of_names_is_read_from_its_wheel(tmp_path: Path) -> None:
    path = tmp_path / "names.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for part, rows in (
            ("left", "id,title\n7,Portlandia (statue)\n8,Bear\n"),
            ("right", "id,title\n0,Portlandia\n"),
            ("gt", "id_l,title_l,id_r,title_r\n7,Portlandia (statue),0,Portlandia\n"),
        ):
            wheel.writestr(f"autofj/benchmark/Artwork/{part}.csv", rows)
        wheel.writestr("autofj/benchmark/.DS_Store", "")
    task = names_only(path)["Artwork"]
    assert task.left.rows() == [("7", "Portlandia (statue)"), ("8", "Bear")]
    assert task.right.rows() == [("0", "Portlandia")]
    assert task.truth == {("7", "0")}
    assert not task.one_to_one


def test_another_file_than_the_one_measured_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.whl"
    path.write_bytes(b"other")
    right = Package("x==1", path.name, hash_file(path), ())
    assert fetch(right, tmp_path) == path
    with pytest.raises(SlateError, match="Its SHA-256 is not 00"):
        fetch(Package("x==1", path.name, "00", ()), tmp_path)
