"""Trying rulebooks before they go live, for pages and programs."""

from collections.abc import Callable

from openslate.app.engine import Engine
from openslate.app.jobs import Jobs, JobState
from openslate.app.preview.preview_rulebook import VIEWERS, PreviewRulebook, Progress
from openslate.app.preview.preview_views import RulePreview
from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.common.ids import short_id
from openslate.rules.book import Rulebook
from openslate.rules.reading import parse_rulebook

MOST_TEXT = 50_000  # characters that a page or a program may send
NAME = "new.yaml"


class PreviewRoom:
    """Use cases about rulebooks that are not in force; `serving` gives what decides now."""

    def __init__(self, workspace: Workspace, serving: Callable[[], Engine]) -> None:
        self.workspace, self.serving = workspace, serving
        self.jobs: Jobs[RulePreview] = Jobs("preview")

    @property
    def text(self) -> str:
        """The rulebook in force, as its file has it."""
        return self.serving().rulebook.source.text

    def preview(
        self, book: Rulebook, viewers: int = VIEWERS, progress: Progress | None = None
    ) -> RulePreview:
        """What `book` would change."""
        return PreviewRulebook(self.workspace, self.serving())(book, viewers, progress)

    def start(self, text: str, viewers: int) -> str:
        """Begin to try a rulebook that somebody wrote; gives the preview's key.

        Raises RulebookError with every mistake in it, SlateError when it is too long,
        ConflictError while another is tried.
        """
        if len(text) > MOST_TEXT:
            raise SlateError(
                f"The rulebook is longer than {MOST_TEXT:,} characters",
                do="Try it with 'slate rules preview'",
            )
        book = parse_rulebook(text, NAME)
        key = short_id("p", book.version, str(viewers), self.workspace.clock.now().isoformat())
        self.jobs.start(key, book.title, lambda tell: self.preview(book, viewers, tell))
        return key

    def state(self, key: str) -> JobState[RulePreview]:
        """How a preview stands, and in the end what it found."""
        return self.jobs.state(key)
