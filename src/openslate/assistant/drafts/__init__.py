"""Texts for pre-production and publicity: from facts, checked, ranked by what was picked."""

from openslate.assistant.drafts.candidate import Author, DraftCandidate, Passage
from openslate.assistant.drafts.order import DraftKind, DraftOrder, TextLength
from openslate.assistant.drafts.overlap import Overlap, OverlapIndex
from openslate.assistant.drafts.writer import DraftWriter, GuardCheck, GuardWord

__all__ = [
    "Author",
    "DraftCandidate",
    "DraftKind",
    "DraftOrder",
    "DraftWriter",
    "GuardCheck",
    "GuardWord",
    "Overlap",
    "OverlapIndex",
    "Passage",
    "TextLength",
]
