"""A long list as a page of a table: what is in its cells, where they lead, which page it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query, Request, Response

from openslate.web.rendering import render, segment

PAGE_SIZE = 50
PageNumber = Annotated[int, Query(ge=1, le=100_000)]


@dataclass(frozen=True)
class Cell:
    """A text, where it leads, and a smaller line below it."""

    text: str
    address: str | None = None
    below: str | None = None


@dataclass(frozen=True)
class Listing:
    """One page of a list. `query` is kept by the links to its other pages."""

    title: str
    about: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    total: int
    page: int
    path: str
    query: Sequence[tuple[str, str]] = ()
    note: str = ""

    @property
    def told(self) -> Sequence[int]:
        """Numbers of the columns in which this page says anything."""
        return [n for n, _ in enumerate(self.columns) if any(row[n].text for row in self.rows)]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.total // PAGE_SIZE)

    def address(self, page: int) -> str:
        """Where another page of it is."""
        return f"{self.path}?{urlencode([*self.query, ('page', page)])}"


def offset(page: int) -> int:
    """How many rows come before a page."""
    return (page - 1) * PAGE_SIZE


def item_cell(item: str | None, name: str | None, below: str | None = None) -> Cell:
    """An item by name, as a link to its page."""
    if item is None:
        return Cell(name or "no item", None, below)
    return Cell(name or f"Item {item}", f"/items/{segment(item)}", below)


def texts(*values: object) -> Iterable[Cell]:
    """Cells that lead nowhere; what is not known stays empty."""
    return [Cell("" if value is None else str(value)) for value in values]


def show(request: Request, listing: Listing) -> Response:
    """The list as a page."""
    return render(request, "listing.html", listing=listing)
