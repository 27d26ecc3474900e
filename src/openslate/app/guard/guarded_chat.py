"""A language model's chat with the guard on both sides: what is asked, and what is answered."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from openslate.app.guard.chat_request import ChatRequest
from openslate.app.guard.check_message import CheckedMessage, CheckMessage
from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Speaker, Turn
from openslate.guard.deciding import Judgement
from openslate.guard.deciding.reply import refusal
from openslate.guard.guard import Guard
from openslate.guard.streaming import StreamGuard

STOP, FILTERED, CUT = "stop", "content_filter", "length"


class Upstream(Protocol):
    """What is asked for answers; see `openslate.assistant.language_models.ChatServer`."""

    def ask(self, body: Mapping[str, Any]) -> dict[str, Any]: ...
    def stream(self, body: Mapping[str, Any]) -> Iterator[dict[str, Any]]: ...


@dataclass(frozen=True)
class GuardedPiece:
    """Text to show, and with the last piece why the answer ends and where it is written down."""

    text: str = ""
    finish: str | None = None
    journal_id: str = ""


class GuardedChat:
    """Answers chat requests; a question that is refused never reaches the model."""

    def __init__(self, upstream: Upstream, guard: Callable[[], Guard], check: CheckMessage) -> None:
        self._upstream, self._guard, self._check = upstream, guard, check

    def pieces(self, request: ChatRequest) -> Iterator[GuardedPiece]:
        """The answer sentence by sentence, each judged before it is given."""
        asked = self._checked(request, request.turns)
        if asked.verdict >= Verdict.REVIEW:
            yield GuardedPiece(asked.reply, FILTERED, asked.journal_id)
            return
        stream = StreamGuard(self._judge(request), request.turns)
        for text in stream.passed(_texts(self._upstream.stream(request.forwarded()))):
            yield GuardedPiece(text)
        said = self._checked(request, (*request.turns, Turn(stream.shown, Speaker.ASSISTANT)))
        if stream.stopped:
            yield GuardedPiece(_after(stream.shown, refusal(stream.stopped)))
        yield GuardedPiece("", FILTERED if stream.stopped else STOP, said.journal_id)

    def whole(self, request: ChatRequest) -> GuardedPiece:
        """The answer in one."""
        pieces = list(self.pieces(request))
        return GuardedPiece(
            "".join(piece.text for piece in pieces), pieces[-1].finish, pieces[-1].journal_id
        )

    def _checked(self, request: ChatRequest, turns: Sequence[Turn]) -> CheckedMessage:
        return self._check(turns, request.setting, viewer=request.viewer)

    def _judge(self, request: ChatRequest) -> "_Judge":
        return _Judge(self._guard(), request)


@dataclass(frozen=True)
class _Judge:
    guard: Guard
    request: ChatRequest

    def __call__(self, turns: Sequence[Turn]) -> Judgement:
        return self.guard.check(turns, self.request.setting)


def _texts(chunks: Iterator[dict[str, Any]]) -> Iterator[str]:
    """The text of chunks; all else that they carry is left behind."""
    for chunk in chunks:
        choices = chunk.get("choices")
        first = choices[0] if isinstance(choices, list) and choices else None
        delta = first.get("delta") if isinstance(first, dict) else None
        text = delta.get("content") if isinstance(delta, dict) else None
        if isinstance(text, str):
            yield text


def _after(shown: str, sentence: str) -> str:
    return f"\n\n{sentence}" if shown else sentence
