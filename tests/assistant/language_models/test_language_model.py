"""The client against a real server on loopback, friendly and hostile."""

from itertools import count

import pytest
from pydantic import BaseModel, ValidationError

from openslate.assistant.language_models.chat_server import ChatServer
from openslate.assistant.language_models.errors import LanguageModelError
from openslate.assistant.language_models.language_model import LanguageModel, Said
from openslate.assistant.language_models.settings import KEY_ENVIRONMENT, LanguageModelSettings
from openslate.assistant.language_models.waiting import Waiting
from openslate.common.errors import SlateError
from openslate.testing.language_models import (
    MODEL,
    FakeLanguageModelServer,
    Reply,
    Script,
    endless,
    in_turn,
    language_model_server,
    says,
)

PROMPT = [Said("system", "Be brief."), Said("user", "Good evening")]
BUSY = Reply(status=503, headers={"retry-after": "2"})


class LogLine(BaseModel):
    """A shape to ask for."""

    words: int
    text: str


def model_at(
    server: FakeLanguageModelServer, waiting: Waiting | None = None, **settings: object
) -> LanguageModel:
    chosen = LanguageModelSettings.model_validate({"url": server.url, "model": "m", **settings})
    return LanguageModel(ChatServer(chosen, key="secret", waiting=waiting))


def test_an_answer_whole_and_in_pieces() -> None:
    with language_model_server(says("Good evening to you.")) as server:
        model = model_at(server)
        assert model.text(PROMPT) == "Good evening to you."
        assert "".join(model.pieces(PROMPT)) == "Good evening to you."
    whole, streamed = server.asked
    assert (whole["model"], whole["stream"], streamed["stream"]) == ("m", False, True)
    assert whole["messages"][0] == {"role": "system", "content": "Be brief."}
    assert server.heads[0]["authorization"] == "Bearer secret"


def test_an_answer_of_a_shape() -> None:
    with language_model_server(says('{"words": 2, "text": "Two words"}')) as server:
        assert model_at(server).shaped(PROMPT, LogLine) == LogLine(words=2, text="Two words")
    asked = server.asked[0]["response_format"]["json_schema"]
    assert (asked["name"], asked["schema"]["required"]) == ("LogLine", ["words", "text"])


@pytest.mark.parametrize("text", ["", "no JSON", '{"words": "many"}', "[" * 100_000])
def test_another_shape_is_said_so(text: str) -> None:
    with (
        language_model_server(says(text)) as server,
        pytest.raises(LanguageModelError, match="gave nothing that can be used"),
    ):
        model_at(server, most_letters=200_000).shaped(PROMPT, LogLine)


def test_a_busy_server_is_asked_again_as_it_wishes() -> None:
    slept: list[float] = []
    waiting = Waiting(sleep=slept.append)
    with language_model_server(in_turn(BUSY, BUSY, Reply(["Yes"]))) as server:
        assert model_at(server, waiting).text(PROMPT) == "Yes"
    assert (len(server.asked), slept) == (3, [2.0, 2.0])


def test_it_is_not_asked_for_ever() -> None:
    with (
        language_model_server(in_turn(Reply(status=503))) as server,
        pytest.raises(LanguageModelError, match="answered 503"),
    ):
        model_at(server, Waiting(sleep=lambda _: None), attempts=2).text(PROMPT)
    assert len(server.asked) == 2


def test_a_pause_that_is_too_long_is_not_waited_for() -> None:
    with (
        language_model_server(in_turn(Reply(status=429, headers={"retry-after": "900"}))) as server,
        pytest.raises(LanguageModelError, match="has no time"),
    ):
        model_at(server).text(PROMPT)


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (Reply(status=401), "refused the key"),
        (Reply(status=404), "does not know the address or the model"),
        (Reply(status=302, headers={"location": "http://192.0.2.1/"}), "answered 302"),
        (Reply(body=b"<html>"), "no JSON object"),
        (Reply(body=b"[1]"), "no JSON object"),
        (Reply(headers={"content-encoding": "gzip"}, body=b"x"), "packed"),
        (Reply(headers={"content-length": "900"}, body=b"{"), "broke off"),
        (Reply(body=b'{"choices": []}'), "gave nothing that can be used"),
        (Reply(body=b'{"choices": {"0": 1}}'), "gave nothing that can be used"),
        (Reply(body=b" " * 7_000_000), "sent more than is read"),
    ],
)
def test_every_misfortune_is_one_sentence(reply: Reply, sentence: str) -> None:
    with (
        language_model_server(in_turn(reply)) as server,
        pytest.raises(LanguageModelError, match=sentence) as raised,
    ):
        model_at(server).text(PROMPT)
    assert "secret" not in str(raised.value)


def test_an_endless_answer_is_cut() -> None:
    with language_model_server(endless("la ")) as server:
        assert len("".join(model_at(server, most_letters=100).pieces(PROMPT))) == 100


def test_an_endless_answer_that_comes_all_at_once_is_cut_too() -> None:
    event = b'data: {"choices": [{"delta": {"content": "la "}}]}\n\n'
    with language_model_server(in_turn(Reply(body=event * 9_000))) as server:
        assert len("".join(model_at(server, most_letters=100).pieces(PROMPT))) == 100


def test_a_slow_answer_is_given_up() -> None:
    ticks = count()
    waiting = Waiting(now=lambda: next(ticks) * 10.0)
    with (
        language_model_server(endless("la ")) as server,
        pytest.raises(LanguageModelError, match="took too long"),
    ):
        list(model_at(server, waiting).pieces(PROMPT))


@pytest.mark.parametrize("body", [b"data: {]\n\n", b"data: 7\n\n"])
def test_a_broken_stream_is_said_so(body: bytes) -> None:
    with (
        language_model_server(in_turn(Reply(body=body))) as server,
        pytest.raises(LanguageModelError, match="no JSON object"),
    ):
        list(model_at(server).pieces(PROMPT))


def test_nobody_there() -> None:
    with language_model_server(says("")) as server:
        pass
    with pytest.raises(LanguageModelError, match="cannot be reached"):
        model_at(server, Waiting(sleep=lambda _: None)).text(PROMPT)


def test_models_are_listed() -> None:
    with language_model_server(says("")) as server:
        settings = LanguageModelSettings(url=server.url)
        with ChatServer(settings) as chat:
            assert chat.models() == [MODEL]


@pytest.mark.parametrize(
    "url", ["ftp://host/v1", "http://example.org/v1", "https://me:secret@example.org/v1", "host"]
)
def test_addresses_that_are_not_taken(url: str) -> None:
    with pytest.raises(ValidationError):
        LanguageModelSettings(url=url)


def test_without_an_address_nothing_is_asked() -> None:
    with pytest.raises(SlateError, match="No language model is set up"):
        ChatServer(LanguageModelSettings())


def test_the_key_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_ENVIRONMENT, "from outside")
    script: Script = says("Yes")
    with (
        language_model_server(script) as server,
        ChatServer(LanguageModelSettings(url=server.url)) as chat,
    ):
        LanguageModel(chat).text(PROMPT)
    assert server.heads[0]["authorization"] == "Bearer from outside"
