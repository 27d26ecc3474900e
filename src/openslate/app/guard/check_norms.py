"""Checking the house's norms, and putting them into the knowledge graph."""

from dataclasses import dataclass

from openslate.app.guard.norm_files import NormFiles
from openslate.app.workspace import Workspace
from openslate.guard.norms.checks import NormFinding, check_norms
from openslate.guard.norms.rdf import put_norms


@dataclass(frozen=True)
class NormsReport:
    """What there is and what to look at; `stored` says whether the graph was changed."""

    version: str
    topics: int
    norms: int
    files: tuple[str, ...]
    findings: tuple[NormFinding, ...]
    stored: bool


@dataclass(frozen=True)
class CheckNorms:
    """Reads pack and files, looks at what no reader can refuse, and keeps the graph in step.

    Raises RulebookError with every mistake; then the graph stays as it was.
    """

    workspace: Workspace

    def __call__(self) -> NormsReport:
        files = NormFiles(self.workspace)
        book = files.book
        return NormsReport(
            version=book.version,
            topics=len(book.topics),
            norms=len(book.norms),
            files=tuple(sorted(path.name for path in files.folder.glob("*.yaml"))),
            findings=check_norms(book, self.workspace.clock.now().date()),
            stored=put_norms(self.workspace.quads.quads, book),
        )
