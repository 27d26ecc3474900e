"""The guide to the guard explains everything a file of norms may say, and its example is right."""

import pytest

from openslate.guard.fields import GUARD_FIELDS
from openslate.guard.norms.combining import combine
from openslate.guard.norms.norm import Norm, Stance
from openslate.guard.norms.norm_file import parse_norm_file
from openslate.guard.norms.reading import default_norms
from tests.repository import DOCS

TEXT = (DOCS / "guide" / "guard.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*GUARD_FIELDS, *Stance, *Norm.model_fields])
def test_a_word_of_norms_is_explained(name: str) -> None:
    assert f"`{name}`" in TEXT or f"{name}: " in TEXT


def test_the_example_is_right() -> None:
    example = TEXT.split("```yaml\n")[1].split("```")[0]
    book = combine([parse_norm_file(example, "guide.yaml")], default_norms())
    assert book.ancestors("our-festival") == ("commercial-influence", "editorial")
