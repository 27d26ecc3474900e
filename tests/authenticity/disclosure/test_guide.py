"""The guide to disclosure shows what works and names everything that can be read or set."""

import pytest
from tests.repository import DOCS

from openslate.authenticity.disclosure.facts import DISCLOSURE_FIELDS
from openslate.authenticity.disclosure.obligations import parse_obligations
from openslate.rules.examples import check_examples
from openslate.rules.reading import parse_rulebook

GUIDE = (DOCS / "guide" / "disclosure.md").read_text(encoding="utf-8")
BLOCKS = [block.split("```")[0] for block in GUIDE.split("```yaml\n")[1:]]


def test_the_files_in_it_are_right() -> None:
    rules, obligations = BLOCKS
    assert check_examples(parse_rulebook(rules, "guide.yaml", DISCLOSURE_FIELDS)) == ()
    assert [one.id for one in parse_obligations(obligations, "guide.yaml")] == ["broadcaster-code"]


@pytest.mark.parametrize("name", DISCLOSURE_FIELDS)
def test_every_field_is_named(name: str) -> None:
    assert f"`{name}`" in GUIDE
