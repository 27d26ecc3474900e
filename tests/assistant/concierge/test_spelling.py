"""Misspelt words of the concierge put right: by what is likeliest, and by their neighbours."""

import pytest
from tests.assistant.concierge.conftest import NAMES

from openslate.assistant.concierge.lexicon import lexicon
from openslate.assistant.concierge.name_index import NameIndex
from openslate.assistant.concierge.spelling import Spelling
from openslate.assistant.concierge.words import words_of

RIGHT = {
    "comdies": "comedies",
    "wiht": "with",
    "simular to": "similar to",
    "sience fiction": "science fiction",
    "how lon is": "how long is",
    "directde": "directed",
    "hroror": "horror",
}


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    """Spelling over the eight films."""
    return Spelling(lexicon(), NameIndex(NAMES))


@pytest.mark.parametrize(("written", "meant"), RIGHT.items())
def test_a_misspelt_word_is_put_right(spelling: Spelling, written: str, meant: str) -> None:
    assert " ".join(word.plain for word in spelling.corrected(words_of(written))) == meant


@pytest.mark.parametrize("name", ["alien", "casino", "hanks", "dinosaurs", "france", "loving"])
def test_names_subjects_and_forms_of_words_are_left_alone(spelling: Spelling, name: str) -> None:
    (word,) = spelling.corrected(words_of(name))
    assert word.meant == ""
