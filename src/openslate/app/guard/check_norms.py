"""Checking the house's norms, and putting them into the knowledge graph."""

from dataclasses import dataclass

from openslate.app.guard.norm_files import NormFiles
from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.guard.norms.checks import NormFinding, check_norms
from openslate.guard.norms.norm_book import NormBook
from openslate.guard.norms.rdf import put_norms


@dataclass(frozen=True)
class NormsReport:
    """What there is and what to look at.

    `stored` says whether the graph was changed, None where it could not be; `graph` says it in a
    sentence.
    """

    version: str
    topics: int
    norms: int
    files: tuple[str, ...]
    findings: tuple[NormFinding, ...]
    stored: bool | None
    graph: str


@dataclass(frozen=True)
class CheckNorms:
    """Reads pack and files, looks at what no reader can refuse, and keeps the graph in step.

    Raises RulebookError with every mistake; then the graph stays as it was.
    """

    workspace: Workspace

    def __call__(self) -> NormsReport:
        files = NormFiles(self.workspace)
        book = files.book
        stored, graph = self._store(book)
        return NormsReport(
            version=book.version,
            topics=len(book.topics),
            norms=len(book.norms),
            files=tuple(sorted(path.name for path in files.folder.glob("*.yaml"))),
            findings=check_norms(book, self.workspace.clock.now().date()),
            stored=stored,
            graph=graph,
        )

    def _store(self, book: NormBook) -> tuple[bool | None, str]:
        """Bring the graph up to date; another process may have it, which ends no check."""
        try:
            changed = put_norms(self.workspace.quads.quads, book)
        except SlateError as error:
            return None, str(error)
        return changed, "The graph was brought up to date." if changed else "The graph says so too."
