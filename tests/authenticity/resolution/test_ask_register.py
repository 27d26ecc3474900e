"""One register is asked: what it is told, and how little of its answer is believed."""

import json
import socket

import httpx2
import pytest
from tests.authenticity.resolution.hostile_register import Answer, hostile_register

from openslate.authenticity.resolution import ask_register as module
from openslate.authenticity.resolution.ask_register import AskedBinding, ask_register
from openslate.common.errors import SlateError

SEVEN = AskedBinding("org.openslate.mark.1", b"0000000000000007")
MATCHES, MANIFESTS = "/matches/byBinding", "/manifests/"


def matches(*ids: object) -> Answer:
    told = [{"manifestId": one, "similarityScore": 100 - at} for at, one in enumerate(ids)]
    return Answer(json.dumps({"matches": told, "more": 1}).encode())


def test_only_the_binding_is_sent_and_credentials_come_back() -> None:
    answers = {MATCHES: matches("urn:c2pa:a", "b"), MANIFESTS: Answer(b"credential")}
    with hostile_register(answers) as register:
        given = ask_register(register.address, "key", [SEVEN])
    assert [one.content for one in given] == [b"credential"] * 2
    assert {key for _, key in register.asked} == {"Bearer key"}
    assert [path for path, _ in register.asked] == [
        "/matches/byBinding?alg=org.openslate.mark.1&value=MDAwMDAwMDAwMDAwMDAwNw%3D%3D&maxResults=3",
        "/manifests/urn%3Ac2pa%3Aa",
        "/manifests/b",
    ]


@pytest.mark.parametrize("answer", [Answer(), Answer(status=404, body=b"no such thing")])
def test_a_register_may_know_nothing(answer: Answer) -> None:
    with hostile_register({MATCHES: answer}) as register:
        assert ask_register(register.address, None, [SEVEN]) == []
    assert register.asked[0][1] == ""


def test_three_credentials_are_fetched_at_most_and_each_once() -> None:
    answers = {MATCHES: matches("a", "a", "b", "c", "d"), MANIFESTS: Answer(b"x")}
    with hostile_register(answers) as register:
        assert len(ask_register(register.address, None, [SEVEN, SEVEN])) == 3


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (Answer(b"<html>"), "no list of matches"),
        (Answer(b'{"matches": 1}'), "no list of matches"),
        (Answer(b'{"matches": [{"manifestId": "../../secret"}]}'), "no list of matches"),
        (Answer(b'{"matches": [{"manifestId": "a", "similarityScore": 1e9}]}'), "no list"),
        (matches(*map(str, range(101))), "no list of matches"),
        (Answer(b"[" * 60_000), "no list of matches"),
        (Answer(b" " * (70 << 10)), "more than such an answer may hold"),
        (Answer(endless=True), "more than such an answer may hold"),
        (Answer(status=302, headers=[("location", "http://127.0.0.1:1/")]), "another address"),
        (Answer(status=401), "wants a key"),
        (Answer(status=500), "status 500"),
        (Answer(headers=[("content-encoding", "gzip")]), "something compressed"),
    ],
)
def test_a_hostile_answer_is_one_sentence(answer: Answer, sentence: str) -> None:
    with hostile_register({MATCHES: answer}) as register:
        with pytest.raises(SlateError, match=sentence):
            ask_register(register.address, None, [SEVEN])
        assert len(register.asked) == 1


def test_a_credential_has_bounds_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_MANIFEST", 100_000)
    answers = {MATCHES: matches("a"), MANIFESTS: Answer(endless=True)}
    with hostile_register(answers) as register, pytest.raises(SlateError, match="more than such"):
        ask_register(register.address, None, [SEVEN])


def test_a_register_that_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIMEOUT", httpx2.Timeout(0.2))
    with (
        hostile_register({MATCHES: Answer(silent=True)}) as register,
        pytest.raises(SlateError, match="too long"),
    ):
        ask_register(register.address, None, [SEVEN])


def test_a_register_that_is_not_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(SlateError, match="could not be reached"):
            ask_register(address, None, [SEVEN])
