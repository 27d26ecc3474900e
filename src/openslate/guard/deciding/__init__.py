"""From facts and setting to a judgement: which norm applies, why, and what would change it."""

from openslate.guard.deciding.judge import NormJudge
from openslate.guard.deciding.judgement import ExceptionTried, Judgement, NormFinding
from openslate.guard.deciding.operating_point import BALANCED, STRICT, OperatingPoint
from openslate.guard.deciding.smallest_change import Change, smallest_change

__all__ = [
    "BALANCED",
    "STRICT",
    "Change",
    "ExceptionTried",
    "Judgement",
    "NormFinding",
    "NormJudge",
    "OperatingPoint",
    "smallest_change",
]
