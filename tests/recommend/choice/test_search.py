"""The whole choice, on an audience of two tastes."""

import pytest
from tests.recommend.choice.conftest import DictMemory

from openslate.common.errors import SlateError
from openslate.recommend.choice import search
from openslate.recommend.choice.candidates import CANDIDATES
from openslate.recommend.choice.search import TooFewViewersError, choose, split_of, wanted
from openslate.recommend.models import als
from openslate.recommend.models.als import MissingPackageError
from openslate.recommend.models.graph_features import no_features
from openslate.recommend.models.interactions import Interactions, interactions_of

FEW = ("popularity", "knn", "ease", "sequence")


@pytest.fixture(autouse=True)
def few_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    few = tuple(candidate for candidate in CANDIDATES if candidate.name in FEW)
    monkeypatch.setattr(search, "CANDIDATES", few)


def test_something_better_than_popularity_is_kept(audience: Interactions):
    steps: list[tuple[int, int]] = []
    choice = choose(
        audience,
        no_features(audience.size),
        DictMemory(),
        None,
        lambda *step: steps.append(step),
    )
    report = choice.report
    names = [one.name for one in report.candidates if one.name != "blend"]
    assert names == list(FEW)
    assert report.kept in ("knn", "ease")
    kept = next(one for one in report.candidates if one.kept)
    assert kept.over_popularity.low > 0
    assert choice.settings.model_dump(mode="json") == kept.settings
    assert steps[0] == (0, 5)
    assert steps[-1] == (5, 5)


def test_what_was_interrupted_goes_on_where_it_was(audience: Interactions):
    facts = no_features(audience.size)
    whole = DictMemory()
    expected = choose(audience, facts, whole)
    stopped = DictMemory(stop_after=7)
    with pytest.raises(KeyboardInterrupt):
        choose(audience, facts, stopped)
    before = dict(stopped.kept)
    stopped.stop_after = None
    again = choose(audience, facts, stopped)
    assert len(before) == 7
    assert all(stopped.kept[key] is value for key, value in before.items())
    assert again.settings == expected.settings
    assert set(stopped.kept) == set(whole.kept)


def test_one_model_can_be_asked_for(audience: Interactions):
    choice = choose(audience, no_features(audience.size), DictMemory(), "knn")
    assert choice.report.kept == "knn"
    assert [one.name for one in choice.report.candidates] == ["popularity", "knn", "ease"]


def test_a_model_that_does_not_exist_is_one_clear_sentence():
    with pytest.raises(SlateError, match=r"no model called 'eas'. Choose from popularity, knn"):
        wanted("eas")


def test_without_times_sequences_are_left_out_and_said(audience: Interactions):
    untimed = Interactions(audience.viewers, audience.matrix)
    report = choose(untimed, no_features(audience.size), DictMemory()).report
    assert report.split == "random"
    assert "sequence needs to know when things were watched" in report.left_out
    with pytest.raises(SlateError, match="The model 'sequence' cannot be had: sequence needs"):
        choose(untimed, no_features(audience.size), DictMemory(), "sequence")


def test_where_few_come_back_after_a_cut_the_split_is_random(audience: Interactions):
    gone = Interactions(audience.viewers, audience.matrix, times=audience.rows * 1000)
    assert split_of(gone)[1] == "random"


def test_where_enough_come_back_the_split_is_by_time():
    viewers = [f"v{n}" for n in range(60) for _ in range(20)]
    items = [item for _ in range(60) for item in range(20)]
    found = interactions_of(viewers, items, 20, times=items)
    assert split_of(found)[1] == "time"


def test_with_too_few_viewers_nothing_is_compared():
    few = interactions_of(["a"] * 4 + ["b"] * 4, [*range(4), *range(4)], 4)
    with pytest.raises(TooFewViewersError, match=r"2 viewers watched enough .* 50 are needed"):
        choose(few, no_features(4), DictMemory())


def test_a_package_that_is_missing_is_said(audience: Interactions, monkeypatch: pytest.MonkeyPatch):
    def missing() -> None:
        raise MissingPackageError("implicit is not installed")

    monkeypatch.setattr(als, "_solver", missing)
    some = tuple(c for c in CANDIDATES if c.name in ("popularity", "ease", "als"))
    monkeypatch.setattr(search, "CANDIDATES", some)
    report = choose(audience, no_features(audience.size), DictMemory()).report
    assert "als was not tried: implicit is not installed" in report.left_out
