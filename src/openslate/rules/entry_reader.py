"""Reads the entries of a YAML file one by one and says of each what is wrong, at its place."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from openslate.common.text import join_words, nearest
from openslate.rules.fields import Fields
from openslate.rules.problems import Path, Position, Problem
from openslate.rules.source import Source

Entry = TypeVar("Entry", bound=BaseModel)
_SAYS = {
    "string_type": "must be text; put it in quotes",
    "date_type": "must be a day like 2027-03-01",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "string_pattern_mismatch": "may hold only small letters, digits and hyphens",
    "string_too_short": "must not be empty",
    "tuple_type": "must be a list",
    "float_type": "must be a number in digits, like 600 or 7.5",
    "literal_error": "must be row or page",
}
_TOLD = ("title", "owner", "expires", "because")
"""Keys that only tell of an entry, or end it."""
_QUOTED = re.compile(r"'([^']+)'")


class EntryReader:
    """Reads lists of entries; a bad one is told in `problems` and does not hide the others."""

    def __init__(self, source: Source, fields: Fields) -> None:
        self.source, self.fields = source, fields
        self.problems: list[Problem] = list(source.problems)

    def entries(
        self, key: str, model: type[Entry], defaults: Mapping[str, Any] | None = None
    ) -> tuple[Entry, ...]:
        """The entries under one of the file's keys; `defaults` stand in for keys left out."""
        values = self.source.value.get(key)
        if values is None:
            return ()
        if not isinstance(values, list):
            self.say(self.source.position((key,)), f"{key!r} must be a list, each with a hyphen")
            return ()
        found = [self._entry((key, i), value, model, defaults) for i, value in enumerate(values)]
        return tuple(entry for entry in found if entry is not None)

    def unknown_keys(self, what: str, known: tuple[str, ...]) -> None:
        """Tell of every key at the top of the file that `what` does not have."""
        for key in self.source.value:
            if key not in known:
                self._unknown_key((key,), what, known)

    def say(self, place: Position, message: str, suggestion: str | None = None) -> None:
        """Note a problem."""
        self.problems.append(self.source.problem(place, message, suggestion))

    def _entry(
        self, path: Path, value: Any, model: type[Entry], defaults: Mapping[str, Any] | None
    ) -> Entry | None:
        if not isinstance(value, dict):
            self.say(self.source.position(path), f"A {_noun(model)} must be a mapping of keys")
            return None
        try:
            return model.model_validate({**(defaults or {}), **value}, context=self._context)
        except ValidationError as error:
            details = error.errors(include_url=False)
            for detail in details:
                self._translate(path, detail, model)
            return self._rest(value, model, defaults, details)

    def _rest(
        self,
        value: Mapping[str, Any],
        model: type[Entry],
        defaults: Mapping[str, Any] | None,
        details: Sequence[ErrorDetails],
    ) -> Entry | None:
        """An entry whose troubles lie in keys that decide nothing, without these.

        So what else is wrong with it is told in the same round.
        """
        wrong = {str(detail["loc"][0]) if detail["loc"] else "" for detail in details}
        if not all(_decides_nothing(key, model) for key in wrong):
            return None
        rest = {key: said for key, said in value.items() if key not in wrong}
        unsaid = {"title": ""} if "title" in wrong else {}
        given = {**(defaults or {}), **unsaid, **rest}
        try:
            return model.model_validate(given, context=self._context)
        except ValidationError:
            return None  # a trouble that hid behind another; it is told in the next round

    @property
    def _context(self) -> dict[str, Any]:
        return {"fields": self.fields}

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
                self.say(place, trouble.message, trouble.suggestion)
        elif kind == "extra_forbidden":
            holder = _holder(model, loc[2:-1])
            self._unknown_key(loc, f"a {_noun(holder)}", _keys(holder))
        elif kind == "enum":
            self._no_choice(loc, place, detail)
        elif kind == "missing":
            self.say(self.source.position(loc[:-1]), f"{_called(model, loc[:-1])} needs {key!r}")
        elif kind == "value_error":
            self.say(place, str(context["error"]))
        else:
            self.say(place, f"{key!r} {_said(kind, detail['msg'], context)}")

    def _unknown_key(self, path: Path, what: str, known: tuple[str, ...]) -> None:
        key = str(path[-1])
        close = nearest(key, known)
        advice = f"Did you mean '{close}'?" if close else f"Known keys: {', '.join(known)}."
        self.say(self.source.key_position(path), f"There is no key {key!r} in {what}", advice)

    def _no_choice(self, path: Path, place: Position, detail: ErrorDetails) -> None:
        """A word that is none of those there are; the nearest one is named."""
        known = _QUOTED.findall(detail.get("ctx", {}).get("expected", ""))
        close = nearest(str(detail["input"]), known)
        advice = f"Did you mean '{close}'?" if close else f"Use {join_words(known, 'or')}."
        key = next(part for part in reversed(path) if isinstance(part, str)).removesuffix("s")
        self.say(place, f"There is no {key} {detail['input']!r}", advice)


def _decides_nothing(key: str, model: type[BaseModel]) -> bool:
    """Whether an entry does the same without this key; a misspelt one may mean another."""
    known = _keys(model)
    return key in _TOLD or (key not in known and nearest(key, known) in {None, *_TOLD})


def _said(kind: str, message: str, context: Mapping[str, Any]) -> str:
    for limit, words in (("ge", "must be at least"), ("le", "must be at most")):
        if limit in context:
            return f"{words} {context[limit]:,.15g}"
    return _SAYS.get(kind, message)


def _holder(model: type[BaseModel], path: Path) -> type[BaseModel]:
    """The entry within an entry that a path leads to."""
    for part in path:
        field = next((f for n, f in model.model_fields.items() if part in (n, f.alias)), None)
        inner = (field.annotation, *get_args(field.annotation)) if field else ()
        model = next((t for t in inner if isinstance(t, type) and issubclass(t, BaseModel)), model)
    return model


def _noun(model: type[BaseModel]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()


def _called(model: type[BaseModel], path: Path) -> str:
    """An entry by its number; one within another is found by its place."""
    if len(path) > 2:
        return f"A {_noun(_holder(model, path[2:]))}"
    return f"{_noun(model).capitalize()} {int(path[1]) + 1}"


def _keys(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in model.model_fields.items())
