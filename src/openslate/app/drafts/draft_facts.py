"""The facts of an item as rows that drafts are written from and held against."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl
from babel import Locale

from openslate.assistant.grounding import FactKind, GroundFact
from openslate.assistant.grounding.demonyms import DEMONYMS
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD, Columns

MOST_RELATED = 6
ENGLISH = Locale("en", "GB")
KINDS: Mapping[str, FactKind] = {
    FIELD[column].column: kind
    for column, kind in (
        ("name", FactKind.TITLE),
        ("year", FactKind.YEAR),
        ("release_date", FactKind.DATE),
        ("directors", FactKind.DIRECTOR),
        ("writers", FactKind.WRITER),
        ("producers", FactKind.PRODUCER),
        ("composers", FactKind.COMPOSER),
        ("cast", FactKind.ACTOR),
        ("companies", FactKind.COMPANY),
        ("genres", FactKind.GENRE),
        ("countries", FactKind.COUNTRY),
        ("languages", FactKind.LANGUAGE),
        ("tags", FactKind.TAG),
        ("runtime", FactKind.RUNTIME),
        ("age_rating", FactKind.AGE_RATING),
        ("oscars", FactKind.AWARDS),
        ("critics_score", FactKind.SCORE),
        ("box_office", FactKind.MONEY),
        ("series", FactKind.TAG),
        ("description", FactKind.TEXT),
    )
}
"""Kinds of facts by the field they are read from, in the order in which they are told."""
AWARDS = ("Academy Awards", "Academy Award", "Oscar", "Oscars")
WORLD = "world"
LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "cmn": ("Mandarin Chinese", "Mandarin", "Chinese"),
    "yue": ("Cantonese", "Chinese"),
}
"""Languages by codes for which the names of locales have none, or another."""


class ItemFacts:
    """Reads facts out of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def of(self, index: int) -> tuple[GroundFact, ...]:
        """Values that won, and windows."""
        subject = str(self.snapshot.item[Columns.ID][index])
        claims = self._claims(index).filter(pl.col(Columns.WON))
        rows = [*self._facts(subject, claims), *self._windows(subject, index)]
        return tuple(dict.fromkeys(rows))

    def disputed(self, index: int) -> tuple[GroundFact, ...]:
        """Values that lost."""
        subject = str(self.snapshot.item[Columns.ID][index])
        return tuple(self._facts(subject, self._claims(index).filter(~pl.col(Columns.WON))))

    def related(self, index: int) -> tuple[int, ...]:
        """Items by the same people, those with the most in common first."""
        credit = self.snapshot.credit
        people = credit.filter(pl.col(Columns.ITEM) == index)[Columns.PERSON].unique()
        others = credit.filter(
            pl.col(Columns.PERSON).is_in(people.implode()) & (pl.col(Columns.ITEM) != index)
        )
        counted = others.group_by(Columns.ITEM).agg(pl.col(Columns.PERSON).n_unique())
        ordered = counted.sort(Columns.PERSON, Columns.ITEM, descending=[True, False])
        return tuple(ordered[Columns.ITEM].head(MOST_RELATED).to_list())

    def _claims(self, index: int) -> pl.DataFrame:
        return self.snapshot.claim.filter(pl.col(Columns.ITEM) == index)

    def _facts(self, subject: str, claims: pl.DataFrame) -> Iterator[GroundFact]:
        by_field: dict[str, list[dict[str, Any]]] = {}
        for row in claims.iter_rows(named=True):
            by_field.setdefault(row[Columns.FIELD], []).append(row)
        for column, kind in KINDS.items():
            seen: set[str] = set()
            for row in by_field.get(column, []):
                if row[Columns.VALUE] not in seen:  # one source is enough
                    seen.add(row[Columns.VALUE])
                    yield _fact(subject, kind, row[Columns.VALUE], row[Columns.SOURCE])

    def _windows(self, subject: str, index: int) -> Iterator[GroundFact]:
        windows = self.snapshot.availability.filter(pl.col(Columns.ITEM) == index)
        for row in windows.iter_rows(named=True):
            code = row[Columns.TERRITORY]
            name = "all countries" if code == WORLD else str(ENGLISH.territories.get(code, code))
            yield GroundFact(
                subject,
                FactKind.AVAILABILITY,
                name,
                row[Columns.SOURCE],
                () if code == WORLD else (code,),
                row[Columns.STARTS],
                row[Columns.ENDS],
            )


def _fact(subject: str, kind: FactKind, value: str, source: str) -> GroundFact:
    """Codes in words, whole numbers whole."""
    if kind is FactKind.COUNTRY:
        name = str(ENGLISH.territories.get(value, value))
        return GroundFact(subject, kind, name, source, (value, *DEMONYMS.get(value, ())))
    if kind is FactKind.LANGUAGE:
        name, *others = LANGUAGES.get(value, (str(ENGLISH.languages.get(value, value)),))
        return GroundFact(subject, kind, name, source, (value, *others))
    if kind is FactKind.AWARDS:
        return GroundFact(subject, kind, value, source, AWARDS)
    if kind is FactKind.MONEY:
        return GroundFact(subject, kind, value.partition(".")[0], source)
    return GroundFact(subject, kind, value, source)
