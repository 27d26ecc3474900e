"""Every family keeps the scorers' contract."""

import sys
from types import SimpleNamespace

import pytest
from tests.recommend.models.examples import ALS, EXAMPLES, SPARK, skip_without_its_parts

from openslate.common.errors import SlateError
from openslate.recommend.models.families import FAMILIES, fit_model
from openslate.recommend.models.family_settings import ModelSettings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.recommender import Recommender
from openslate.recommend.models.settings import RecommenderSettings
from openslate.recommend.models.spark_session import spark_session
from openslate.testing.scorers import FamilyTests, ScorerTests


@pytest.fixture(params=EXAMPLES, ids=lambda settings: settings.family)
def settings(request: pytest.FixtureRequest) -> ModelSettings:
    skip_without_its_parts(request.param)
    return request.param


class TestFamilies(FamilyTests):
    """On watched items alone."""


class TestRecommenderOfAnyFamily(ScorerTests):
    """On the whole catalogue, stand-ins for the rest."""

    @pytest.fixture
    def scorer(
        self, interactions: Interactions, features: GraphFeatures, settings: ModelSettings
    ) -> Recommender:
        return Recommender.fit(interactions, features, RecommenderSettings(model=settings))


def test_every_family_has_an_example():
    assert [settings.family for settings in EXAMPLES] == list(FAMILIES)


def test_spark_without_its_package_or_java_is_one_clear_sentence(
    interactions: Interactions, features: GraphFeatures, monkeypatch: pytest.MonkeyPatch
):
    spark_session.cache_clear()
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(SlateError, match=r"not installed. Install openslate\[spark\]"):
        fit_model(interactions, features, SPARK)
    monkeypatch.setitem(sys.modules, "pyspark.sql", SimpleNamespace(SparkSession=None))
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(SlateError, match="need Java 17 or later, which is not installed"):
        fit_model(interactions, features, SPARK)


def test_als_without_its_package_is_one_clear_sentence(
    interactions: Interactions, features: GraphFeatures, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(sys.modules, "implicit.cpu.als", None)
    with pytest.raises(SlateError, match=r"not installed. Install openslate\[als\]"):
        fit_model(interactions, features, ALS)
