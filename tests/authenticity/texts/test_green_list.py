"""The mark in generated text, with a made-up model of forty words."""

import numpy as np
import pytest

from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.texts.green_list import GreenListMark, GreenListSettings
from openslate.common.errors import SlateError

WORDS = 400
KEY, OTHER = MarkKey(b"k" * 32), MarkKey(b"o" * 32)


def written(mark: GreenListMark | None, length: int, seed: int = 1) -> list[int]:
    """Tokens of a model whose words all have their own frequency, marked or not."""
    draw = np.random.default_rng(seed)
    logits = draw.normal(0, 1, WORDS)
    tokens = [0]
    while len(tokens) < length:
        raised = logits if mark is None else mark.biased(logits, tokens[-1])
        chances = np.exp(raised - raised.max())
        tokens.append(int(draw.choice(WORDS, p=chances / chances.sum())))
    return tokens


def test_a_marked_text_is_known_with_its_key_only() -> None:
    tokens = written(GreenListMark(KEY, WORDS), 200)
    assert GreenListMark(KEY, WORDS).count(tokens).p_value < 1e-12
    assert GreenListMark(OTHER, WORDS).count(tokens).p_value > 1e-3


def test_text_without_a_mark_has_honest_p_values() -> None:
    """Of 300 plain texts hardly more than the stated share looks so green."""
    mark = GreenListMark(KEY, WORDS)
    values = np.array([mark.count(written(None, 60, seed)).p_value for seed in range(300)])
    for level in (0.5, 0.1, 0.02):
        assert (values <= level).mean() <= level + 3 * np.sqrt(level / 300)


def test_saying_the_same_again_proves_nothing_more() -> None:
    mark = GreenListMark(KEY, WORDS)
    tokens = written(mark, 20)
    assert mark.count(tokens * 50).counted <= mark.count(tokens).counted + 1


def test_what_the_model_rules_out_stays_out() -> None:
    logits = np.full(WORDS, -np.inf)
    logits[3] = 0
    assert np.isneginf(GreenListMark(KEY, WORDS).biased(logits, 5)).sum() == WORDS - 1


def test_the_share_is_what_was_asked_for() -> None:
    mark = GreenListMark(KEY, WORDS, GreenListSettings(share=0.5))
    assert mark.green_after(7).sum() == WORDS // 2
    assert (mark.green_after(7) != mark.green_after(8)).any()


def test_too_little_to_count() -> None:
    assert GreenListMark(KEY, WORDS).count([4]).p_value == 1.0


@pytest.mark.parametrize("settings", [GreenListSettings(share=0.0), GreenListSettings(share=1.0)])
def test_a_share_of_nothing_or_everything_is_refused(settings: GreenListSettings) -> None:
    with pytest.raises(SlateError, match="between 0 and 1"):
        GreenListMark(KEY, WORDS, settings)
