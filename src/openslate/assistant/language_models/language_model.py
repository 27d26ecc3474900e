"""Asking a language model for text or for JSON of a given shape."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from openslate.assistant.language_models.chat_server import ChatServer
from openslate.assistant.language_models.errors import LanguageModelError

Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True)
class Said:
    """One message of a prompt: `role` is system, user or assistant."""

    role: str
    content: str


class LanguageModel:
    """Text from a server, always as something a stranger wrote: nothing in it is ever obeyed."""

    def __init__(self, server: ChatServer) -> None:
        self._server = server

    @property
    def name(self) -> str:
        """What facts about authorship call it."""
        return self._server.settings.model or "unnamed"

    def text(self, prompt: Sequence[Said], *, temperature: float = 0.0) -> str:
        """The whole answer, cut where it passes what is read of one."""
        answer = self._server.ask(_body(prompt, temperature))
        text = _at(answer, "choices", 0, "message", "content")
        if not isinstance(text, str):
            raise self._nothing()
        return text[: self._server.settings.most_letters]

    def pieces(self, prompt: Sequence[Said], *, temperature: float = 0.0) -> Iterator[str]:
        """The answer as it arrives, up to as much as is read of one."""
        left = self._server.settings.most_letters
        for chunk in self._server.stream(_body(prompt, temperature)):
            piece = _at(chunk, "choices", 0, "delta", "content")
            if isinstance(piece, str) and piece:
                yield piece[:left]
                left -= len(piece)
            if left <= 0:
                return

    def shaped(self, prompt: Sequence[Said], shape: type[Shape]) -> Shape:
        """An answer of this shape; asked for by JSON schema and checked all the same.

        Raises LanguageModelError for an answer of another shape.
        """
        schema = {"name": shape.__name__, "schema": shape.model_json_schema(), "strict": True}
        body = _body(prompt, 0.0)
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
        text = _at(self._server.ask(body), "choices", 0, "message", "content")
        try:
            return shape.model_validate(json.loads(text if isinstance(text, str) else ""))
        except (ValueError, RecursionError, ValidationError) as error:
            raise self._nothing() from error

    def _nothing(self) -> LanguageModelError:
        return LanguageModelError(
            "The language model gave nothing that can be used", where=self._server.settings.url
        )


def _body(prompt: Sequence[Said], temperature: float) -> dict[str, Any]:
    messages = [{"role": said.role, "content": said.content} for said in prompt]
    return {"messages": messages, "temperature": temperature}


def _at(value: Any, *path: str | int) -> Any:
    """What stands at a path of keys and places, None where there is no such thing."""
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and len(value) > step else None
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    return value
