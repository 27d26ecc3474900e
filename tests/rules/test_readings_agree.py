"""Four readings of the same condition give the same answer on anything, also on missing facts."""

from collections.abc import Mapping
from datetime import date, timedelta
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openslate.rules import compile_rulebook, parse_rulebook, rule_sentence, to_sql
from openslate.rules.condition import read_condition
from openslate.rules.fields import RuleField, fields_of
from openslate.rules.plain_form import plain_value
from openslate.testing.plain_rules import PlainRuleReader
from openslate.testing.rules import plainly

FACTS: dict[str, pl.DataType] = {
    "a": pl.Int64(),
    "b": pl.Int64(),
    "x": pl.Float64(),
    "s": pl.String(),
    "t": pl.String(),
    "d": pl.Date(),
    "f": pl.Boolean(),
    "l": pl.List(pl.String),
}
REQUEST = (
    RuleField("viewer.n", "integer", "the viewer's number"),
    RuleField("viewer.s", "text", "the viewer's text"),
    RuleField("viewer.f", "boolean", "f", yes="the viewer is f", no="the viewer is not f"),
    RuleField("context.date", "date", "today"),
)
FIELDS = fields_of(FACTS, REQUEST)
DAY = date(2026, 11, 20)

integers = st.integers(-5, 5)
texts = st.text("abAé%_.[ ", max_size=3)
days = st.integers(-40, 40).map(lambda n: DAY + timedelta(days=n))
numbers = st.sampled_from([-2.5, -1.0, 0.0, 0.5, 3.0, 1e300])
booleans = st.booleans()
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "integer": integers,
    "number": numbers,
    "text": texts,
    "date": days,
    "boolean": booleans,
    "texts": st.lists(texts, max_size=3),
}
KIND_OF = {name: str(field.kind) for name, field in FIELDS.items()}


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


LITERALS: dict[str, st.SearchStrategy[str]] = {
    "integer": integers.map(str),
    "number": st.sampled_from(["0.5", "3.0", "-2.5", "0"]),
    "text": texts.map(quoted),
    "date": days.map(lambda day: f"DATE '{day}'"),
    "boolean": st.sampled_from(["TRUE", "FALSE"]),
}


def names(kind: str) -> st.SearchStrategy[str]:
    return st.sampled_from([name for name, is_kind in KIND_OF.items() if is_kind == kind])


def leaf(kind: str) -> st.SearchStrategy[str]:
    return names(kind) if kind == "texts" else names(kind) | LITERALS[kind]


@st.composite
def value(draw: st.DrawFn, kind: str, depth: int) -> str:
    """A value expression of a kind."""
    if depth == 0 or draw(st.integers(0, 2)) == 0:
        return draw(leaf(kind))
    less = depth - 1
    forms = {
        "integer": [
            lambda: (
                f"({draw(value('integer', less))} {draw(signs)} {draw(value('integer', less))})"
            ),
            lambda: f"array_length({draw(names('texts'))})",
            lambda: f"({draw(value('date', less))} - {draw(value('date', less))})",
        ],
        "number": [
            lambda: f"({draw(value('integer', less))} / {draw(value('number', less))})",
            lambda: f"({draw(value('number', less))} {draw(signs)} {draw(value('number', less))})",
        ],
        "text": [lambda: f"lower({draw(value('text', less))})"],
        "date": [
            lambda: f"({draw(value('date', less))} {draw(steps)} {draw(value('integer', 0))})"
        ],
        "boolean": [lambda: f"({draw(predicate(less))})"],
    }
    common = [
        lambda: f"COALESCE({draw(value(kind, less))}, {draw(value(kind, less))})",
        lambda: (
            f"CASE WHEN {draw(predicate(less))} THEN {draw(value(kind, less))} "
            f"ELSE {draw(value(kind, less))} END"
        ),
    ]
    return draw(st.sampled_from(forms[kind] + common))()


signs = st.sampled_from(["+", "-", "*"])
steps = st.sampled_from(["+", "-"])
comparisons = st.sampled_from(["=", "<>", "<", "<=", ">", ">="])
single = st.sampled_from(["integer", "number", "text", "date"])


@st.composite
def predicate(draw: st.DrawFn, depth: int = 3) -> str:
    """A yes/no condition."""
    kind = draw(single)
    less = max(0, depth - 1)
    one, two, three = (value(kind, min(less, 1)) for _ in range(3))
    simple = [
        lambda: f"{draw(one)} {draw(comparisons)} {draw(two)}",
        lambda: f"{draw(one)} {draw(maybe_not)} BETWEEN {draw(two)} AND {draw(three)}",
        lambda: f"{draw(one)} {draw(maybe_not)} IN ({draw(two)}, {draw(three)}, NULL)",
        lambda: f"{draw(one)} {draw(maybe_not)} IN ({', '.join(draw(many(kind)))})",
        lambda: f"{draw(value('text', 1))} {draw(maybe_not)} LIKE {draw(LITERALS['text'])}",
        lambda: f"{draw(one)} IS {draw(maybe_not)} NULL",
        lambda: f"array_contains({draw(names('texts'))}, {draw(value('text', 1))})",
        lambda: draw(names("boolean")),
    ]
    if depth == 0 or draw(st.booleans()):
        return draw(st.sampled_from(simple))()
    parts = [
        lambda: f"({draw(predicate(less))}) AND ({draw(predicate(less))})",
        lambda: f"({draw(predicate(less))}) OR ({draw(predicate(less))})",
        lambda: f"NOT ({draw(predicate(less))})",
        lambda: f"({draw(predicate(less))}) = ({draw(predicate(less))})",
        lambda: f"({draw(predicate(less))}) IS {draw(st.sampled_from(['TRUE', 'FALSE']))}",
    ]
    return draw(st.sampled_from(parts))()


maybe_not = st.sampled_from(["", "NOT"])


def many(kind: str) -> st.SearchStrategy[list[str]]:
    return st.lists(LITERALS[kind], min_size=5, max_size=6)


def maybe(kind: str) -> st.SearchStrategy[Any]:
    return st.none() | VALUES[kind]


items = st.fixed_dictionaries({name: maybe(KIND_OF[f"item.{name}"]) for name in FACTS})
frames = st.lists(items, max_size=6).map(lambda rows: pl.DataFrame(rows, schema=FACTS))
requests = st.fixed_dictionaries({}, optional={field.name: maybe(field.kind) for field in REQUEST})
thorough = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


def book_of(when: str, unless: str | None = None) -> str:
    lines = [
        "rulebook: Random",
        "rules:",
        "- rule: r",
        "  title: Random",
        f"  when: |-\n    {when}",
        "  then: block",
    ]
    return "\n".join([*lines, f"  unless: |-\n    {unless}"] if unless else lines)


@thorough
@given(when=predicate(), unless=st.none() | predicate(1), facts=frames, request_=requests)
def test_the_compiled_rule_is_the_plain_reading(
    when: str, unless: str | None, facts: pl.DataFrame, request_: Mapping[str, Any]
) -> None:
    book = parse_rulebook(book_of(when, unless), "random.yaml", FIELDS)
    outcome = compile_rulebook(book, FACTS).evaluate(facts, request_)
    reader = PlainRuleReader(book)
    for item, values in enumerate(plainly(facts, request_)):
        speaks = reader.speaks(book.rules[0], values)
        assert (outcome.fired[0][item], outcome.unknown[0][item]) == (
            int(speaks is True),
            int(speaks is None),
        )


@thorough
@given(when=predicate(2), facts=frames, request_=requests)
def test_the_sql_means_the_same_to_another_engine(
    when: str, facts: pl.DataFrame, request_: Mapping[str, Any]
) -> None:
    duckdb = pytest.importorskip("duckdb")
    condition, troubles = read_condition(when, FIELDS)
    assert condition is not None, troubles
    with duckdb.connect() as connection, TemporaryDirectory() as folder:
        facts.with_row_index("row").write_parquet(f"{folder}/facts.parquet")
        table = f"read_parquet('{folder}/facts.parquet') AS item ORDER BY item.row"
        query = f"SELECT {to_sql(condition, 'duckdb', request_)} FROM {table}"
        rows = connection.execute(query).fetchall()
    plain = [plain_value(condition.tree, values) for values in plainly(facts, request_)]
    assert [row[0] for row in rows] == plain


@thorough
@given(when=predicate())
def test_every_condition_reads_as_a_sentence(when: str) -> None:
    book = parse_rulebook(book_of(when), "random.yaml", FIELDS)
    sentence = rule_sentence(book.rules[0], FIELDS)
    assert sentence.startswith("Block when ")
    assert "item." not in sentence
