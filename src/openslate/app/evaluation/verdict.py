"""Who wins, in a sentence."""

from openslate.app.evaluation.evaluation import Evaluation
from openslate.common.text import join_words


def verdict(found: Evaluation) -> str:
    """Who guesses best what viewers go on to watch, and who cannot be told from them."""
    first, *others = [found.contender(name).label for name in found.best]
    if not others:
        return f"{first} guesses best what viewers go on to watch; all others do worse."
    return (
        f"{first} guesses best what viewers go on to watch, but these viewings cannot tell "
        f"{join_words(others)} from it."
    )
