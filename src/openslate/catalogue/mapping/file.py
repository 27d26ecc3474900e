"""Mappings as YAML files: read with everything that is wrong told by line, written to be edited."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from openslate.catalogue.mapping.model import Mapping, Part, TableLayout
from openslate.common.errors import SlateError
from openslate.common.text import nearest
from openslate.rules.problems import Path as Place
from openslate.rules.problems import Problem, RulebookError
from openslate.rules.source import Source, read_source

_SAYS = {
    "string_type": "must be text; put it in quotes",
    "dict_type": "must name columns",
    "literal_error": "must be {expected}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "string_too_short": "must not be empty",
    "string_too_long": "must be one character",
}
_HEAD = """# What the columns of a table mean. 'slate map check FILE --mapping THIS' tries it out,
# 'slate import catalogue FILE --mapping THIS' imports with it.
"""


class MappingError(RulebookError):
    """A mapping cannot be used; `problems` holds all that is wrong with it, in file order."""


def read_mapping(path: Path) -> Mapping:
    """The mapping in a YAML file; raises SlateError with file, line and the nearest known name."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SlateError(
            f"The mapping cannot be read ({reason})", where=str(path), do="Check its name"
        ) from error
    return parse_mapping(text, path.name)


def parse_mapping(text: str, name: str) -> Mapping:
    """The mapping in a YAML text called `name`; raises MappingError."""
    source = read_source(text, name)
    if not isinstance(source.value, dict):
        raise MappingError([_problem(source, (), "A mapping starts with 'mapping: NAME'", None)])
    try:
        return Mapping.model_validate(source.value)
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise MappingError([_translate(source, detail) for detail in details]) from None


def mapping_text(mapping: Mapping) -> str:
    """The YAML text of a mapping."""
    values = mapping.as_file()
    return _HEAD + yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=100)


def write_mapping(mapping: Mapping, path: Path) -> None:
    """Write a mapping's file; raises SlateError rather than overwriting one."""
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(mapping_text(mapping))
    except FileExistsError:
        raise SlateError(
            "There is already such a file", where=str(path), do="Name another or remove it"
        ) from None
    except OSError as error:
        raise SlateError(
            f"The mapping cannot be written ({error.strerror})",
            where=str(path),
            do="Check the path",
        ) from error


def _translate(source: Source, detail: ErrorDetails) -> Problem:
    """One pydantic error as a sentence an editor understands, at its place."""
    place, kind = tuple(detail["loc"]), detail["type"]
    if kind == "extra_forbidden":
        return _unknown_key(source, place)
    if kind == "missing":
        return _problem(source, place[:-1], f"The mapping needs {str(place[-1])!r}", None)
    if kind == "value_error":
        message, _, advice = str(detail["ctx"]["error"]).partition(". ")
        at = _field_place(source, place, message)
        return _problem(source, at, message, f"{advice}" if advice else None)
    says = _SAYS.get(kind, detail["msg"]).format(**detail.get("ctx", {}))
    return _problem(source, place, f"{_last_name(place)!r} {says}", None)


def _unknown_key(source: Source, place: Place) -> Problem:
    models: dict[str, type[BaseModel]] = {"table": TableLayout, "columns": Part}
    model = models.get(str(place[0]), Mapping) if len(place) > 1 else Mapping
    known = [field.alias or name for name, field in model.model_fields.items()]
    key = str(place[-1])
    near = nearest(key, known)
    advice = f"Did you mean {near!r}?" if near else f"Known keys: {', '.join(known)}"
    return _problem(source, place, f"There is no key {key!r} in a mapping", advice)


def _field_place(source: Source, place: Place, message: str) -> Place:
    """The place of an unknown field, which pydantic knows only by its name."""
    value = source.value.get("columns")
    if place != ("columns",) or not isinstance(value, dict):
        return place
    return next((("columns", name) for name in value if f"'{name}'" in message), place)


def _problem(source: Source, place: Place, message: str, advice: str | None) -> Problem:
    named = tuple(part for part in place if isinstance(part, str))
    trimmed = place if place in source.keys else named  # one part needs no list around it
    while trimmed and trimmed not in source.keys:
        trimmed = trimmed[:-1]
    return source.problem(source.key_position(trimmed), message, advice)


def _last_name(place: Place) -> Any:
    return next((part for part in reversed(place) if isinstance(part, str)), "mapping")
