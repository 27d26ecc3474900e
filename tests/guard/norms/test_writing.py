"""A book that is written whole is read to the same book."""

from openslate.guard.norms.reading import default_norms
from openslate.guard.norms.writing import book_text, read_book


def test_the_pack_survives() -> None:
    pack = default_norms()
    again = read_book(book_text(pack), "kept.yaml")
    assert again.version == pack.version
    assert again.content() == pack.content()
