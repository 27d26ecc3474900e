"""Who and what items have in common: people, companies and topics, both ways, of one snapshot."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_array

from openslate.common.errors import NotFoundError
from openslate.common.text import fold
from openslate.graph.folding import fold_expression
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import CREDIT_FIELDS, FIELD, Columns

PEOPLE, COMPANIES = "people", FIELD["companies"].column
SERIES = FIELD["series"].column
TOPICS = (*(FIELD[name].column for name in ("genres", "countries", "languages", "tags")), SERIES)
KINDS = (PEOPLE, COMPANIES, *TOPICS)
ROLES: tuple[str, ...] = tuple(str(field.role) for field in CREDIT_FIELDS)
WRITTEN, KEY, CODE, BITS = "written", "key", "code", "bits"
Items = NDArray[np.int64]


class Bonds:
    """The names of one kind and the items of each; a name is one whatever its case and accents.

    `by_name` (names x items) and `by_item` (items x names) hold, for people, one bit per role in
    the order of `ROLES`, else 1. `counts` is how many items each name has.
    """

    def __init__(self, kind: str, rows: pl.DataFrame, items: int) -> None:
        self.kind = kind
        spellings = rows.group_by(WRITTEN).len().sort("len", WRITTEN, descending=[True, False])
        spellings = spellings.with_columns(fold_expression(pl.col(WRITTEN)).alias(KEY))
        spellings = spellings.filter(pl.col(KEY) != "")
        names = spellings.group_by(KEY, maintain_order=True).agg(WRITTEN).sort(KEY)
        codes = names.with_row_index(CODE).explode(WRITTEN).select(CODE, WRITTEN)
        pairs = (
            rows.join(codes, on=WRITTEN).group_by(CODE, Columns.ITEM).agg(pl.col(BITS).bitwise_or())
        )
        self.keys: list[str] = names[KEY].to_list()
        self._spellings: list[list[str]] = names[WRITTEN].to_list()
        place = (pairs[CODE].to_numpy(), pairs[Columns.ITEM].to_numpy())
        self.by_name = csr_array((pairs[BITS].to_numpy(), place), shape=(names.height, items))
        self.by_item = csr_array(self.by_name.T)
        self.counts = np.diff(self.by_name.indptr)

    @cached_property
    def _codes(self) -> dict[str, int]:
        return {key: code for code, key in enumerate(self.keys)}

    def find(self, name: str) -> int | None:
        """The code of a name in any spelling; '_' may stand for a blank, as in addresses."""
        found = self._codes.get(fold(name))
        return self._codes.get(fold(name.replace("_", " "))) if found is None else found

    def name(self, code: int) -> str:
        """A name as it is written most often."""
        return self._spellings[code][0]

    def spellings(self, code: int) -> list[str]:
        """All ways in which a name is written."""
        return self._spellings[code]

    def items_of(self, code: int) -> Items:
        """The items of a name, in order."""
        return np.sort(_row(self.by_name, code)[0])

    def bits_of(self, code: int) -> dict[int, int]:
        """Roles by item, one bit each; nothing where names have no roles."""
        if self.kind != PEOPLE:
            return {}
        items, bits = _row(self.by_name, code)
        return dict(zip(items.tolist(), bits.tolist(), strict=True))

    def names_of(self, item: int) -> list[tuple[int, int]]:
        """The names of an item with their bits."""
        codes, bits = _row(self.by_item, item)
        return sorted(zip(codes.tolist(), bits.tolist(), strict=True))

    def tally(self, items: Items) -> NDArray[np.int64]:
        """How many of some items each name has, by code."""
        return np.bincount(self.by_item[items].indices, minlength=len(self.keys))


def most_frequent(tally: NDArray[np.int64], most: int) -> list[tuple[int, int]]:
    """The largest entries of a tally with their codes, largest first, then by the alphabet.

    >>> most_frequent(np.array([2, 0, 5, 2, 2]), 3)
    [(2, 5), (0, 2), (3, 2)]
    """
    some = np.flatnonzero(tally)
    if len(some) > most:
        least = np.partition(tally[some], len(some) - most)[len(some) - most]
        some = some[tally[some] >= least]
    order = some[np.argsort(-tally[some], kind="stable")][:most]
    return [(int(code), int(tally[code])) for code in order]


class Connections:
    """Everything that pages about people, companies and topics need; built once a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._bonds: dict[str, Bonds] = {}

    def __getitem__(self, kind: str) -> Bonds:
        """The names of a kind; raises NotFoundError for a kind that does not exist."""
        if kind not in KINDS:
            raise NotFoundError(f"There are no {kind!r} here", do=f"Ask for {', '.join(KINDS)}")
        if kind not in self._bonds:
            self._bonds[kind] = Bonds(kind, self._rows(kind), self.snapshot.size)
        return self._bonds[kind]

    def _rows(self, kind: str) -> pl.DataFrame:
        one = pl.lit(1, pl.Int32).alias(BITS)
        if kind == PEOPLE:
            bits = {role: 1 << place for place, role in enumerate(ROLES)}
            role = pl.col(Columns.ROLE).replace_strict(bits, return_dtype=pl.Int32)
            return self.snapshot.credit.select(
                Columns.ITEM, pl.col(Columns.PERSON).alias(WRITTEN), role.alias(BITS)
            )
        if kind == SERIES:
            named = self.snapshot.item.drop_nulls(SERIES)
            return named.select(Columns.ITEM, pl.col(SERIES).alias(WRITTEN), one)
        tags = self.snapshot.tag.filter(pl.col(Columns.TAG_KIND) == kind)
        return tags.select(Columns.ITEM, pl.col(Columns.TAG).alias(WRITTEN), one)

    @cached_property
    def years(self) -> NDArray[np.int64]:
        """Year by dense item, 0 where it is not known."""
        return self.snapshot.item[FIELD["year"].column].fill_null(0).to_numpy()

    @cached_property
    def _place(self) -> NDArray[np.uint32]:
        """Place of each item among all: latest first, then by name; without a year last."""
        order = [FIELD["year"].column, FIELD["name"].column, Columns.ITEM]
        ordered = self.snapshot.item.select(order).sort(
            order, descending=[True, False, False], nulls_last=True
        )
        return np.argsort(ordered[Columns.ITEM].to_numpy()).astype(np.uint32)

    def latest_first(self, items: Items | Sequence[int]) -> list[int]:
        """Items in the order of a list of works."""
        chosen = np.asarray(items, dtype=np.int64)
        return [int(item) for item in chosen[np.argsort(self._place[chosen])]]


def roles_in(bits: int) -> tuple[str, ...]:
    """The roles that bits stand for.

    >>> roles_in(0b1), roles_in(0b10001)
    (('director',), ('director', 'actor'))
    """
    return tuple(role for place, role in enumerate(ROLES) if bits >> place & 1)


def _row(matrix: csr_array, row: int) -> tuple[Items, Items]:
    """Column numbers and values of a row."""
    part = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return matrix.indices[part].astype(np.int64), matrix.data[part].astype(np.int64)
