"""What each group of an experiment is served, in a sentence."""

from collections.abc import Iterator

from openslate.app.experiments.plan import ArmSettings
from openslate.app.workspace import Workspace
from openslate.common.text import join_words


def arm_words(workspace: Workspace, b: ArmSettings) -> tuple[str, str]:
    """A sentence for group a and one for group b, about the same things."""
    told = list(_differences(workspace, b))
    ours, theirs = (join_words(words) for words in zip(*told, strict=True))
    return f"What is in force: {ours}.", f"The same, but {theirs}."


def _differences(workspace: Workspace, b: ArmSettings) -> Iterator[tuple[str, str]]:
    """What a has and what b has instead, thing by thing."""
    home = workspace.settings.home
    if b.model is not None:
        yield "the model that serves everybody", f"the model {b.model}"
    if b.rulebook is not None:
        title = workspace.rulebook(b.rulebook).title
        yield "the rulebook in force", f"the rulebook “{title}” ({b.rulebook})"
    if b.exploration is not None:
        yield _tries(home.exploration), _tries(b.exploration)
    if b.row_size is not None:
        yield _rows(home.row_size), _rows(b.row_size)


def _tries(share: float) -> str:
    """How much is tried.

    >>> _tries(0.05), _tries(0)
    ('other titles tried in 5% of places', 'nothing tried')
    """
    return f"other titles tried in {100 * share:g}% of places" if share else "nothing tried"


def _rows(size: int) -> str:
    return f"rows of {size} title{'' if size == 1 else 's'}"
