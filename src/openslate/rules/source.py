"""A rulebook's YAML as plain values that remember where they stood.

Only what an editor needs of YAML is read: mappings, lists, text, numbers, true and false, dates.
Scalars follow YAML 1.2's core schema (so `NO` is Norway and `20:15` a time, both text). Aliases
and tags are refused: a rulebook has no use for them, and a bomb has.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from openslate.rules.problems import Path, Position, Problem, RulebookError
from openslate.rules.yaml_nodes import TAG, compose

LIMIT = 5_000_000  # bytes of a rulebook file


def _date(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text  # e.g. 2027-02-30: the model says that it is not a date


_SCALARS: dict[str, Callable[[str], Any]] = {
    "null": lambda _: None,
    "bool": lambda text: text.lower() == "true",
    "timestamp": _date,
    "int": int,
    "float": float,
    "str": str,
}


@dataclass
class Source:
    """The values of one YAML file and the place of each.

    `problems` are keys and tags that could be passed over; the rest was read all the same.
    """

    name: str
    text: str
    value: Any = None
    nodes: dict[Path, yaml.Node] = field(default_factory=dict)
    keys: dict[Path, yaml.Node] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def position(self, path: Path, offset: int = 0) -> Position:
        """Where the value at `path` stands, `offset` characters in; else where its parent does."""
        while path and path not in self.nodes:
            path = path[:-1]
        node = self.nodes[path]
        index = _index_in(self.text, node, offset) if offset else None
        if index is None:
            return _place(node)
        line_start = self.text.rfind("\n", 0, index) + 1
        return Position(self.text.count("\n", 0, index) + 1, index - line_start + 1)

    def key_position(self, path: Path) -> Position:
        """Where the key of the value at `path` stands."""
        return _place(self.keys[path]) if path in self.keys else self.position(path)

    def problem(self, place: Position, message: str, suggestion: str | None = None) -> Problem:
        """A problem in this file."""
        return Problem(self.name, place.line, place.column, message, suggestion)


def read_source(text: str, name: str, begins: str = "rulebook") -> Source:
    """Values and positions of a YAML text; raises RulebookError when it is not plain YAML.

    `begins` is the key with which such a file is expected to begin.
    """
    source = read_with_problems(text, name, begins)
    if source.problems:
        raise RulebookError(source.problems)
    return source


def read_with_problems(text: str, name: str, begins: str = "rulebook") -> Source:
    """The same for a caller who tells the source's `problems` together with others."""
    source = Source(name, text)
    if len(text.encode()) > LIMIT:
        raise _failure(source, 1, 1, f"The file is larger than {LIMIT // 1_000_000} MB")
    try:
        node = compose(text)
    except yaml.MarkedYAMLError as error:
        raise _yaml_failure(source, error) from error
    except yaml.YAMLError as error:  # e.g. control characters
        raise _failure(source, 1, 1, "The file is not readable text") from error
    if node is None:
        raise _failure(source, 1, 1, "The file is empty", f"Start with '{begins}: NAME'.")
    source.value = _value(source, node, ())
    return source


def _value(source: Source, node: yaml.Node, path: Path) -> Any:
    source.nodes[path] = node
    _note_tag(source, node)
    if isinstance(node, yaml.MappingNode):
        return _mapping(source, node, path)
    if isinstance(node, yaml.SequenceNode):
        return [_value(source, child, (*path, i)) for i, child in enumerate(node.value)]
    return _SCALARS.get(node.tag.removeprefix(TAG), str)(node.value)


def _note_tag(source: Source, node: yaml.Node) -> None:
    if node.tag.removeprefix(TAG) not in {*_SCALARS, "map", "seq"}:
        says = f"The tag {node.tag!r} is not used here"
        source.problems.append(source.problem(_place(node), says))


def _mapping(source: Source, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, child in node.value:
        place = _place(key_node)
        if not isinstance(key_node, yaml.ScalarNode):
            source.problems.append(source.problem(place, "A key must be one word"))
            continue
        key = str(key_node.value).strip().replace(" ", "_")
        if key in values:
            source.problems.append(source.problem(place, f"The key {key!r} is here twice"))
            continue
        source.keys[(*path, key)] = key_node
        values[key] = _value(source, child, (*path, key))
    return values


def _place(node: yaml.Node) -> Position:
    return Position(node.start_mark.line + 1, node.start_mark.column + 1)


def _failure(
    source: Source, line: int, column: int, message: str, suggestion: str | None = None
) -> RulebookError:
    return RulebookError([source.problem(Position(line, column), message, suggestion)])


def _yaml_failure(source: Source, error: yaml.MarkedYAMLError) -> RulebookError:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = error.problem or "it cannot be read"
    message = said if said[:1].isupper() else f"This is not valid YAML: {said}"
    return _failure(source, line, column, message, "Check indentation, colons and quotes.")


def _index_in(text: str, node: yaml.Node, offset: int) -> int | None:
    """Index in the file of the character at `offset` of a scalar's value.

    Folding and indentation change only white space, so it is enough to count the other characters.
    """
    if not isinstance(node, yaml.ScalarNode) or node.style == '"':
        return None
    index, end = node.start_mark.index, node.end_mark.index
    if node.style in ("|", ">"):
        index = text.index("\n", index)
    elif node.style == "'":
        index += 1
    wanted = len("".join(node.value[:offset].split()))
    while index < end and (text[index].isspace() or wanted):
        doubled = node.style == "'" and text.startswith("''", index)
        wanted -= not text[index].isspace()
        index += 2 if doubled else 1
    return index
