"""A real Spark on this machine, and whether it solves what serving takes it to have solved."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from tests.recommend.models.examples import SPARK, skip_without_its_parts

from openslate.recommend.models.factors import FactorScorer
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.spark_als import points_from_parquet, solved


@pytest.fixture(scope="module", autouse=True)
def spark() -> None:
    skip_without_its_parts(SPARK)


@pytest.fixture
def parquet(tmp_path: Path, interactions: Interactions) -> str:
    """A folder of two files, as a cluster would write them."""
    for part in range(2):
        own = interactions.rows % 2 == part
        columns = {"viewer": interactions.rows[own], "item": interactions.matrix.indices[own]}
        viewings = pl.DataFrame(columns).with_columns(pl.all().cast(pl.Int32), watched=1.0)
        viewings.write_parquet(tmp_path / f"part-{part}.parquet")
    return str(tmp_path)


def test_a_history_finds_the_point_that_spark_gave_its_viewer(
    parquet: str, interactions: Interactions
):
    """So confidence and penalty mean the same to both, and nothing is lost on the way."""
    points = points_from_parquet(parquet, interactions.size, SPARK)
    assert (np.abs(points[:5]).sum(axis=1) > 0).all()
    assert not points[5:].any()
    scorer = FactorScorer(
        interactions.share, points.astype(np.float32), SPARK.confidence, 0.0,
        by_viewing=SPARK.regularization,
    )  # fmt: skip
    viewers = {row["id"]: row["features"] for row in solved(parquet, SPARK).userFactors.collect()}
    for row in range(len(interactions.viewers)):
        expected = points @ np.array(viewers[row])
        np.testing.assert_allclose(scorer.scores(interactions.row(row)), expected, atol=1e-4)
