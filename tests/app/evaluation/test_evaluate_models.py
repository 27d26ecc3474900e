"""An evaluation of the made town, from its viewings to the kept file."""

from pathlib import Path

import numpy as np
import pytest

from openslate.app.evaluation.evaluation import Evaluation
from openslate.app.evaluation.evaluation_room import EvaluationRoom
from openslate.app.evaluation.evaluation_settings import EvaluationSettings
from openslate.app.evaluation.figures import shown_segments
from openslate.app.evaluation.own_models import KINDS, LABELS, MODELS
from openslate.app.evaluation.plain_words import SAYS, normative_words, says
from openslate.app.evaluation.verdict import verdict
from openslate.common.errors import NotFoundError, SlateError
from openslate.recommend.choice.candidates import STARTS
from openslate.recommend.evaluation.intervals import Estimate
from openslate.recommend.evaluation.measures import MEASURES, NORMATIVE
from openslate.recommend.evaluation.segments import Segment
from openslate.testing.workspace import MadeWorkspace

RANDOM = EvaluationSettings(split="random", seeds=2, least_viewers=8)


@pytest.fixture(scope="module")
def made(town_workspace: MadeWorkspace, tmp_path_factory: pytest.TempPathFactory) -> MadeWorkspace:
    """The town once more, to keep evaluations in."""
    return town_workspace.copy(tmp_path_factory.mktemp("evaluated") / "workspace")


@pytest.fixture(scope="module")
def steps() -> list[tuple[str, str, int, int]]:
    return []


@pytest.fixture(scope="module")
def found(made: MadeWorkspace, steps: list[tuple[str, str, int, int]]) -> Evaluation:
    with made.open() as workspace:
        return EvaluationRoom(workspace).evaluate(RANDOM, lambda *step: steps.append(step))


def test_every_contender_is_measured_by_everything(found: Evaluation) -> None:
    assert {one.name for one in found.contenders} == {"popularity", "ease-plain", "serving"}
    for one in found.contenders:
        assert set(one.figures) == set(MEASURES), one.name
        ndcg = one.figures["ndcg"]
        assert 0.0 <= ndcg.low <= ndcg.value <= ndcg.high <= 1.0
        assert ndcg.n == found.viewers
        assert one.coverage.low <= one.coverage.value <= one.coverage.high
        assert {exposure.kind for exposure in one.exposures} == {"countries", "providers"}


def test_whatever_can_be_trained_can_be_measured_under_the_same_name() -> None:
    assert set(MODELS) == {"serving", "ease-plain", *STARTS}
    assert all(KINDS[name] is start for name, start in STARTS.items())
    assert set(LABELS) <= set(KINDS)


@pytest.mark.parametrize("name", ["edlae", "facts", "smooth", "ials"])
def test_kinds_that_only_training_offered_are_measured(
    town_workspace: MadeWorkspace, tmp_path: Path, name: str
) -> None:
    made = town_workspace.copy(tmp_path / "workspace")
    asked = RANDOM.model_copy(update={"models": (name,), "seeds": 1, "segments": ()})
    with made.open() as workspace:
        found = EvaluationRoom(workspace).evaluate(asked)
    assert {one.name for one in found.contenders} == {"popularity", name}


def test_the_best_is_first_and_leads_are_over_popularity(found: Evaluation) -> None:
    values = [one.figures["ndcg"].value for one in found.contenders]
    assert values == sorted(values, reverse=True)
    assert found.best[0] == found.contenders[0].name
    assert found.contenders[0].behind.value == 0.0
    popularity = found.contender("popularity")
    assert popularity.leads["ndcg"].value == 0.0
    for one in found.contenders:
        lead = one.figures["ndcg"].value - popularity.figures["ndcg"].value
        assert one.leads["ndcg"].value == pytest.approx(lead)


def test_shares_of_attention_and_of_viewings_add_up(found: Evaluation) -> None:
    for exposure in found.contenders[0].exposures:
        assert sum(group.watched for group in exposure.groups) == pytest.approx(1.0)
        assert sum(group.shown.value for group in exposure.groups) == pytest.approx(1.0)
        assert 0.0 <= exposure.displaced <= 1.0


def test_segments_count_their_viewers_and_small_ones_are_not_told(found: Evaluation) -> None:
    segments = found.contenders[0].segments
    assert {segment.kind for segment in segments} >= {"gender", "activity"}
    assert all(segment.n >= 8 for segment in segments)
    assert sum(s.n for s in segments if s.kind == "activity") == found.viewers
    assert found.small_segments > 0


def test_nothing_small_is_had_by_subtracting() -> None:
    sizes = {"a": 50, "b": 12, "c": 3, "d": 60}
    starts = np.cumsum([0, *sizes.values()])
    parts = zip(sizes, starts[:-1], starts[1:], strict=True)
    segments = [Segment("age", name, np.arange(low, high)) for name, low, high in parts]
    whole = np.ones(125, dtype=bool)
    assert [s.name for s in shown_segments(segments, whole, 3)[0]] == ["a", "b", "c", "d"]
    assert [s.name for s in shown_segments(segments, whole, 10)[0]] == ["a", "d"]
    assert [s.name for s in shown_segments(segments, whole, 15)[0]] == ["a", "d"]
    assert [s.name for s in shown_segments(segments, whole, 20)[0]] == ["d"]
    assert shown_segments(segments, whole, 70) == ([], 4)


def test_progress_tells_who_and_how_far(
    found: Evaluation, steps: list[tuple[str, str, int, int]]
) -> None:
    assert found.name
    assert steps[-1][1:] == ("measured", 6, 6)
    assert {label for label, *_ in steps} == {one.label for one in found.contenders}


def test_it_is_kept_under_a_name_made_from_its_content(
    made: MadeWorkspace, found: Evaluation
) -> None:
    with made.open() as workspace:
        room = EvaluationRoom(workspace)
        assert room.evaluation(found.name) == found
        assert room.evaluations() == (found,)
        with pytest.raises(NotFoundError, match="There is no evaluation 'e-none'"):
            room.evaluation("e-none")
        broken = Path(workspace.folder) / "evaluations" / "e-broken.json"
        broken.write_text("{", "utf-8")
        with pytest.raises(SlateError, match="cannot be read"):
            room.evaluations()
        broken.unlink()


def test_a_cut_in_time_tests_what_came_later(made: MadeWorkspace) -> None:
    asked = EvaluationSettings(models=("popularity",), segments=(), k=5)
    with made.open() as workspace:
        later = EvaluationRoom(workspace).evaluate(asked)
    assert later.viewers <= later.known_viewers
    assert later.contenders[0].segments == ()
    assert later.tested < later.viewings


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"models": ("eas",)}, "There is no model 'eas'"),
        ({"peers": ("implict",)}, "Did you mean 'implicit'"),
        ({"segments": ("genre",)}, "There are no segments by 'genre'"),
    ],
)
def test_a_wrong_name_is_one_sentence(
    made: MadeWorkspace, asked: dict[str, tuple[str, ...]], sentence: str
) -> None:
    with made.open() as workspace, pytest.raises(NotFoundError, match=sentence):
        EvaluationRoom(workspace).evaluate(EvaluationSettings(**asked))


def test_an_absent_peer_is_told_and_the_others_are_measured(
    made: MadeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "openslate.recommend.evaluation.peers.processes.python_with", lambda _: None
    )
    asked = EvaluationSettings(
        split="random", models=(), peers=("lenskit-ease",), budget=1, segments=()
    )
    with made.open() as workspace:
        found = EvaluationRoom(workspace).evaluate(asked)
    assert [one.name for one in found.contenders] == ["popularity"]
    assert (
        "LensKit EASE cannot be measured: the package lenskit is not installed" in found.absent[0]
    )


def test_words_follow_the_whole_interval(found: Evaluation) -> None:
    below, at, above = SAYS["variety"]
    assert says("variety", Estimate(0.2, 0.1, 0.3, 9)) == above
    assert says("variety", Estimate(-0.2, -0.3, -0.1, 9)) == below
    assert says("variety", Estimate(0.1, -0.1, 0.3, 9)) == at
    assert set(SAYS) == {measure.name for measure in NORMATIVE}
    assert set(normative_words(found.contenders[0])) == set(SAYS)


def test_the_verdict_names_all_that_cannot_be_told_apart(found: Evaluation) -> None:
    assert verdict(found).startswith(found.contenders[0].label)
    assert ("cannot be told" in verdict(found)) == (len(found.best) > 1)
