"""The guide to rules explains everything a rulebook may say."""

import re

import pytest
from pydantic import BaseModel

from openslate.rules import Budget, Quota, Spacing, check_examples, parse_rulebook
from openslate.rules.effect import EFFECTS
from openslate.rules.fields import REQUEST_FIELDS
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


@pytest.mark.parametrize("name", [field.name for field in REQUEST_FIELDS])
def test_every_request_field_is_named(name: str) -> None:
    assert f"`{name}`" in GUIDE.read_text(encoding="utf-8")


@pytest.mark.parametrize("model", [Quota, Budget, Spacing])
def test_every_key_of_a_shape_is_explained(model: type[BaseModel]) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    for key in model.model_fields:
        assert f"`{key.replace('if_', 'if ')}`" in text, key


def test_the_rulebooks_in_the_guide_are_right() -> None:
    blocks = GUIDE.read_text(encoding="utf-8").split("```yaml\n")[1:]
    assert len(blocks) == 2
    for block in blocks:
        assert check_examples(parse_rulebook(block.split("```")[0], "guide.yaml")) == ()
