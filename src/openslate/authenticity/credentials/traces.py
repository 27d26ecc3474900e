"""Whether something of a credential stands in a file that can't be read any more."""

from io import SEEK_END
from typing import BinaryIO

STORE = bytes.fromhex("6332706100110010800000aa00389b71")
"""The kind of the outermost box of every C2PA manifest store (C2PA 2.2, section 11.1.4.2)."""
PIECE = 1 << 20


def traces_at_ends(stream: BinaryIO) -> bool:
    """Whether the mark of a manifest store stands where stores stand: near the ends of a file.

    Looking through all of a long film that nobody signed would take long.
    """
    stream.seek(0)
    if STORE in stream.read(PIECE):
        return True
    length = stream.seek(0, SEEK_END)
    stream.seek(max(0, length - PIECE))
    return STORE in stream.read(PIECE)


def holds_traces(stream: BinaryIO) -> bool:
    """Whether the mark of a manifest store stands anywhere in a file."""
    stream.seek(0)
    kept = b""
    while piece := stream.read(PIECE):
        if STORE in kept + piece:
            return True
        kept = piece[1 - len(STORE) :]
    return False
