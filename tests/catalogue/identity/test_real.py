"""The acceptance figure on real names: MovieLens against Wikidata, without any shared id."""

import pytest
from tests.benchmarks.bench_identity import default_films, default_names, quality, resolved_links
from tests.benchmarks.identity_films import read_both


@pytest.mark.real
def test_precision_and_recall_on_real_names() -> None:
    for path in (default_names(), default_films()):
        if not path.exists():
            pytest.skip(f"no {path.name}: set SLATE_SHARED_DATA and SLATE_DEMO_DATA")
    both = read_both(default_names(), default_films())
    found = resolved_links(both)
    precision, recall = quality(found, both)
    assert precision >= 0.995
    assert recall >= 0.985
    assert found[1] < 60
