"""Whether something of a credential stands in a file that can't be read any more."""

from typing import BinaryIO

STORE = bytes.fromhex("6332706100110010800000aa00389b71")
"""The kind of the outermost box of every C2PA manifest store (C2PA 2.2, section 11.1.4.2)."""
PIECE = 1 << 20


def holds_traces(stream: BinaryIO) -> bool:
    """Whether the mark of a manifest store stands anywhere in a file."""
    stream.seek(0)
    kept = b""
    while piece := stream.read(PIECE):
        if STORE in kept + piece:
            return True
        kept = piece[1 - len(STORE) :]
    return False
