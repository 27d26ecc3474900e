"""What a viewer agreed that an event may be used for: a small closed list, denied unless given."""

from collections.abc import Iterable
from enum import IntFlag

from openslate.common.errors import SlateError
from openslate.common.text import join_words, nearest


class Purpose(IntFlag):
    """Uses of an event; a set of them is one number, which is what the tables keep.

    >>> Purpose.SERVICE | Purpose.MEASUREMENT
    <Purpose.SERVICE|MEASUREMENT: 5>
    """

    SERVICE = 1
    """Keeping the service going: what was watched, where to go on."""
    PERSONALISATION = 2
    """Learning, and choosing what this viewer is shown."""
    MEASUREMENT = 4
    """Figures about the audience: retention, segments, resonance."""
    RESEARCH = 8
    """Studies beyond running the service."""


NO_PURPOSE = Purpose(0)
ALL_PURPOSES = ~NO_PURPOSE
PURPOSES = {purpose.name.lower(): purpose for purpose in Purpose if purpose.name}
"""Every purpose by the word that files, requests and commands use."""


def read_purposes(words: Iterable[str]) -> Purpose:
    """The set of purposes that these words name; raises SlateError for a word that is none.

    >>> read_purposes(["service", "research"])
    <Purpose.SERVICE|RESEARCH: 9>
    """
    given = NO_PURPOSE
    for word in words:
        if word not in PURPOSES:
            meant = nearest(word, PURPOSES)
            raise SlateError(
                f"There is no purpose {word!r}",
                do=f"Did you mean {meant!r}?" if meant else f"Use {join_words(PURPOSES, 'or')}",
            )
        given |= PURPOSES[word]
    return given


def purpose_words(purposes: int) -> tuple[str, ...]:
    """The words of a set of purposes, in their fixed order.

    >>> purpose_words(5)
    ('service', 'measurement')
    """
    return tuple(word for word, purpose in PURPOSES.items() if purposes & purpose)
