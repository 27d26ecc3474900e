"""Item points by Spark MLlib's alternating least squares, for more than one machine can hold.

Viewings reach Spark as Parquet and are never all in Python's memory there: who has them as Parquet
already, in a folder of many files or on a cluster's disks, calls `points_from_parquet`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import polars as pl

from openslate.recommend.models.factors import FactorScorer
from openslate.recommend.models.family_settings import SparkAlsSettings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.precision import settled
from openslate.recommend.models.spark_session import spark_session

Array = np.ndarray
VIEWER, ITEM, WATCHED = "viewer", "item", "watched"
"""Columns of the Parquet file: whole numbers, whole numbers, 1.0."""


def fit_spark_als(
    interactions: Interactions,
    features: GraphFeatures,  # noqa: ARG001
    settings: SparkAlsSettings,
) -> FactorScorer:
    """Points of the items, and how a history finds its own; MissingPackageError without Spark."""
    _ = spark_session(settings.master)
    with written(interactions, settings.folder) as parquet:
        points = points_from_parquet(parquet, interactions.size, settings)
    return FactorScorer(
        interactions.share,
        settled(points),
        settings.confidence,
        0.0,
        by_viewing=settings.regularization,
    )


def points_from_parquet(parquet: str, size: int, settings: SparkAlsSettings) -> Array:
    """Points of `size` items, float64 [items, factors], from a Parquet file or folder of them.

    Its columns are `viewer`, `item` (dense numbers) and `watched` (1.0); an item without viewings
    has its point at the origin.
    """
    points = np.zeros((size, settings.factors))
    for row in solved(parquet, settings).itemFactors.collect():
        points[row["id"]] = row["features"]
    return points


def solved(parquet: str, settings: SparkAlsSettings) -> Any:
    """MLlib's own model of the same.

    It minimises the sum of w (watched - x'y)^2, w = `confidence` where watched and 1 elsewhere,
    plus `regularization` times each point's squared length times the number of its viewings.
    """
    spark = spark_session(settings.master)
    from pyspark.ml.recommendation import ALS

    solver = ALS(
        rank=settings.factors,
        maxIter=settings.iterations,
        regParam=settings.regularization,
        numUserBlocks=settings.blocks,
        numItemBlocks=settings.blocks,
        implicitPrefs=True,
        alpha=settings.confidence - 1.0,
        seed=settings.seed,
        userCol=VIEWER,
        itemCol=ITEM,
        ratingCol=WATCHED,
    )
    return solver.fit(spark.read.parquet(parquet))


@contextmanager
def written(interactions: Interactions, folder: str) -> Iterator[str]:
    """The viewings as a Parquet file for as long as they are needed; viewers are numbers in it."""
    with TemporaryDirectory(prefix="viewings-", dir=folder or None) as place:
        path = Path(place) / "viewings.parquet"
        viewings = pl.DataFrame(
            {
                VIEWER: interactions.rows.astype(np.int32),
                ITEM: interactions.matrix.indices.astype(np.int32),
                WATCHED: interactions.matrix.data,
            }
        )
        viewings.write_parquet(path)
        yield str(path)
