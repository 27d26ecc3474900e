"""Who wins, in a sentence."""

from openslate.app.evaluation.evaluation import Evaluation
from openslate.common.text import join_words


def verdict(found: Evaluation) -> str:
    """Who finds most of what viewers go on to watch, and who cannot be told from them."""
    first, *others = [found.contender(name).label for name in found.best]
    if not others:
        return f"{first} finds most of what viewers go on to watch; all others find less."
    return (
        f"{first} finds most of what viewers go on to watch, but {join_words(others)} cannot be "
        "told from it by these viewings."
    )
