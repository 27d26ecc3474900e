"""A whole book as one YAML file, so that a decision made under it can be made again."""

from datetime import date
from typing import Any

import yaml

from openslate.guard.norms.combining import combine
from openslate.guard.norms.norm_book import NormBook
from openslate.guard.norms.norm_file import parse_norm_file


def book_text(book: NormBook) -> str:
    """The book as a file that `read_book` reads to the same version."""
    content = {key: [_dated(entry) for entry in part] for key, part in book.content().items()}
    return yaml.safe_dump({"guard": "Whole book", **content}, sort_keys=False, allow_unicode=True)


def read_book(text: str, name: str) -> NormBook:
    """A book that was written whole; raises RulebookError."""
    return combine([parse_norm_file(text, name)])


def _dated(entry: dict[str, Any]) -> dict[str, Any]:
    return {**entry, "review": date.fromisoformat(entry["review"])}
