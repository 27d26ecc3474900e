"""The guide to rules explains everything a rulebook may say."""

import re

import pytest

from openslate.rules.effect import EFFECTS
from tests.repository import DOCS

GUIDE = DOCS / "guide" / "rules.md"


@pytest.mark.parametrize("effect", EFFECTS)
def test_an_effect_is_explained_and_shown(effect: str) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert f"`{effect}`" in text, "explain it"
    assert re.search(rf"then: *(\{{ *)?{effect}\b", text), "show it in an example"


@pytest.mark.parametrize("term", ["unless", "if unknown", "quotas", "pins", "examples", "expires"])
def test_a_part_of_the_rulebook_is_explained(term: str) -> None:
    assert term in GUIDE.read_text(encoding="utf-8").lower()
