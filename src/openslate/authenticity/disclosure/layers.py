"""The four layers in which a file can say how it came to be."""

from enum import StrEnum

from openslate.authenticity.disclosure.kinds import ContentKind


class Layer(StrEnum):
    """One way of saying it: each reaches other people, and is lost in other ways."""

    LABEL = "label"
    METADATA = "metadata"
    CREDENTIAL = "credential"
    MARK = "mark"

    @property
    def words(self) -> str:
        """What it is, for a person."""
        return WORDS[self]


WORDS = {
    Layer.LABEL: "a label that people see, hear or read",
    Layer.METADATA: "the IPTC's digital source type in its metadata",
    Layer.CREDENTIAL: "a content credential that says how it was made",
    Layer.MARK: "an invisible mark",
}
POSSIBLE = {
    ContentKind.PICTURE: frozenset(Layer),
    ContentKind.VIDEO: frozenset(Layer),
    ContentKind.SOUND: frozenset(Layer),
    ContentKind.TEXT: frozenset({Layer.LABEL, Layer.CREDENTIAL}),
}
"""What Slate can put into content of each kind; marks go into no text."""
NEEDED = frozenset({Layer.LABEL, Layer.CREDENTIAL, Layer.MARK})
"""Without these, as far as they are possible, nothing synthetic is published."""
