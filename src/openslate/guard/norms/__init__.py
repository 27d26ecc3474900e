"""The moral knowledge graph: topics, norms, exceptions and obligations, read and checked."""

from openslate.guard.norms.norm import Norm, NormExamples, NormException, Stance
from openslate.guard.norms.norm_book import NormBook
from openslate.guard.norms.obligation import Obligation
from openslate.guard.norms.reading import default_norms, read_norms
from openslate.guard.norms.topic import Topic

__all__ = [
    "Norm",
    "NormBook",
    "NormExamples",
    "NormException",
    "Obligation",
    "Stance",
    "Topic",
    "default_norms",
    "read_norms",
]
