"""The index: every record's keys and vectors, by which records that belong together are found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from openslate.catalogue.identity.facts import FACT_SCHEMA, fact_rows
from openslate.catalogue.identity.lexicon import OCCURRENCE_SCHEMA, ROW, TERM, TIMES, Lexicon, typed
from openslate.catalogue.identity.names import NameForm, NameKind
from openslate.catalogue.identity.records import YEAR, Entry
from openslate.catalogue.identity.settings import ResolverSettings
from openslate.catalogue.identity.vectors import (
    USUAL,
    Usual,
    bits,
    telling,
    tfidf,
    usual_likeness,
    without_rows,
)
from openslate.graph.vocabulary import Columns

FORM, KIND, KEY, WORDS, NAMED = "form", "form_kind", "key", "words", "named"
RECORD_SCHEMA = {
    Columns.SOURCE: pl.String(),
    Columns.RECORD: pl.String(),
    YEAR: pl.Int32(),
    NAMED: pl.Boolean(),
    **FACT_SCHEMA,
}
FORM_SCHEMA = {
    ROW: pl.UInt32(),
    FORM: pl.Int16(),
    KIND: pl.Int8(),
    KEY: pl.String(),
    WORDS: pl.String(),
}
KEY_SCHEMA = {ROW: pl.UInt32(), FORM: pl.Int16(), KIND: pl.Int8(), KEY: pl.String()}
SHARED_SCHEMA = {KEY: pl.String(), Columns.SOURCE: pl.String(), "count": pl.UInt32()}
GRAM = 3
COMMON_KEY = 40  # a key that more records share needs a second one


@dataclass(frozen=True, eq=False)
class Statistics:
    """What is counted once over all records and kept: words, trigrams, terms, people, keys.

    `shared` says how many records of a source have a key, from two on; `common` are keys that
    need a second one.
    """

    words: Lexicon
    grams: Lexicon
    terms: Lexicon
    people: Lexicon
    shared: pl.DataFrame
    common: frozenset[str]
    about: Usual = USUAL
    written: Usual = USUAL


@dataclass(frozen=True, eq=False)
class RecordIndex:
    """Records in rows. `grams` and the `rarest` of them have a row for each form in `forms`, the
    others one a record. Names that many share have no `rarest`: they are not alike by letters.

    `about` holds the descriptions, `written` everything a record says, `people` whom it names.
    """

    records: pl.DataFrame
    forms: pl.DataFrame
    keys: pl.DataFrame
    statistics: Statistics
    grams: csr_array
    rarest: csr_array
    about: csr_array
    written: csr_array
    people: csr_array

    @property
    def size(self) -> int:
        """How many records there are."""
        return self.records.height

    def form_places(self, rows: np.ndarray, forms: np.ndarray) -> np.ndarray:
        """Where in `forms` the given forms of the given records are; -1 for the form -1."""
        first = np.searchsorted(self.forms[ROW].to_numpy(), rows)
        places: np.ndarray = np.where(forms < 0, -1, first + forms)
        return places


def build_index(
    entries: Sequence[Entry], settings: ResolverSettings, statistics: Statistics | None = None
) -> RecordIndex:
    """An index of these records; counts them, unless `statistics` were counted before."""
    forms = _frame(_form_rows(entries), FORM_SCHEMA)
    told = _Occurrences(
        words=_distinct(forms.select(ROW, pl.col(WORDS).str.split(" ").alias(TERM)).explode(TERM)),
        grams=_gram_occurrences(forms),
        about=_text_occurrences([entry.about for entry in entries]),
        written=_text_occurrences([_everything(entry) for entry in entries]),
        people=_people_occurrences(entries),
    )
    records = _frame(_record_rows(entries), RECORD_SCHEMA)
    known = _count(told, forms, records) if statistics is None else _extend(statistics, told)
    about = tfidf(told.about, known.terms, len(entries))
    written = tfidf(told.written, known.terms, len(entries))
    if statistics is None:
        known = replace(known, about=usual_likeness(about), written=usual_likeness(written))
    grams = tfidf(told.grams, known.grams, forms.height)
    return RecordIndex(
        records,
        forms,
        _keys(entries, forms, known),
        known,
        grams=grams,
        rarest=without_rows(
            telling(grams, known.grams.counts, settings.near_cosine),
            forms[KEY].is_in(list(known.common)).to_numpy(),
        ),
        about=about,
        written=written,
        people=bits(told.people, known.people, len(entries)),
    )


@dataclass(frozen=True, eq=False)
class _Occurrences:
    words: pl.DataFrame
    grams: pl.DataFrame
    about: pl.DataFrame
    written: pl.DataFrame
    people: pl.DataFrame


def _frame(rows: Iterator[tuple[object, ...]], schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pl.DataFrame(
        [
            pl.Series(name, values, kind)
            for (name, kind), values in zip(schema.items(), columns, strict=True)
        ]
    )


def _record_rows(entries: Sequence[Entry]) -> Iterator[tuple[object, ...]]:
    for entry, facts in zip(entries, fact_rows(entries), strict=True):
        yield entry.source, entry.record, entry.year, bool(entry.name.forms), *facts


def _form_rows(entries: Sequence[Entry]) -> Iterator[tuple[object, ...]]:
    for row, entry in enumerate(entries):
        for number, form in enumerate(entry.name.forms):
            yield row, number, int(form.kind), form.key, " ".join(form.words)


def _everything(entry: Entry) -> str:
    names = (" ".join(form.words) for form in entry.name.forms if form.kind < NameKind.PART)
    people = " ".join(sorted(entry.people))
    return " ".join([*names, entry.series, entry.about, entry.also, people])


def _text_occurrences(texts: Sequence[str]) -> pl.DataFrame:
    words = pl.Series(TERM, texts, pl.String).str.extract_all(r"\w{2,}")
    rows = pl.Series(ROW, np.arange(len(texts), dtype=np.uint32))
    return _distinct(pl.DataFrame([rows, words]).explode(TERM))


def _people_occurrences(entries: Sequence[Entry]) -> pl.DataFrame:
    rows = ((row, person) for row, entry in enumerate(entries) for person in entry.people)
    return _distinct(_frame(rows, {ROW: pl.UInt32(), TERM: pl.String()}))


def _gram_occurrences(forms: pl.DataFrame) -> pl.DataFrame:
    """Character trigrams of whole names, by the form's place; words are padded with blanks."""
    at: list[int] = []
    grams: list[str] = []
    for row, (kind, words) in enumerate(forms.select(KIND, WORDS).iter_rows()):
        if kind < NameKind.PART:
            padded = f" {words} "
            found = [padded[i : i + GRAM] for i in range(max(1, len(padded) - GRAM + 1))]
            grams += found
            at += [row] * len(found)
    columns = [pl.Series(ROW, at, pl.UInt32), pl.Series(TERM, grams, pl.String)]
    return _distinct(pl.DataFrame(columns))


def _distinct(told: pl.DataFrame) -> pl.DataFrame:
    counted = told.drop_nulls(TERM).group_by(ROW, TERM).agg(pl.len().alias(TIMES))
    return typed(counted, OCCURRENCE_SCHEMA)


def _count(told: _Occurrences, forms: pl.DataFrame, records: pl.DataFrame) -> Statistics:
    rows = records.with_row_index(ROW).select(ROW, Columns.SOURCE)
    keyed = forms.select(ROW, KEY).unique().join(rows, on=ROW)
    total = keyed.group_by(KEY).len().filter(pl.col("len") > COMMON_KEY)
    shared = keyed.group_by(KEY, Columns.SOURCE).agg(pl.len().alias("count"))
    size = records.height
    return Statistics(
        words=Lexicon.count(told.words, size),
        grams=Lexicon.count(told.grams, forms.height),
        terms=Lexicon.count(told.written, size),
        people=Lexicon.count(told.people, size),
        shared=typed(shared.filter(pl.col("count") > 1).sort(KEY, Columns.SOURCE), SHARED_SCHEMA),
        common=frozenset(total[KEY]),
    )


def _extend(known: Statistics, told: _Occurrences) -> Statistics:
    return replace(
        known,
        words=known.words.extended(told.words),
        grams=known.grams.extended(told.grams),
        terms=known.terms.extended(pl.concat([told.about, told.written])),
        people=known.people.extended(told.people),
    )


def _keys(entries: Sequence[Entry], forms: pl.DataFrame, known: Statistics) -> pl.DataFrame:
    plain = forms.filter(~pl.col(KEY).is_in(list(known.common))).select(*KEY_SCHEMA)
    more = _frame(_more_keys(entries, known.common), KEY_SCHEMA)
    return pl.concat([plain, more])


def _more_keys(entries: Sequence[Entry], common: frozenset[str]) -> Iterator[tuple[object, ...]]:
    """Ids, and for names that many share, the name with a second thing that is known."""
    for row, entry in enumerate(entries):
        for scheme, value in entry.ids:
            yield row, 0 if entry.name.forms else -1, -1, f"={scheme}:{value}"
        for number, form in enumerate(entry.name.forms):
            if form.key in common:
                for second in _seconds(entry, form):
                    yield row, number, int(form.kind), f"{form.key}|{second}"


def _seconds(entry: Entry, form: NameForm) -> Iterator[str]:
    if entry.series:
        yield entry.series
    if entry.year and form.kind < NameKind.PART:
        yield str(entry.year)
    if entry.place:
        yield f"{entry.place.season}x{entry.place.episode}"
    yield from entry.people


def joined(old: RecordIndex, gone: np.ndarray, new: RecordIndex) -> RecordIndex:
    """`old` without the rows in `gone`, followed by `new`, which has the statistics of `old`."""
    stays = np.ones(old.size, bool)
    stays[gone] = False
    moved = np.cumsum(stays) - 1
    kept = int(stays.sum())
    form_stays = stays[old.forms[ROW].to_numpy()]
    statistics = new.statistics
    return RecordIndex(
        pl.concat([old.records.filter(pl.Series(stays)), new.records]),
        pl.concat([_moved(old.forms, stays, moved), _shifted(new.forms, kept)]),
        pl.concat([_moved(old.keys, stays, moved), _shifted(new.keys, kept)]),
        statistics,
        grams=_stack(old.grams, form_stays, new.grams),
        rarest=_stack(old.rarest, form_stays, new.rarest),
        about=_stack(old.about, stays, new.about),
        written=_stack(old.written, stays, new.written),
        people=_stack(old.people, stays, new.people),
    )


def _moved(frame: pl.DataFrame, stays: np.ndarray, moved: np.ndarray) -> pl.DataFrame:
    rows = frame[ROW].to_numpy()
    kept = frame.filter(pl.Series(stays[rows]))
    return kept.with_columns(pl.Series(ROW, moved[kept[ROW].to_numpy()].astype(np.uint32)))


def _shifted(frame: pl.DataFrame, by: int) -> pl.DataFrame:
    return frame.with_columns((pl.col(ROW) + by).cast(pl.UInt32))


def _stack(old: csr_array, stays: np.ndarray, new: csr_array) -> csr_array:
    """Rows of `old` that stay, then those of `new`; every value is copied once."""
    inside = np.diff(stays.astype(np.int8), prepend=0, append=0)
    runs = old.indptr[np.flatnonzero(inside)].reshape(-1, 2)
    lengths = np.concatenate([np.diff(old.indptr)[stays], np.diff(new.indptr)])
    indptr = np.concatenate([[0], np.cumsum(lengths)])
    data, indices = (
        np.concatenate([*(values[start:end] for start, end in runs), more])
        for values, more in ((old.data, new.data), (old.indices, new.indices))
    )
    return csr_array((data, indices, indptr), shape=(lengths.size, new.shape[1]))
