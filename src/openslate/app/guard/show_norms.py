"""Showing topics and norms of a workspace."""

from collections.abc import Iterator
from dataclasses import dataclass

from openslate.app.guard.norm_files import NormFiles
from openslate.app.guard.norm_views import NormsView, topic_view
from openslate.app.workspace import Workspace
from openslate.guard.norms import NormBook, default_norms


@dataclass(frozen=True)
class ShowNorms:
    """A topic with all below it, or the whole tree; raises NotFoundError, RulebookError.

    Without a workspace those of the pack that ships.
    """

    workspace: Workspace | None

    def __call__(self, topic: str | None = None) -> NormsView:
        book = NormFiles(self.workspace).book if self.workspace else default_norms()
        starts = book.roots if topic is None else (book.topic(topic).topic,)
        slugs = [slug for start in starts for slug in _below(book, start)]
        return NormsView(book.version, tuple(topic_view(book, slug) for slug in slugs))


def _below(book: NormBook, slug: str) -> Iterator[str]:
    """A topic and all below it, each before its narrower ones."""
    yield slug
    for narrower in book.narrower(slug):
        yield from _below(book, narrower)
