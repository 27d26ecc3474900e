"""One server of the OpenAI chat protocol: bounded in time and size, asked again when busy.

https://platform.openai.com/docs/api-reference/chat; the same protocol is spoken by llama.cpp,
vLLM, Ollama and others.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import httpx2

from openslate.assistant.language_models.bounded import Bounded
from openslate.assistant.language_models.errors import LanguageModelError
from openslate.assistant.language_models.server_sent import events_of
from openslate.assistant.language_models.settings import KEY_ENVIRONMENT, LanguageModelSettings
from openslate.assistant.language_models.waiting import Waiting

CONNECT = 5.0  # seconds
BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Answers after which it is asked again."""
BYTES_A_LETTER = 300
"""Most bytes that carry one character of an answer: its JSON frame in a stream of single ones."""
SAYS: Mapping[int, tuple[str, str]] = {
    401: ("refused the key", f"Check {KEY_ENVIRONMENT}"),
    403: ("refused the key", f"Check {KEY_ENVIRONMENT}"),
    404: ("does not know the address or the model", "Check url and model under [language_model]"),
    429: ("has no time", "Try again later, or raise the limit there"),
}


class ChatServer:
    """Sends chat requests as they are given; `key` is sent as a bearer token and never shown.

    Use it as a context manager, or `close` it. Raises LanguageModelError.
    """

    def __init__(
        self,
        settings: LanguageModelSettings,
        *,
        key: str | None = None,
        waiting: Waiting | None = None,
    ) -> None:
        self.settings = settings.required()
        self._waiting = waiting or Waiting()
        headers = {"accept-encoding": "identity"}  # so that few bytes are never many
        if key or settings.key:
            headers["authorization"] = f"Bearer {key or settings.key}"
        # trust_env=False: no proxy of the environment sees what viewers write
        self._client = httpx2.Client(
            base_url=f"{self.settings.url}/",
            headers=headers,
            timeout=httpx2.Timeout(self.settings.seconds, connect=CONNECT),
            trust_env=False,
            follow_redirects=False,
        )

    def __enter__(self) -> "ChatServer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def ask(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The whole answer to a chat request."""
        with self._asked({**body, "stream": False}) as read:
            answer = _object(b"".join(read))
        if answer is None:
            raise self._error("gave an answer that is no JSON object")
        return answer

    def stream(self, body: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """The chunks of a chat request's answer as they arrive; what is no JSON ends it."""
        with self._asked({**body, "stream": True}) as read:
            for event in events_of(read):
                chunk = _object(event)
                if chunk is None:
                    raise self._error("sent a piece of an answer that is no JSON object")
                yield chunk

    def models(self) -> list[str]:
        """Names of the models that are served."""
        with self._sent("GET", "models", None) as read:
            answer = _object(b"".join(read)) or {}
        data = answer.get("data")
        entries = data if isinstance(data, list) else []
        return [str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry]

    def _asked(self, body: Mapping[str, Any]) -> AbstractContextManager[Bounded]:
        named = {"model": self.settings.model} if self.settings.model else {}
        return self._sent("POST", "chat/completions", {**named, **body})

    @contextmanager
    def _sent(self, method: str, path: str, body: Mapping[str, Any] | None) -> Iterator[Bounded]:
        """The body of the answer, piece by piece; asks again as long as the server is busy."""
        ends = self._waiting.now() + self.settings.seconds
        attempt = 0
        while True:
            response = self._response(method, path, body, ends, attempt)
            if response is not None:
                break
            attempt += 1
        most = self.settings.most_letters * BYTES_A_LETTER
        try:
            with self._told():
                yield Bounded(response, most, ends, self._waiting.now, self._error)
        finally:
            response.close()

    def _response(
        self, method: str, path: str, body: Mapping[str, Any] | None, ends: float, attempt: int
    ) -> httpx2.Response | None:
        """The answer's head; None when it is to be asked for again."""
        last = attempt + 1 >= self.settings.attempts
        left = ends - self._waiting.now()
        timeout = httpx2.Timeout(max(left, 0.001), connect=CONNECT)
        request = self._client.build_request(method, path, json=body, timeout=timeout)
        try:
            response = self._client.send(request, stream=True)
        except httpx2.ConnectError as error:
            if last or not self._waiting.pause(attempt, None, ends - self._waiting.now()):
                raise self._error("cannot be reached", "Is it running?") from error
            return None
        except httpx2.HTTPError as error:
            raise self._error(f"did not answer ({type(error).__name__})") from error
        if response.is_success:
            return response
        status, pause = response.status_code, _seconds(response.headers.get("retry-after"))
        response.close()
        again = status in BUSY and not last
        if again and self._waiting.pause(attempt, pause, ends - self._waiting.now()):
            return None
        raise self._error(*SAYS.get(status, (f"answered {status}", "See what it logged")))

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except httpx2.HTTPError as error:
            raise self._error("broke off in the midst of its answer") from error

    def _error(self, what: str, do: str | None = None) -> LanguageModelError:
        return LanguageModelError(
            f"The language model's server {what}", where=self.settings.url, do=do
        )


def _object(text: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _seconds(text: str | None) -> float | None:
    try:
        return max(0.0, float(text)) if text else None
    except ValueError:
        return None
