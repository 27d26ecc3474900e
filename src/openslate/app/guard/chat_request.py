"""A request of the chat protocol, reduced to what can be judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from openslate.guard.conversation import Part, Purpose, Setting, Speaker, Surface, Turn

_SPEAKERS = {"user": Speaker.VIEWER, "assistant": Speaker.ASSISTANT}
_PASSED_ON = frozenset(
    {
        "model",
        "temperature",
        "top_p",
        "max_tokens",
        "max_completion_tokens",
        "stop",
        "seed",
        "presence_penalty",
        "frequency_penalty",
        "response_format",
    }
)
"""Choices of the asker that cannot carry anything around the guard."""


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TextPart(_Sent):
    """A part of a message that is text; the guard reads no others."""

    type: Literal["text"]
    text: str


class SentMessage(_Sent):
    """One message as the protocol has it."""

    role: Literal["system", "developer", "user", "assistant"]
    content: str | list[TextPart]
    name: str | None = None

    @property
    def text(self) -> str:
        """All its text."""
        if isinstance(self.content, str):
            return self.content
        return "\n".join(part.text for part in self.content)


class SentContext(_Sent):
    """What the house knows of the conversation, in the field `slate` of a request."""

    viewer: str = Field(default="", max_length=80)
    viewer_age: int | None = Field(default=None, ge=0, le=130)
    territory: str | None = Field(default=None, pattern="^[A-Z]{2}$")
    purpose: Purpose | None = None
    part: Part = Part.VIEWER
    election_period: bool | None = None


class SentChat(_Sent):
    """A chat request; fields that could carry unjudged words (tools, logprobs) are refused."""

    messages: list[SentMessage] = Field(min_length=1, max_length=200)
    stream: bool = False
    n: Literal[1] = 1
    model: str | None = None
    temperature: float | None = None
    top_p: float | None = None
    max_tokens: int | None = None
    max_completion_tokens: int | None = None
    stop: str | list[str] | None = None
    seed: int | None = None
    presence_penalty: float | None = None
    frequency_penalty: float | None = None
    response_format: dict[str, Any] | None = None
    user: str | None = None
    slate: SentContext = SentContext()


@dataclass(frozen=True)
class ChatRequest:
    """A request with the turns that are judged and the setting they are judged in."""

    sent: SentChat

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What viewer and assistant said; instructions of the house are not judged."""
        said = [m for m in self.sent.messages if m.role in _SPEAKERS]
        return tuple(Turn(message.text, _SPEAKERS[message.role]) for message in said)

    @property
    def viewer(self) -> str:
        """Who asks, where the house says so."""
        return self.sent.slate.viewer

    @property
    def setting(self) -> Setting:
        """What is established; what the request leaves out is unknown."""
        known = self.sent.slate.model_dump(exclude={"viewer"})
        return Setting(surface=Surface.CHAT, **known)

    def forwarded(self) -> Mapping[str, Any]:
        """What the model's server is sent."""
        chosen = self.sent.model_dump(include=set(_PASSED_ON), exclude_none=True)
        messages = [{"role": m.role, "content": m.text} for m in self.sent.messages]
        return {**chosen, "messages": messages}
