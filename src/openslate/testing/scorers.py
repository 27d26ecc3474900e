"""What every scorer must do, written once.

Inherit `ScorerTests` and give it a fixture named `scorer`:

    class TestMyScorer(ScorerTests):
        @pytest.fixture
        def scorer(self):
            return MyScorer.fit(...)

A family that is fitted by its settings inherits `FamilyTests` instead, with fixtures `settings`,
`interactions` and `features`.
"""

import json

import numpy as np
import pytest
from pydantic import TypeAdapter

from openslate.common.errors import NotFoundError
from openslate.recommend.models.coded_scorer import CodedScorer
from openslate.recommend.models.families import SCORERS, fit_model
from openslate.recommend.models.family_settings import ModelSettings
from openslate.recommend.models.graph_features import GraphFeatures
from openslate.recommend.models.interactions import Interactions
from openslate.recommend.models.scorer import Scorer


class ScorerTests:
    """Inherit, with a fixture `scorer` over at least three items."""

    @pytest.fixture(params=[[], [0], [0, 1], [2, 0, 1]], ids=str)
    def history(self, request: pytest.FixtureRequest) -> list[int]:
        return list(request.param)

    def test_scores_every_item_with_a_finite_number(
        self, scorer: Scorer, history: list[int]
    ) -> None:
        scores = scorer.scores(history)
        assert scores.shape == (scorer.size,)
        assert scores.dtype == np.float32
        assert np.isfinite(scores).all()

    def test_base_and_contributions_make_the_score(
        self, scorer: Scorer, history: list[int]
    ) -> None:
        scores, base = scorer.scores(history), scorer.base(history)
        for item in range(scorer.size):
            amounts = [c.amount for c in scorer.contributions(history, item)]
            parts = [float(base[item]), *amounts]
            size = sum(map(abs, parts))
            assert abs(sum(parts) - float(scores[item])) <= 1e-5 * size + 1e-9

    def test_contributions_name_items_of_the_history_once(
        self, scorer: Scorer, history: list[int]
    ) -> None:
        named = [c.history_item for c in scorer.contributions(history, scorer.size - 1)]
        assert set(named) <= set(history)
        assert len(named) == len(set(named))

    def test_order_matters_just_to_those_that_say_so(self, scorer: Scorer) -> None:
        same = np.array_equal(scorer.scores([0, 1, 2]), scorer.scores([2, 1, 0]))
        assert same is not scorer.heeds_order

    def test_an_item_given_again_counts_at_its_last_place(self, scorer: Scorer) -> None:
        assert np.array_equal(scorer.scores([2, 0, 1, 2]), scorer.scores([0, 1, 2]))

    def test_many_histories_are_scored_like_each(self, scorer: Scorer) -> None:
        histories: list[list[int]] = [[0, 1], [], [2, 0, 1], [1, 1], list(range(scorer.size))]
        together = scorer.scores_of(histories)
        assert together.dtype == np.float32
        each = np.array([scorer.scores(history) for history in histories])
        np.testing.assert_allclose(together, each, rtol=1e-5, atol=1e-6)

    def test_no_histories_have_no_scores(self, scorer: Scorer) -> None:
        assert scorer.scores_of([]).shape == (0, scorer.size)

    def test_scoring_twice_gives_the_same_and_shares_no_memory(
        self, scorer: Scorer, history: list[int]
    ) -> None:
        first = scorer.scores(history)
        kept = first.copy()
        first[:] = -1.0
        assert np.array_equal(scorer.scores(history), kept)

    def test_an_item_that_does_not_exist_is_refused(self, scorer: Scorer) -> None:
        for wrong in (-1, scorer.size):
            with pytest.raises(NotFoundError):
                scorer.scores([wrong])
            with pytest.raises(NotFoundError):
                scorer.scores_of([[0], [wrong]])
            with pytest.raises(NotFoundError):
                scorer.contributions([0], wrong)


class FamilyTests(ScorerTests):
    """What every family must do besides: fit the same again, and go through a folder unchanged."""

    @pytest.fixture
    def scorer(
        self, interactions: Interactions, features: GraphFeatures, settings: ModelSettings
    ) -> CodedScorer:
        return fit_model(interactions, features, settings)

    def test_the_same_viewings_give_the_same_model(
        self,
        scorer: CodedScorer,
        interactions: Interactions,
        features: GraphFeatures,
        settings: ModelSettings,
    ) -> None:
        again = fit_model(interactions, features, settings).arrays()
        assert {name: array.tobytes() for name, array in again.items()} == {
            name: array.tobytes() for name, array in scorer.arrays().items()
        }

    def test_its_arrays_and_facts_are_all_of_it(self, scorer: CodedScorer) -> None:
        facts = json.loads(json.dumps(scorer.facts()))
        again = SCORERS[scorer.kind].from_arrays(scorer.arrays(), facts)
        for history in ([], [0], [2, 0, 1]):
            assert np.array_equal(again.scores(history), scorer.scores(history))
            assert again.contributions(history, 1) == scorer.contributions(history, 1)

    def test_its_items_may_be_numbered_in_another_order(self, scorer: CodedScorer) -> None:
        order = np.arange(scorer.size)[::-1]
        turned = scorer.among(order)
        for history in ([], [0], [2, 0, 1]):
            found = turned.scores([scorer.size - 1 - item for item in history])
            np.testing.assert_allclose(found, scorer.scores(history)[order], rtol=1e-4, atol=1e-5)

    def test_some_of_its_items_are_as_many(self, scorer: CodedScorer) -> None:
        some = scorer.among(np.array([0, 2]))
        assert some.size == 2
        assert some.scores([0]).shape == (2,)

    def test_its_arrays_need_no_pickling(self, scorer: CodedScorer) -> None:
        assert not any(array.dtype.hasobject for array in scorer.arrays().values())

    def test_its_settings_come_back_from_json(self, settings: ModelSettings) -> None:
        reader: TypeAdapter[ModelSettings] = TypeAdapter(ModelSettings)
        assert reader.validate_json(reader.dump_json(settings)) == settings
