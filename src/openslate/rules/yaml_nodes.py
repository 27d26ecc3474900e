"""A YAML text as nodes that know their place: bounded, without aliases, with YAML 1.2's scalars."""

import re
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.resolver import Resolver

DEPTH = 20  # nested mappings and lists
TAG = "tag:yaml.org,2002:"
_MARK = "\ufeff"  # counts as a character for one parser and not for the other


def compose(text: str) -> yaml.Node | None:
    """The topmost node, None for an empty text; raises YAMLError.

    libyaml reads eight times as fast; what it refuses is read again by the parser whose sentences
    say more of the mistake.
    """
    if text.startswith(_MARK):
        return _Loader(text).get_single_node()
    try:
        return _FastLoader(text).get_single_node()
    except yaml.YAMLError:
        return _Loader(text).get_single_node()


class _BoundedComposer(Composer):
    """Composes nodes with YAML 1.2's core scalars, a bounded depth and no aliases."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        parser: Any = self  # the events come from the parser that a loader has as well
        mark = parser.peek_event().start_mark
        if parser.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="Aliases (*name) are not used", problem_mark=mark)
        self.depth += 1
        if self.depth > DEPTH:
            raise yaml.MarkedYAMLError(problem="This is nested too deeply", problem_mark=mark)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _CoreResolver(Resolver):
    """Tells text, numbers, days, true and false apart as YAML 1.2's core schema does."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (PyYAML's own class attribute)


class _Loader(_BoundedComposer, _CoreResolver, yaml.SafeLoader):
    """All in Python."""


class _FastLoader(_BoundedComposer, _CoreResolver, yaml.CSafeLoader):
    """Events from libyaml."""

    def __init__(self, text: str) -> None:
        yaml.CSafeLoader.__init__(self, text)
        Composer.__init__(self)


_PLAIN: dict[str, tuple[str, list[str]]] = {
    "null": (r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    "bool": (r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    "timestamp": (r"^\d{4}-\d\d-\d\d$", list("0123456789")),
    "int": (r"^[-+]?\d{1,15}$", list("-+0123456789")),
    "float": (r"^[-+]?(?:\.\d+|\d+\.\d*)(?:[eE][-+]?\d{1,3})?$", list("-+.0123456789")),
}
for _name, (_pattern, _first) in _PLAIN.items():
    _CoreResolver.add_implicit_resolver(TAG + _name, re.compile(_pattern), _first)
