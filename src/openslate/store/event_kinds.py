"""What a viewer can do: the closed list of kinds of events."""

from enum import StrEnum


class EventKind(StrEnum):
    """What an event says that its viewer did."""

    VIEW = "view"
    """Began to watch an item."""
    PROGRESS = "progress"
    """Is at a position of an item; players send one a minute."""
    FINISH = "finish"
    """Came to the end of an item."""
    WATCHED = "watched"
    """Watched an item, as someone else noted."""
    RATED = "rated"
    """Gave an item stars."""
    LIKE = "like"
    """Said that an item is good."""
    DISLIKE = "dislike"
    """Said that an item is not for them."""
    SHARE = "share"
    """Told someone of an item."""
    SEARCH = "search"
    """Looked for words; the only kind that is about no item."""


KINDS = tuple(kind.value for kind in EventKind)
