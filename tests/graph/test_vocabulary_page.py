"""The vocabulary's page is what the vocabulary says."""

from pathlib import Path

from openslate.graph.vocabulary import FIELDS
from openslate.graph.vocabulary_page import vocabulary_page

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "vocabulary.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == vocabulary_page()


def test_columns_and_terms_are_spelled_once() -> None:
    assert len({field.column for field in FIELDS}) == len(FIELDS)
    assert len({field.iri for field in FIELDS}) == len(FIELDS)
