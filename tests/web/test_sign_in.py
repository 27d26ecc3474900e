"""Signing in, and what a role allows."""

import logging

import pytest
from fastapi.testclient import TestClient
from itsdangerous import URLSafeTimedSerializer
from tests.web.fake_desk import FakeAccount, FakeDesk
from tests.web.films import BY_NAME

from openslate.web.attempts import Attempts
from openslate.web.logs import HideSignInLinks
from openslate.web.session import COOKIE, Sessions

HEAT = BY_NAME["Heat"].item
OURS = {"origin": "http://127.0.0.1"}
ADA = {"name": "ada", "password": "analytical"}


def test_name_and_password_start_a_session(client: TestClient) -> None:
    answer = client.post("/sign-in", data=ADA, headers=OURS)
    cookie = answer.history[0].headers["set-cookie"]
    assert "ada, editor" in answer.text
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie


def test_the_cookie_is_secure_over_https(client: TestClient) -> None:
    answer = client.post("https://127.0.0.1/sign-in", data=ADA, follow_redirects=False)
    assert "Secure" in answer.headers["set-cookie"]


def test_a_wrong_password_is_refused(client: TestClient) -> None:
    answer = client.post("/sign-in", data=ADA | {"password": "guess"}, headers=OURS)
    assert answer.status_code == 403
    assert "do not belong together" in answer.text
    assert COOKIE not in client.cookies


def test_guessing_is_slowed_down_and_the_right_password_waits_too(client: TestClient) -> None:
    for _ in range(5):
        assert client.post("/sign-in", data=ADA | {"password": "guess"}).status_code == 403
    answer = client.post("/sign-in", data=ADA)
    assert answer.status_code == 429
    assert "Wait five minutes" in answer.text


def test_wrong_passwords_are_forgotten_after_a_while_or_a_right_one() -> None:
    now = [0.0]
    attempts = Attempts(most=2, seconds=60, clock=lambda: now[0])
    attempts.wrong("ada")
    attempts.wrong("ada")
    assert attempts.must_wait("ada")
    assert attempts.must_wait("ada")
    assert not attempts.must_wait("bob")
    now[0] = 61.0
    assert not attempts.must_wait("ada")
    attempts.wrong("ada")
    attempts.right("ada")
    attempts.wrong("ada")
    assert not attempts.must_wait("ada")


def test_the_list_of_wrong_passwords_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openslate.web.attempts.MOST_NAMES", 2)
    attempts = Attempts(most=1)
    for name in ("ada", "bob", "eve"):
        attempts.wrong(name)
    assert [attempts.must_wait(name) for name in ("ada", "bob", "eve")] == [False, True, True]


def test_a_link_works_once_and_opening_it_does_not_spend_it(client: TestClient) -> None:
    client.get("/sign-in/once-only")
    assert "ada, editor" in client.post("/sign-in/once-only").text
    client.cookies.clear()
    again = client.post("/sign-in/once-only")
    assert again.status_code == 403
    assert "used before" in again.text


def test_signing_out_ends_the_session(client: TestClient) -> None:
    client.post("/sign-in", data=ADA, headers=OURS)
    assert "ada, editor" not in client.post("/sign-out", headers=OURS).text


def test_a_changed_cookie_is_nobody(client: TestClient) -> None:
    client.cookies.set(COOKIE, Sessions("another secret", 12).seal("ada"))
    assert "ada, editor" not in client.get("/").text


def test_an_old_cookie_is_nobody() -> None:
    sealed = Sessions("secret", 12).seal("ada")
    assert Sessions("secret", 12).open(sealed) == "ada"
    assert Sessions("secret", -1).open(sealed) is None


def test_a_role_taken_away_counts_at_once(client: TestClient, desk: FakeDesk) -> None:
    client.post("/sign-in", data=ADA, headers=OURS)
    desk.accounts.people["ada"] = FakeAccount("ada", "viewer")
    answer = client.post("/viewers/196/history", data={"item": HEAT}, headers=OURS)
    assert answer.status_code == 403


def test_an_editor_notes_a_viewing_and_the_record_names_them(
    client: TestClient, desk: FakeDesk
) -> None:
    client.post("/sign-in", data=ADA, headers=OURS)
    assert "Note that viewer 405 watched this" in client.get(f"/viewers/405/why/{HEAT}").text
    answer = client.post("/viewers/405/history", data={"item": HEAT}, headers=OURS)
    assert answer.url.path == "/viewers/405/history"
    assert desk.noted == [("405", HEAT, "ada")]


def test_nobody_notes_nothing(client: TestClient, desk: FakeDesk) -> None:
    assert client.post("/viewers/405/history", data={"item": HEAT}).status_code == 401
    assert desk.noted == []


def test_the_token_of_a_link_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("test of the access log")
    logger.addFilter(HideSignInLinks())
    with caplog.at_level(logging.INFO):
        logger.info('%s - "%s %s"', "127.0.0.1", "GET", "/sign-in/very-secret?x=1")
    assert "very-secret" not in caplog.text
    assert "/sign-in/...?x=1" in caplog.text


def test_the_session_is_signed_not_just_encoded() -> None:
    unsigned = URLSafeTimedSerializer("x", salt="other").dumps("ada")
    assert Sessions("x", 12).open(unsigned) is None
