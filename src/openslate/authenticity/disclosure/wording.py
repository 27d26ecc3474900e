"""Labels in the words of each place that they are put in."""

from collections.abc import Sequence

BETWEEN = " \N{MIDDLE DOT} "


def shown(labels: Sequence[str]) -> str:
    """The text beside the icon.

    >>> shown(["Made with AI", "Not a real recording"])
    'Made with AI · Not a real recording'
    """
    return BETWEEN.join(labels)


def sentence(labels: Sequence[str]) -> str:
    """One plain sentence, for metadata and for what stands before a text.

    >>> sentence(["Made with AI", "Not a real recording"])
    'Made with AI. Not a real recording.'
    """
    return " ".join(f"{label.rstrip('.')}." for label in labels)


def spoken(labels: Sequence[str]) -> str:
    """What a voice says before a recording."""
    return f"Please note. {sentence(labels)}"
