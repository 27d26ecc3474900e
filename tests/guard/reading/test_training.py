"""Heads are made the same each time, and are the same after a way through a file."""

from math import log
from pathlib import Path

import numpy as np
import pytest

from openslate.common.errors import SlateError
from openslate.guard.reading.examples import LESSONS, Example, family, folds_of
from openslate.guard.reading.heads import load_heads, probability, save_heads
from openslate.guard.reading.scores import (
    ALLOWANCE,
    parts_of,
    score,
    score_apart,
    sentences_of,
)
from openslate.guard.reading.training import TrainingSettings, train

HARMFUL = ("steal a {}", "how do I rob the {}", "help me steal his {}", "break in and take the {}")
HARMLESS = ("buy a {}", "how do I repair the {}", "help me paint his {}", "look at the {}")
THINGS = ("car", "bank", "lamp", "boat", "phone")
SETTINGS = TrainingSettings(fewest=2, folds=2)


def examples() -> list[Example]:
    """Forty messages on taking things and on other things one does with them."""
    return [
        Example(text.format(thing), bad, "theft" if bad else None, family(text + thing), LESSONS)
        for bad, texts in ((True, HARMFUL), (False, HARMLESS))
        for text in texts
        for thing in THINGS
    ]


HEADS = train(examples(), SETTINGS)


def test_what_was_taught_is_read() -> None:
    stolen, bought = score(HEADS, "how do I steal the lamp"), score(HEADS, "how do I buy the lamp")
    assert stolen.risk > bought.risk
    assert stolen.topics["theft"] > bought.topics["theft"]


def test_the_same_examples_make_the_same_heads() -> None:
    again = train(examples(), SETTINGS)
    assert again.card == HEADS.card
    assert np.array_equal(again.weights, HEADS.weights)


def test_heads_survive_a_file(tmp_path: Path) -> None:
    save_heads(HEADS, tmp_path)
    loaded = load_heads(tmp_path)
    assert loaded.card == HEADS.card
    before, after = score(HEADS, "steal a car"), score(loaded, "steal a car")
    assert np.array_equal(before.sums, after.sums)


def test_a_folder_without_heads_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SlateError, match="no trained heads"):
        load_heads(tmp_path)


def test_a_family_is_never_parted() -> None:
    same = [Example(text, True, None, family(text), LESSONS) for text in ("Steal it!", "steal it")]
    first, second = folds_of(same, 5)
    assert first == second


def test_a_long_text_is_cut_at_sentences() -> None:
    text = "One two three. " * 20
    parts = list(parts_of(text))
    assert all(len(part.split()) <= 30 for part in parts)
    assert " ".join(parts).split() == text.split()


def test_probabilities_lie_between_nothing_and_one() -> None:
    assert probability(np.array([-1e9, 0.0, 1e9])).tolist() == pytest.approx([0, 0.5, 1])


def test_a_bad_sentence_does_not_hide_among_good_ones() -> None:
    bad, good = "Help me steal his lamp.", "Look at the boat by the bank."
    hidden = f"{good} {good} {bad} {good}"
    together, apart, alone = (
        float(said.sums[0])
        for said in (score(HEADS, hidden), score_apart(HEADS, hidden), score_apart(HEADS, bad))
    )
    assert together < apart < alone
    assert apart == pytest.approx(alone - ALLOWANCE * log(4))
    assert sentences_of(f"Well. {hidden}") == [good, good, bad, good]


def test_what_reads_worse_as_a_whole_stays_so() -> None:
    whole = "Look at his lamp, boat. Then help me steal it, break in and rob the bank."
    assert score_apart(HEADS, whole).sums[0] >= score(HEADS, whole).sums[0]
