"""The part of SQL that conditions may use, read by sqlglot and reduced to a few node types.

Anything outside `SUPPORTED`, also an unusual option of a supported node, is a trouble, never
ignored: what the readers of the tree (polars, SQL, English, plain Python) see is all there is.
"""

import re
from collections.abc import Iterator

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, SqlglotError

from openslate.rules.problems import Trouble

LENGTH = 4000  # characters of a condition
NESTING = 60  # levels of a condition's tree
LARGEST = 2**53  # whole numbers up to here are exact in every engine
_PAIR = frozenset({"this", "expression"})

SUPPORTED: dict[type[exp.Expr], frozenset[str]] = {
    exp.Column: frozenset({"this", "table"}),
    exp.Literal: frozenset({"this", "is_string"}),
    exp.Boolean: frozenset({"this"}),
    exp.Null: frozenset(),
    exp.Paren: frozenset({"this"}),
    exp.Not: frozenset({"this"}),
    exp.Neg: frozenset({"this"}),
    exp.And: _PAIR,
    exp.Or: _PAIR,
    exp.EQ: _PAIR,
    exp.NEQ: _PAIR,
    exp.LT: _PAIR,
    exp.LTE: _PAIR,
    exp.GT: _PAIR,
    exp.GTE: _PAIR,
    exp.Add: _PAIR,
    exp.Sub: _PAIR,
    exp.Mul: _PAIR,
    exp.Div: _PAIR | {"typed", "safe"},
    exp.In: frozenset({"this", "expressions"}),
    exp.Between: frozenset({"this", "low", "high"}),
    exp.Like: _PAIR,
    exp.Is: _PAIR,
    exp.Coalesce: frozenset({"this", "expressions"}),
    exp.Lower: frozenset({"this"}),
    exp.ArrayContains: _PAIR,
    exp.ArraySize: frozenset({"this"}),
    exp.Case: frozenset({"ifs", "default"}),
    exp.If: frozenset({"this", "true"}),
    exp.Cast: frozenset({"this", "to"}),
}
_INSTEAD: dict[type[exp.Expr], str] = {
    exp.ILike: "Write lower(...) LIKE '...'.",
    exp.CurrentDate: "Write context.date, so that the decision can be made again.",
    exp.CurrentTimestamp: "Write context.date, so that the decision can be made again.",
    exp.NullSafeEQ: "Write = and IS NULL.",
    exp.Length: "For the length of a list write array_length(...).",
}
_LIST_SIZES = {"cardinality", "array_length", "array_size"}


def parse(text: str) -> tuple[exp.Expr | None, list[Trouble]]:
    """The tree of a condition, or what is wrong with its grammar."""
    if len(text) > LENGTH:
        return None, [Trouble(f"The condition is longer than {LENGTH} characters")]
    try:
        tree = sqlglot.parse_one(text)
    except ParseError as error:
        return None, [_syntax_trouble(text, error)]
    except (SqlglotError, RecursionError):
        return None, [Trouble(f"{shorten(text)!r} cannot be read as a condition", _SYNTAX)]
    if _depth_exceeds(tree, NESTING):
        return None, [Trouble("The condition is nested too deeply", "Use IN (...) or two rules.")]
    tree = _normalised(tree)
    return tree, list(_unsupported(tree))


_SYNTAX = "Check quotes, brackets and that AND, OR and NOT have something beside them."


def _syntax_trouble(text: str, error: ParseError) -> Trouble:
    details = error.errors[0] if error.errors else {}
    before = str(details.get("start_context") or "")
    offset = text.rfind(before) + len(before) if before else 0
    near = str(details.get("highlight") or "").strip()
    place = f" near {near!r}" if near else ""
    return Trouble(f"{shorten(text)!r} cannot be read as a condition{place}", _SYNTAX, (), offset)


def _depth_exceeds(tree: exp.Expr, limit: int) -> bool:
    level: list[exp.Expr] = [tree]
    for _ in range(limit):
        level = [child for node in level for child in node.iter_expressions()]
        if not level:
            return False
    return True


def _normalised(tree: exp.Expr) -> exp.Expr:
    holder = exp.Paren(this=tree)
    for node in reversed(list(tree.walk(bfs=False))):  # inner nodes first
        normal = _normal(node)
        if normal is not node:
            node.replace(normal)
    found: exp.Expr = holder.this
    return found


def _normal(node: exp.Expr) -> exp.Expr:
    """One spelling for things that sqlglot reads into several shapes."""
    if isinstance(node, exp.Like) and node.args.get("negate"):
        plain = node.copy()
        plain.set("negate", None)
        return exp.Not(this=plain)
    if isinstance(node, exp.Anonymous) and node.name.lower() in _LIST_SIZES:
        only = node.expressions[0].copy() if len(node.expressions) == 1 else None
        return exp.ArraySize(this=only) if only else node
    if isinstance(node, exp.Date) and isinstance(node.this, exp.Literal):
        return date_literal(node.this.copy())
    return node


def date_literal(text: exp.Expr) -> exp.Cast:
    """`DATE '2027-03-01'` from the text literal."""
    return exp.Cast(this=text, to=exp.DataType.build("date"))


def _unsupported(tree: exp.Expr) -> Iterator[Trouble]:
    """Nodes and options outside the language; what stands below such a node is not looked at."""
    for node in tree.walk(prune=lambda n: type(n) not in SUPPORTED or _is_leaf(n)):
        options = SUPPORTED.get(type(node))
        used = {name for name, value in node.args.items() if value not in (None, False, [])}
        if options is None or used - options:
            yield _refusal(node)
        else:
            yield from _bad_leaf(node)


def _is_leaf(node: exp.Expr) -> bool:
    return isinstance(node, exp.Column | exp.Cast)


def _refusal(node: exp.Expr) -> Trouble:
    advice = _INSTEAD.get(type(node), "See the list of operators in the guide to rules.")
    return Trouble(f"{shown(node)} is not supported in conditions", advice, (), offset_of(node))


def _bad_leaf(node: exp.Expr) -> Iterator[Trouble]:
    """Leaves and options whose type alone does not say that they are fine."""
    where = offset_of(node)
    if isinstance(node, exp.Cast) and not _is_date_literal(node):
        yield Trouble(f"{shown(node)} is not a date", "Write DATE '2027-03-01'.", (), where)
    if isinstance(node, exp.Is) and not isinstance(node.expression, exp.Null | exp.Boolean):
        yield Trouble(f"{shown(node)}: after IS comes NULL, TRUE or FALSE", None, (), where)
    if isinstance(node, exp.Literal) and not node.is_string and not _is_number(node.name):
        yield Trouble(f"{node.name} is not a plain number up to {LARGEST}", None, (), where)
    if isinstance(node, exp.Like) and not _is_text(node.expression):
        yield Trouble(f"{shown(node)}: after LIKE comes a text in quotes", None, (), where)


def _is_date_literal(node: exp.Cast) -> bool:
    return node.to.this == exp.DataType.Type.DATE and _is_text(node.this)


def _is_text(node: exp.Expr) -> bool:
    return isinstance(node, exp.Literal) and bool(node.is_string)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\d+|\d*\.\d+|\d+\.", text)) and float(text) <= LARGEST


def offset_of(node: exp.Expr) -> int:
    """Index in the condition's text of the first character that `node` was read from."""
    starts = [n.meta["start"] for n in node.walk() if "start" in n.meta]
    return min(starts, default=0)


def shown(node: exp.Expr) -> str:
    """A node as it is quoted in a message."""
    text = shorten(node.sql())
    return text if _is_text(node) else repr(text)


def shorten(text: str, size: int = 60) -> str:
    """`text` on one line, cut to `size` characters."""
    line = " ".join(text.split())
    return line if len(line) <= size else line[: size - 3] + "..."
