"""The fast parser and the plain one read the same nodes at the same places."""

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.rules.source import read_source
from openslate.rules.yaml_nodes import _FastLoader, _Loader, compose

TEXTS = [
    "a: 1\nb: [x, 'it''s', \"q\\u00e4\"]\n",
    "a: 'ü ö'\r\nb: |\r\n  ü x\r\n  y\r\nc: [é, 1, 2027-01-01, NO, 20:15, .5]\n",
    "# c\na: >-\n  x\n  y\n\nb:\n- {c: x, d: ~}\n-   y\n    z\n",
    "ü: 😀 z\nb: true\n",
]


def told(node: yaml.Node) -> Any:
    """A node as plain values; a plain scalar has no style for one parser, an empty one for both."""
    place = (node.tag, node.start_mark.index, node.start_mark.line, node.start_mark.column)
    if isinstance(node, yaml.ScalarNode):
        return (*place, node.end_mark.index, node.value, node.style or None)
    if isinstance(node, yaml.SequenceNode):
        return (*place, [told(child) for child in node.value])
    return (*place, [(told(key), told(child)) for key, child in node.value])


@pytest.mark.parametrize("text", TEXTS)
def test_both_read_the_same(text: str) -> None:
    fast, plain = _FastLoader(text).get_single_node(), _Loader(text).get_single_node()
    assert fast is not None
    assert plain is not None
    assert told(fast) == told(plain)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)


@settings(max_examples=30)
@given(st.lists(st.dictionaries(WORDS, WORDS | st.integers() | st.booleans(), min_size=1)))
def test_both_read_what_was_written(value: list[dict[str, Any]]) -> None:
    text = yaml.safe_dump(value, allow_unicode=True)
    fast, plain = _FastLoader(text).get_single_node(), _Loader(text).get_single_node()
    assert fast is not None
    assert plain is not None
    assert told(fast) == told(plain)


def test_a_mark_of_byte_order_does_not_move_places() -> None:
    source = read_source("\ufeffa: 1\nb: [x, yy]\n", "f.yaml")
    assert source.position(("b", 1), 1).column == 9


@pytest.mark.parametrize("text", ["a: [1", "a: b: c", "\tb", "a: &x 1\nb: *x", "[" * 30 + "]" * 30])
def test_what_is_refused_is_refused_in_the_plain_parser_s_words(text: str) -> None:
    with pytest.raises(yaml.YAMLError) as plain:
        _Loader(text).get_single_node()
    with pytest.raises(yaml.YAMLError) as both:
        compose(text)
    assert str(both.value) == str(plain.value)
