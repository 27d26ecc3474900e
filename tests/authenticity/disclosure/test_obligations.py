"""Obligations are data that can be checked: sources, dates, and what is not sure about them."""

from datetime import date
from pathlib import Path

import pytest
from tests.repository import DOCS, SOURCE

from openslate.authenticity.disclosure.layers import Layer
from openslate.authenticity.disclosure.obligations import (
    Obligation,
    Role,
    parse_obligations,
    read_obligations,
    shipped_obligations,
)
from openslate.common.errors import SlateError

SHIPPED = {one.id: one for one in shipped_obligations()}
ENTRY = """
- id: {id}
  title: Ours
  jurisdiction: this organisation
  binds: [publisher]
  status: house rule
  source: Minutes of the editors
  read_on: 2026-11-30
  certainty: certain
  asks: [{asks}]
"""


def own(id_: str = "ours", asks: str = "label", more: str = "") -> str:
    return "obligations:" + ENTRY.format(id=id_, asks=asks) + more


@pytest.mark.parametrize("one", SHIPPED.values(), ids=SHIPPED)
def test_an_entry_says_where_it_stands_and_what_is_not_sure(one: Obligation) -> None:
    assert one.source.endswith(".") or "workspace" in one.source
    assert one.read_on <= date(2026, 11, 30)
    assert one.doubt or one.certainty == "certain"
    assert one.applies_from or one.status == "house rule"
    assert len(set(one.asks)) == len(one.asks)


def test_the_laws_that_are_known() -> None:
    starts = {name: one.applies_from for name, one in SHIPPED.items()}
    assert starts["eu-ai-act-50-2"] == starts["us-ca-sb-942-latent"] == date(2026, 8, 2)
    assert starts["us-ca-ab-853-platforms"] == date(2027, 1, 1)
    assert SHIPPED["eu-ai-act-50-2"].binds == (Role.PROVIDER,)
    assert SHIPPED["eu-ai-act-50-4-deep-fake"].asks == (Layer.LABEL,)
    assert set(SHIPPED["house"].asks) == set(Layer)
    assert SHIPPED["eu-code-of-practice-deployers"].status == "voluntary"


def test_what_is_asked_for_is_never_called_by_a_bigger_word() -> None:
    files = [
        *(SOURCE / "authenticity" / "disclosure").iterdir(),
        *(SOURCE / "app" / "authenticity").glob("*.py"),
        *(SOURCE / "cli" / name for name in ("disclose.py", "publish.py", "facts_options.py")),
        DOCS / "guide" / "disclosure.md",
    ]
    word = "compli" + "an"
    assert [f.name for f in files if f.is_file() and word in f.read_text().lower()] == []


def test_own_obligations_come_beside_and_replace_those_of_their_id(tmp_path: Path) -> None:
    path = tmp_path / "obligations.yaml"
    assert [one.id for one in read_obligations(path)] == list(SHIPPED)
    path.write_text(own() + ENTRY.format(id="house", asks="mark"))
    found = {one.id: one for one in read_obligations(path)}
    assert list(found) == [*SHIPPED, "ours"]
    assert found["house"].asks == (Layer.MARK,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("obligations: [", "not valid YAML"),
        (own(asks="shout"), "obligations.0.asks.0"),
        (own() + ENTRY.format(id="ours", asks="label"), "two obligations 'ours'"),
        (own(more="  about: {source_types: [digitlCapture]}\n"), "no digital source type"),
        (own(more="  about: {circumstances: {rainy: true}}\n"), "circumstances"),
        (own().replace("certainty: certain", "certainty: check with counsel"), "'doubt'"),
        (own().replace("  source: Minutes of the editors\n", ""), "source"),
    ],
)
def test_what_is_wrong_is_one_sentence(text: str, said: str) -> None:
    with pytest.raises(SlateError, match=said):
        parse_obligations(text, "own.yaml")
