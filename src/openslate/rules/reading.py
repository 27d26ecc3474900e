"""From a file to a rulebook, or to everything that is wrong with it at once."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from openslate.common.errors import SlateError
from openslate.common.text import nearest
from openslate.rules.book import Pin, Rule, Rulebook
from openslate.rules.contradictions import contradictions
from openslate.rules.fields import DEFAULT_FIELDS, Fields
from openslate.rules.problems import Path, Position, Problem, RulebookError
from openslate.rules.shaping import Budget, Quota, Spacing
from openslate.rules.source import LIMIT, Source, read_source

Entry = TypeVar("Entry", bound=BaseModel)
_KEYS = ("rulebook", "rules", "quotas", "budgets", "spacings", "pins")
_SAYS = {
    "string_type": "must be text; put it in quotes",
    "date_type": "must be a day like 2027-03-01",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "string_pattern_mismatch": "may hold only small letters, digits and hyphens",
    "tuple_type": "must be a list",
    "float_type": "must be a number",
    "literal_error": "must be row or page",
}


def read_rulebook(path: FilePath, fields: Fields = DEFAULT_FIELDS) -> Rulebook:
    """The rulebook in a YAML file; raises RulebookError with every problem, in file order."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LIMIT + 1)
        text = data.decode()
    except OSError as error:
        raise SlateError(
            f"The rulebook cannot be read: {error.strerror}",
            where=str(path),
            do="Check the path, or copy the default with 'slate init'",
        ) from error
    except UnicodeDecodeError as error:
        raise SlateError(
            "The rulebook is not UTF-8 text", where=str(path), do="Save it as UTF-8"
        ) from error
    return parse_rulebook(text, path.name, fields)


def default_rulebook(fields: Fields = DEFAULT_FIELDS) -> Rulebook:
    """The rulebook that ships with Slate."""
    return parse_rulebook(default_rulebook_text(), "default_rulebook.yaml", fields)


def default_rulebook_text() -> str:
    """The default rulebook as its file has it, with comments."""
    return files("openslate.rules").joinpath("default_rulebook.yaml").read_text()


def parse_rulebook(text: str, name: str, fields: Fields = DEFAULT_FIELDS) -> Rulebook:
    """The rulebook in a YAML text called `name`; raises RulebookError."""
    source = read_source(text, name)
    reader = _Reader(source, fields)
    book = reader.read()
    problems = reader.problems + contradictions(book)
    if problems:
        raise RulebookError(problems)
    return book


class _Reader:
    """Reads entries one by one, so that a bad one does not hide the others' problems."""

    def __init__(self, source: Source, fields: Fields) -> None:
        self.source, self.fields = source, fields
        self.problems: list[Problem] = []

    def read(self) -> Rulebook:
        value = self.source.value
        if not isinstance(value, dict):
            self._say(self.source.position(()), "A rulebook starts with 'rulebook: NAME'")
            raise RulebookError(self.problems)
        for key in value:
            if key not in _KEYS:
                self._unknown_key((key,), "a rulebook", _KEYS)
        title = value.get("rulebook")
        if not isinstance(title, str):
            self._say(self.source.position(("rulebook",)), "A rulebook needs a name", _NAME)
        return Rulebook(
            title=str(title),
            rules=self._entries("rules", Rule),
            quotas=self._entries("quotas", Quota),
            budgets=self._entries("budgets", Budget),
            spacings=self._entries("spacings", Spacing),
            pins=self._entries("pins", Pin),
            fields=self.fields,
            source=self.source,
        )

    def _entries(self, key: str, model: type[Entry]) -> tuple[Entry, ...]:
        values = self.source.value.get(key)
        if values is None:
            return ()
        if not isinstance(values, list):
            self._say(self.source.position((key,)), f"{key!r} must be a list, each with a hyphen")
            return ()
        entries = [self._entry((key, i), value, model) for i, value in enumerate(values)]
        return tuple(entry for entry in entries if entry is not None)

    def _entry(self, path: Path, value: Any, model: type[Entry]) -> Entry | None:
        if not isinstance(value, dict):
            self._say(self.source.position(path), f"A {_noun(model)} must be a mapping of keys")
            return None
        try:
            return model.model_validate(value, context={"fields": self.fields})
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                self._translate(path, detail, model)
            return None

    def _translate(self, path: Path, detail: ErrorDetails, model: type[BaseModel]) -> None:
        """One pydantic error as a sentence an editor understands, at its place."""
        loc = (*path, *(part for part in detail["loc"] if part != "facts"))
        place, key = self.source.position(loc), loc[-1]
        kind, context = detail["type"], detail.get("ctx", {})
        if kind == "troubles":
            for trouble in context["troubles"]:
                at = (*loc, *trouble.path)
                found = self.source.position(at, trouble.offset)
                place = self.source.key_position(at) if trouble.path else found
                self._say(place, trouble.message, trouble.suggestion)
        elif kind == "extra_forbidden":
            self._unknown_key(loc, f"a {_noun(model)}", _keys(model))
        elif kind == "missing":
            self._say(self.source.position(loc[:-1]), f"{_called(model, path)} needs {key!r}")
        elif kind == "value_error":
            self._say(place, str(context["error"]))
        else:
            self._say(place, f"{key!r} {_said(kind, detail['msg'], context)}")

    def _unknown_key(self, path: Path, what: str, known: tuple[str, ...]) -> None:
        key = str(path[-1])
        close = nearest(key, known)
        advice = f"Did you mean '{close}'?" if close else f"Known keys: {', '.join(known)}."
        self._say(self.source.key_position(path), f"There is no key {key!r} in {what}", advice)

    def _say(self, place: Position, message: str, suggestion: str | None = None) -> None:
        self.problems.append(self.source.problem(place, message, suggestion))


_NAME = "Start with 'rulebook: NAME'."


def _said(kind: str, message: str, context: Mapping[str, Any]) -> str:
    for limit, words in (("ge", "must be at least"), ("le", "must be at most")):
        if limit in context:
            return f"{words} {context[limit]:g}"
    return _SAYS.get(kind, message)


def _noun(model: type[BaseModel]) -> str:
    return model.__name__.lower()


def _called(model: type[BaseModel], path: Path) -> str:
    return f"{_noun(model).capitalize()} {int(path[1]) + 1}"


def _keys(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in model.model_fields.items())
