"""The acceptance figure on real names: MovieLens against Wikidata, without any shared id."""

import pytest
from tests.benchmarks.bench_identity import (
    default_films,
    default_names,
    measure,
    read_films,
    read_names,
    resolved_links,
)

from openslate.catalogue.identity import ResolverSettings


@pytest.mark.real
def test_precision_and_recall_on_real_names() -> None:
    for path in (default_names(), default_films()):
        if not path.exists():
            pytest.skip(f"no {path.name}: set SLATE_SHARED_DATA and SLATE_DEMO_DATA")
    (names, truth), (films, ids) = read_names(default_names()), read_films(default_films())
    links, waiting = resolved_links(names, films, ResolverSettings())
    score = measure("ours", links, truth, ids, waiting, 0.0)
    assert score.right / score.linked >= 0.995
    assert score.right / score.wanted >= 0.985
    assert waiting < 60
