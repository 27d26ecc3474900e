"""The guide to rules says what the code does."""

from pathlib import Path

import pytest

from openslate.rules import check_examples, parse_rulebook
from openslate.rules.effect import EFFECTS
from openslate.rules.fields import REQUEST_FIELDS

GUIDE = (Path(__file__).parents[2] / "docs/guide/rules.md").read_text()


@pytest.mark.parametrize("effect", EFFECTS)
def test_every_effect_has_a_heading(effect: str) -> None:
    assert f"\n### {effect}\n" in GUIDE


@pytest.mark.parametrize("name", [field.name for field in REQUEST_FIELDS])
def test_every_request_field_is_named(name: str) -> None:
    assert f"`{name}`" in GUIDE


def test_the_rulebook_in_the_guide_is_right() -> None:
    text = GUIDE.split("```yaml\n")[1].split("```")[0]
    assert check_examples(parse_rulebook(text, "guide.yaml")) == ()
