"""Writes frames of the canonical view as N-Triples, whole columns at a time.

The same lines as `FactWriter` makes, fact by fact; this way a hundred thousand items take seconds.
"""

from collections.abc import Iterable, Iterator

import polars as pl

from openslate.graph.delivery import record_iri
from openslate.graph.fact_writer import NAME, FactWriter, person_iri
from openslate.graph.ntriples import iri, literal, plain, triple
from openslate.graph.vocabulary import (
    CREDIT_FIELDS,
    DATA,
    FIELD,
    FIELDS,
    WORK_TYPES,
    XSD,
    Columns,
    Field,
    Terms,
)

ITEM_IRI = f"{DATA}item:"
ESCAPED = r'[\\"\x00-\x1f\x7f]'
PLAIN_RECORD = r"^[A-Za-z0-9_.~-]+$"
FEW = 1000
"""Up to so many items, going fact by fact is faster: every step over a column has a price."""
SUBJECT, OBJECT, PLACE, ROW, LINE = "subject", "object", "place", "row", "line"


def item_iri(item_id: str) -> str:
    """IRI of an item."""
    return f"{ITEM_IRI}{item_id}"


def item_lines(items: pl.DataFrame) -> Iterable[pl.Series]:
    """Every fact of these items, without the names of people."""
    if items.height > FEW:
        return column_lines(items)
    return [pl.Series(LINE, list(_fact_lines(items)), pl.String)]


def _fact_lines(items: pl.DataFrame) -> Iterator[str]:
    writer, kind = FactWriter(FIELDS), FIELD["work_type"].column
    for values in items.iter_rows(named=True):
        subject = item_iri(values.pop(Columns.ID))
        yield triple(subject, Terms.TYPE, iri(WORK_TYPES.get(values[kind] or "", Terms.MOVIE)))
        own = f"<{subject}>"
        yield from (line for line in writer.facts(subject, values) if line.startswith(own))


def column_lines(items: pl.DataFrame) -> Iterable[pl.Series]:
    """The same, field by field over all items."""
    subjects = items.select(_item(Columns.ID).alias(SUBJECT))[SUBJECT]
    kinds = items[FIELD["work_type"].column].replace_strict(
        WORK_TYPES, default=Terms.MOVIE, return_dtype=pl.String
    )
    yield _lines(subjects, Terms.TYPE, "<" + kinds.fill_null(Terms.MOVIE) + ">")
    for known in FIELDS:
        facts = pl.DataFrame({SUBJECT: subjects, OBJECT: items[known.column]})
        if known.many:
            yield _order(facts, known)
            facts = facts.explode(OBJECT).unique(maintain_order=True)
        facts = facts.drop_nulls(OBJECT).filter(_said(known))
        yield _lines(facts[SUBJECT], known.iri, _objects(facts[OBJECT], known))


def people(items: pl.DataFrame) -> pl.Series:
    """The names of everyone with a credit, each once."""
    names = [items[known.column].explode() for known in CREDIT_FIELDS]
    return pl.concat(names).drop_nulls().unique()


def people_lines(names: pl.Series) -> pl.Series:
    """What people are called."""
    iris = pl.Series(SUBJECT, [f"<{person_iri(name)}>" for name in names], pl.String)
    return _lines(iris, NAME, _texts(names))


def record_lines(frame: pl.DataFrame, term: str) -> pl.Series:
    """Which item each record, or rights window, belongs to."""
    told = frame.select(_record_iris(frame), _item(Columns.ID).alias(OBJECT))
    return _lines(told[SUBJECT], term, told[OBJECT])


def redirect_lines(redirects: pl.DataFrame) -> pl.Series:
    """Which item an id leads to."""
    told = redirects.select(
        _item(Columns.ID).alias(SUBJECT), _item(Columns.REPLACED_BY).alias(OBJECT)
    )
    return _lines(told[SUBJECT], Terms.REPLACED_BY, told[OBJECT])


def _lines(subjects: pl.Series, term: str, objects: pl.Series) -> pl.Series:
    return (subjects + f" <{term}> " + objects + " .").alias(LINE)


def _item(column: str) -> pl.Expr:
    return pl.format(f"<{ITEM_IRI}{{}}>", column)


def _record_iris(frame: pl.DataFrame) -> pl.Series:
    keys = frame.select(Columns.SOURCE, Columns.RECORD)
    fit = keys.select(pl.all_horizontal(pl.all().str.contains(PLAIN_RECORD))).to_series()
    iris = keys.select(pl.format(f"<{DATA}record:{{}}:{{}}>", *keys.columns)).to_series()
    if not fit.all():
        odd = [f"<{record_iri(*key)}>" for key in keys.filter(~fit).iter_rows()]
        iris = iris.scatter(fit.not_().arg_true(), odd)
    return iris.alias(SUBJECT)


def _said(known: Field) -> pl.Expr:
    return pl.col(OBJECT) != "" if known.kind == "text" else pl.lit(True)


def _objects(values: pl.Series, known: Field) -> pl.Series:
    if known.role:
        named = values.unique()
        iris = [f"<{person_iri(name)}>" for name in named]
        return values.replace_strict(named, iris, return_dtype=pl.String)
    if known.kind == "text":
        return _texts(values)
    if known.kind == "number":
        once = values.unique()
        texts = once.map_elements(plain, pl.String)
        values = values.replace_strict(once, texts, return_dtype=pl.String)
    return '"' + values.cast(pl.String) + f'"^^<{XSD}{_TYPE[known.kind]}>'


_TYPE = {"integer": "integer", "number": "double", "date": "date", "boolean": "boolean"}


def _texts(values: pl.Series) -> pl.Series:
    odd = values.filter(values.str.contains(ESCAPED)).unique().to_list()
    escaped = [literal(text)[1:-1] for text in odd]
    return '"' + values.replace(odd, escaped) + '"'


def _order(facts: pl.DataFrame, known: Field) -> pl.Series:
    """The order of lists that are not alphabetical, as `fact_writer.list_order` writes it."""
    unsorted = facts.filter(pl.col(OBJECT).list.sort() != pl.col(OBJECT)).with_row_index(ROW)
    once = (
        unsorted.explode(OBJECT)
        .drop_nulls(OBJECT)
        .filter(_said(known))
        .unique([ROW, OBJECT], keep="first", maintain_order=True)
        .with_columns(pl.int_range(pl.len()).over(ROW).alias(PLACE))
    )
    orders = (
        once.sort(ROW, OBJECT)
        .group_by(ROW, SUBJECT, maintain_order=True)
        .agg(pl.col(PLACE), (pl.col(PLACE).diff() < 0).any().alias("turned"))
        .filter("turned")
    )
    text = pl.lit(f'"{known.column} ') + pl.col(PLACE).cast(pl.List(pl.String)).list.join(" ") + '"'
    return _lines(orders[SUBJECT], Terms.LIST_ORDER, orders.select(text.alias(OBJECT))[OBJECT])
