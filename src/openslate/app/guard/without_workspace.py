"""Judging where there is no workspace: by the heads and norms that ship, written down nowhere."""

from collections.abc import Sequence
from functools import cache

from openslate.app.guard.check_message import CheckedMessage
from openslate.guard.conversation import Setting, Turn
from openslate.guard.deciding.reply import refusal
from openslate.guard.deciding.trace import trace_of
from openslate.guard.guard import Guard
from openslate.guard.reading.heads import shipped_heads
from openslate.guard.reading.message_reader import MessageReader
from openslate.guard.reading.sentences.sentence_reading import sentence_reading


def judge_alone(turns: Sequence[Turn], setting: Setting) -> CheckedMessage:
    """The judgement of the newest turn; its `journal_id` is empty."""
    guard = _shipped()
    judgement = guard.check(turns, setting)
    trace = trace_of(judgement, guard.change(turns, judgement))
    return CheckedMessage("", judgement, refusal(judgement), trace)


@cache
def _shipped() -> Guard:
    sentences = sentence_reading()
    return Guard(MessageReader(shipped_heads(), sentences=sentences))
