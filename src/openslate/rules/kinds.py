"""Checks that a condition makes sense: known fields, kinds that fit, a yes/no answer.

Every node of a checked tree carries its kind in `node.meta['kind']`, and a text beside a date has
become a date.
"""

import re
from datetime import date

from sqlglot import exp

from openslate.common.text import join_words, nearest
from openslate.rules.fields import Fields, Kind
from openslate.rules.grammar import date_literal, offset_of, shown
from openslate.rules.problems import Trouble

NAMES: dict[Kind, str] = {
    "boolean": "yes or no",
    "integer": "a whole number",
    "number": "a number",
    "text": "text",
    "time": "a time",
    "date": "a date",
    "texts": "a list",
    "null": "nothing",
}
_NUMBERS: set[Kind] = {"integer", "number"}
_TEXTS: set[Kind] = {"text", "time"}
_EQUAL = exp.EQ | exp.NEQ
_ORDER = exp.LT | exp.LTE | exp.GT | exp.GTE
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")


def kind(node: exp.Expr) -> Kind:
    """The kind of a node in a checked tree."""
    found: Kind = node.meta["kind"]
    return found


def check_kinds(tree: exp.Expr, fields: Fields) -> list[Trouble]:
    """Troubles of a whole condition; the tree's nodes get their kinds."""
    checker = _Checker(fields)
    checker.expect(tree, {"boolean", "null"}, "")
    return checker.troubles


def field_trouble(name: str, fields: Fields, offset: int = 0) -> Trouble:
    """There is no such field; the nearest one is named."""
    scopes = list(dict.fromkeys(field.scope for field in fields.values()))
    guesses = (nearest(guess, fields) for guess in (name, *(f"{s}.{name}" for s in scopes)))
    close = next((guess for guess in guesses if guess), None)
    known = f"Fields start with {join_words(scopes, 'or')}."
    advice = f"Did you mean '{close}'?" if close else known
    return Trouble(f"There is no field {name!r}", advice, (), offset)


class _Checker:
    """Walks a tree upwards; a node that is wrong is reported once and has no kind (None)."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.troubles: list[Trouble] = []

    def kind(self, node: exp.Expr) -> Kind | None:
        found = self._kind(node)
        node.meta["kind"] = found
        return found

    def _kind(self, node: exp.Expr) -> Kind | None:  # noqa: C901 (one line a node type)
        match node:
            case exp.Column():
                return self._column(node)
            case exp.Literal():
                whole = node.name.isdigit()
                return "text" if node.is_string else "integer" if whole else "number"
            case exp.Boolean():
                return "boolean"
            case exp.Null():
                return "null"
            case exp.Cast():
                return self._date(node)
            case exp.Paren():
                return self.kind(node.this)
            case exp.Neg():
                return self.expect(node.this, _NUMBERS, "minus")
            case exp.Not() | exp.And() | exp.Or():
                return self._connective(node)
            case exp.Add() | exp.Sub() | exp.Mul() | exp.Div():
                return self._arithmetic(node)
            case exp.Lower() | exp.Like() | exp.ArraySize() | exp.ArrayContains() | exp.Is():
                return self._function(node)
            case exp.Coalesce():
                return self._agree([node.this, *node.expressions], node)
            case exp.Case():
                return self._case(node)
            case _:
                return self._comparison(node)

    def expect(self, node: exp.Expr, wanted: set[Kind], what: str) -> Kind | None:
        """The kind of `node` if it is one of `wanted`, else a trouble (said once)."""
        found = self.kind(node)
        if found is None or found in wanted:
            return found
        if "boolean" in wanted:
            self._say(node, f"{shown(node)} is {NAMES[found]}, it is not a yes/no condition")
        else:
            names = " or ".join(sorted(NAMES[k] for k in wanted - {"null"}))
            self._say(node, f"{shown(node)} is {NAMES[found]}, but {what} needs {names}")
        return None

    def _say(self, node: exp.Expr, message: str, advice: str | None = None) -> None:
        self.troubles.append(Trouble(message, advice, (), offset_of(node)))

    def _column(self, node: exp.Column) -> Kind | None:
        name = node.sql()
        if name in self.fields:
            return self.fields[name].kind
        self.troubles.append(field_trouble(name, self.fields, offset_of(node)))
        return None

    def _date(self, node: exp.Cast) -> Kind | None:
        try:
            date.fromisoformat(node.this.name)
        except ValueError:
            self._say(node, f"{node.this.name!r} is not a date", "Write it like '2027-03-01'.")
            return None
        return "date"

    def _connective(self, node: exp.Expr) -> Kind:
        for part in node.iter_expressions():
            self.expect(part, {"boolean", "null"}, "AND, OR, NOT")
        return "boolean"

    def _arithmetic(self, node: exp.Expr) -> Kind | None:
        left, right = self.kind(node.this), self.kind(node.expression)
        if left is None or right is None:
            return None
        if left == "date" and right == "integer" and isinstance(node, exp.Add | exp.Sub):
            return "date"
        if left == right == "date" and isinstance(node, exp.Sub):
            return "integer"
        if {left, right} <= _NUMBERS:
            whole = {left, right} == {"integer"} and not isinstance(node, exp.Div)
            return "integer" if whole else "number"
        self._say(node, f"{shown(node)} calculates with {NAMES[left]} and {NAMES[right]}", _DAYS)
        return None

    def _function(self, node: exp.Expr) -> Kind | None:
        match node:
            case exp.Lower():
                return "text" if self.expect(node.this, _TEXTS, "lower") else None
            case exp.Like():
                self.expect(node.this, _TEXTS, "LIKE")
            case exp.ArraySize():
                self.expect(node.this, {"texts"}, "array_length")
                return "integer"
            case exp.ArrayContains():
                self.expect(node.this, {"texts"}, "array_contains")
                self.expect(node.expression, _TEXTS, "array_contains")
            case exp.Is(expression=exp.Boolean()):
                self.expect(node.this, {"boolean"}, "IS")
            case _:
                self.kind(node.this)
        return "boolean"

    def _case(self, node: exp.Case) -> Kind | None:
        for branch in node.args["ifs"]:
            self.expect(branch.this, {"boolean"}, "WHEN")
        results = [branch.args["true"] for branch in node.args["ifs"]]
        default = node.args.get("default")
        return self._agree([*results, default] if default else results, node)

    def _comparison(self, node: exp.Expr) -> Kind | None:
        parts = list(node.iter_expressions())
        agreed = self._agree(parts, node, bare_null=isinstance(node, exp.In))
        if agreed == "texts":
            advice = "Write array_contains(list, 'value')."
            self._say(node, f"{shown(node)} compares a list", advice)
        elif agreed == "boolean" and isinstance(node, _ORDER):
            self._say(node, f"{shown(node)} puts yes and no in order")
        return "boolean"

    def _agree(self, parts: list[exp.Expr], node: exp.Expr, bare_null: bool = True) -> Kind | None:
        """The common kind of parts that stand beside each other; a text may become a date."""
        kinds = [self.kind(part) for part in parts]
        if None in kinds:
            return None
        found = {k for k in kinds if k and k != "null"}
        if "null" in kinds and isinstance(node, _EQUAL | _ORDER) and not bare_null:
            self._say(node, f"{shown(node)} is never true", "Write IS NULL or IS NOT NULL.")
            return None
        if found == {"date", "text"} and self._to_dates(parts):
            return "date"
        if len(found) > 1 and not (found <= _NUMBERS or found <= _TEXTS):
            self._mismatch(parts, node)
            return None
        self._check_values(parts)
        common: Kind = "number" if found == _NUMBERS else "text" if found == _TEXTS else "null"
        return next(iter(found)) if len(found) == 1 else common

    def _to_dates(self, parts: list[exp.Expr]) -> bool:
        texts = [part for part in parts if part.meta["kind"] == "text"]
        if not all(isinstance(text, exp.Literal) for text in texts):
            return False
        for text in texts:
            cast = date_literal(text.copy())
            text.replace(cast)
            self.kind(cast)
        return True

    def _mismatch(self, parts: list[exp.Expr], node: exp.Expr) -> None:
        says = [f"{shown(part)} is {NAMES[part.meta['kind']]}" for part in parts]
        advice = None
        if any(part.meta["kind"] == "texts" for part in parts):
            advice = "Write array_contains(list, 'value')."
        first = next(i for i, p in enumerate(parts) if p.meta["kind"] != parts[0].meta["kind"])
        self._say(node, f"{says[0]} and {says[first]}; they cannot be compared", advice)

    def _check_values(self, parts: list[exp.Expr]) -> None:
        """Texts beside a time or a field with known choices must be possible values of it."""
        for column in (p for p in parts if isinstance(p, exp.Column)):
            field = self.fields[column.sql()]
            for text in (p for p in parts if isinstance(p, exp.Literal) and p.is_string):
                if field.kind == "time":
                    self._check_time(text)
                elif field.choices and text.name not in field.choices:
                    close = nearest(text.name, field.choices) or field.choices[0]
                    advice = f"Did you mean '{close}'?"
                    self._say(text, f"{field.name} is never {text.name!r}", advice)

    def _check_time(self, text: exp.Literal) -> None:
        text.meta["kind"] = "time"
        if not _TIME.fullmatch(text.name):
            self._say(text, f"{text.name!r} is not a time", "Write it like '09:30'.")


_DAYS = "Add whole numbers (days) to dates; calculate with numbers otherwise."
