"""Look books: stills of the house's own, chosen by palette, tag and credit, laid out on pages."""

from openslate.assistant.look_books.choosing import LookWish, choose
from openslate.assistant.look_books.folder import read_stills
from openslate.assistant.look_books.look_book import look_book
from openslate.assistant.look_books.palette import Swatch, palette
from openslate.assistant.look_books.still import Still

__all__ = ["LookWish", "Still", "Swatch", "choose", "look_book", "palette", "read_stills"]
