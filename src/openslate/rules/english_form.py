"""A checked condition as an English clause that editors can read aloud."""

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from sqlglot import exp

from openslate.common.text import join_words
from openslate.rules.fields import Fields
from openslate.rules.kinds import kind
from openslate.rules.template import say


def to_english(tree: exp.Expr, fields: Fields) -> str:
    """The condition in `tree` as a clause, e.g. 'year is at least 1970 and ...'."""
    return _clause(_bare(tree), fields)


def _bare(node: exp.Expr) -> exp.Expr:
    while isinstance(node, exp.Paren):
        node = node.this
    return node


def _clause(node: exp.Expr, fields: Fields) -> str:
    """A yes/no node as a clause."""
    bare = _bare(node)
    if isinstance(bare, exp.And | exp.Or):
        return _connected(bare, fields)
    if isinstance(bare, exp.Not):
        return _negated(_bare(bare.this), fields)
    if isinstance(bare, exp.Column):
        return fields[bare.sql()].yes
    if type(bare) in _CLAUSES:
        return _CLAUSES[type(bare)](bare, fields, False)
    if isinstance(bare, exp.Boolean):
        return "always" if bare.this else "never"
    if isinstance(bare, exp.Coalesce):
        return _presumed(bare, fields)
    return f"{_noun(bare, fields)} holds"


def _negated(node: exp.Expr, fields: Fields) -> str:
    if isinstance(node, exp.Column):
        return fields[node.sql()].no
    if type(node) in _CLAUSES:
        return _CLAUSES[type(node)](node, fields, True)
    return f"it is not so that {_clause(node, fields)}"


def _presumed(node: exp.Coalesce, fields: Fields) -> str:
    """`COALESCE(a, FALSE)` is read as 'a'; with TRUE what is not known counts as well."""
    *others, last = (node.this, *node.expressions)
    clauses = [_clause(part, fields) for part in others]
    if not isinstance(last, exp.Boolean):
        clauses.append(_clause(last, fields))
    known = ", or if that is not known ".join(clauses)
    return (
        f"{known} (or this is not known)" if isinstance(last, exp.Boolean) and last.this else known
    )


def _connected(node: exp.Expr, fields: Fields) -> str:
    word = "and" if isinstance(node, exp.And) else "or"
    other = exp.Or if isinstance(node, exp.And) else exp.And
    parts = []
    for part in node.flatten():
        clause = _clause(part, fields)
        parts.append(f"({clause})" if isinstance(_bare(part), other) else clause)
    return f", {word} ".join(parts) if len(parts) > 2 else f" {word} ".join(parts)


def _noun(node: exp.Expr, fields: Fields) -> str:  # noqa: C901 (one line a node type)
    """A node that is a value, as a noun."""
    match node:
        case exp.Paren():
            return _noun(node.this, fields)
        case exp.Column():
            return fields[node.sql()].words
        case exp.Literal():
            return f"'{node.name}'" if kind(node) == "text" else node.name
        case exp.Cast():
            return say(date.fromisoformat(node.this.name))
        case exp.Lower():
            return f"{_noun(node.this, fields)} in small letters"
        case exp.ArraySize():
            return f"the number of {_noun(node.this, fields)}"
        case exp.Coalesce():
            others = join_words([_noun(part, fields) for part in node.expressions], "or")
            return f"{_noun(node.this, fields)} (if not known, {others})"
        case exp.Neg():
            return f"minus {_noun(node.this, fields)}"
        case exp.Case():
            return _case(node, fields)
        case exp.Add() | exp.Sub() | exp.Mul() | exp.Div():
            return _calculation(node, fields)
        case exp.Null():
            return "nothing"
        case exp.Boolean():
            return "yes" if node.this else "no"
        case _:
            return f"whether {_clause(node, fields)}"


def _calculation(node: exp.Expr, fields: Fields) -> str:
    left, right = _noun(node.this, fields), _noun(node.expression, fields)
    if kind(node) == "date":
        when = "after" if isinstance(node, exp.Add) else "before"
        return f"{right} {'day' if right == '1' else 'days'} {when} {left}"
    if kind(node.this) == "date":
        return f"the days from {right} to {left}"
    words = {exp.Add: "plus", exp.Sub: "minus", exp.Mul: "times", exp.Div: "divided by"}
    return f"{left} {words[type(node)]} {right}"  # type: ignore[index]


def _case(node: exp.Case, fields: Fields) -> str:
    branches = [
        f"{_noun(branch.args['true'], fields)} if {_clause(branch.this, fields)}"
        for branch in node.args["ifs"]
    ]
    default = node.args.get("default")
    rest = f", otherwise {_noun(default, fields)}" if default else ""
    return f"({', '.join(branches)}{rest})"


_COMPARISONS: dict[type[exp.Expr], tuple[str, str, str, str]] = {
    # for numbers, denied, for days and times, denied
    exp.EQ: ("is", "is not", "is", "is not"),
    exp.NEQ: ("is not", "is", "is not", "is"),
    exp.LT: ("is less than", "is at least", "is before", "is {} or after"),
    exp.LTE: ("is at most", "is more than", "is {} or before", "is after"),
    exp.GT: ("is more than", "is at most", "is after", "is {} or before"),
    exp.GTE: ("is at least", "is less than", "is {} or after", "is before"),
}


def _comparison(node: exp.Expr, fields: Fields, denied: bool) -> str:
    kinds = {kind(node.this), kind(node.expression)}
    moment = bool({"date", "time"} & kinds)
    verb = _COMPARISONS[type(node)][2 * moment + denied].format("on" if "date" in kinds else "at")
    return f"{_noun(node.this, fields)} {verb} {_noun(node.expression, fields)}"


def _in(node: exp.Expr, fields: Fields, denied: bool) -> str:
    choices = join_words([_noun(choice, fields) for choice in node.expressions], "or")
    verb = "is not" if denied else "is"
    some = "" if len(node.expressions) == 1 else "one of "
    return f"{_noun(node.this, fields)} {verb} {some}{choices}"


def _between(node: exp.Expr, fields: Fields, denied: bool) -> str:
    low, high = _noun(node.args["low"], fields), _noun(node.args["high"], fields)
    verb = "is not between" if denied else "is between"
    return f"{_noun(node.this, fields)} {verb} {low} and {high}"


def _like(node: exp.Expr, fields: Fields, denied: bool) -> str:
    verb = "does not look like" if denied else "looks like"
    return f"{_noun(node.this, fields)} {verb} '{node.expression.name}'"


def _is(node: exp.Expr, fields: Fields, denied: bool) -> str:
    if isinstance(node.expression, exp.Null):
        return f"{_noun(node.this, fields)} is {'known' if denied else 'not known'}"
    said = bool(node.expression.this) != denied
    clause = _clause(node.this, fields)
    return f"it is known that {clause}" if said and not denied else f"it is not known that {clause}"


def _contains(node: exp.Expr, fields: Fields, denied: bool) -> str:
    verb = "do not include" if denied else "include"
    return f"{_noun(node.this, fields)} {verb} {_noun(node.expression, fields)}"


_Clause: TypeAlias = Callable[[exp.Expr, Fields, bool], str]
_CLAUSES: dict[type[exp.Expr], _Clause] = {
    **dict.fromkeys(_COMPARISONS, _comparison),
    exp.In: _in,
    exp.Between: _between,
    exp.Like: _like,
    exp.Is: _is,
    exp.ArrayContains: _contains,
}
