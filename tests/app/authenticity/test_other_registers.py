"""A file that only somebody else's register knows: their Slate is asked over loopback."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from PIL import Image
from pydantic import ValidationError
from tests.authenticity.resolution.hostile_register import Answer, hostile_register
from tests.origins import publish

from openslate.app.authenticity.credential_files import CredentialFiles
from openslate.app.authenticity.mark_key_file import MarkKeyFile
from openslate.app.authenticity.other_registers import OtherRegisters
from openslate.app.authenticity.verify_file import VerifyFile
from openslate.app.desk import Desk
from openslate.app.settings import VerifySettings
from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.read import read_credential
from openslate.authenticity.credentials.trust import TrustList
from openslate.authenticity.media.apart import Apart, Limits
from openslate.authenticity.resolution.addresses import KEYS_ENVIRONMENT, register_name
from openslate.authenticity.verification.evidence import ForeignMatch
from openslate.authenticity.verification.examine import Examined, examine
from openslate.authenticity.verification.origin import Origin
from openslate.decision.verdict import Verdict
from openslate.store.register import Register
from openslate.store.roles import Role
from openslate.web.application import create_app

PATIENCE = 15.0


@dataclass(frozen=True)
class Others:
    """Somebody else's workspace, what they published, and a platform's copy of that."""

    workspace: Workspace
    published: Path
    copy: Path
    key: str
    address: str


@contextmanager
def _serving(desk: Desk) -> Iterator[str]:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(desk, secret="x"), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    deadline = time.monotonic() + PATIENCE
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/api/v1/c2pa"
    server.should_exit = True
    thread.join()
    listener.close()


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Others]:
    folder = tmp_path_factory.mktemp("others")
    Workspace.create(folder / "w").close()
    with Desk.open(folder / "w") as desk:
        desk.accounts.create("ada", Role.EDITOR)
        _, key = desk.accounts.keys.make("ada", "for a partner")
        published = publish(desk.workspace, folder)
        copy = folder / "copy.jpg"
        Image.open(published).save(copy, quality=60)
        with _serving(desk) as address:
            yield Others(desk.workspace, published, copy, key, address)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that registered nothing and has no mark key."""
    folder = tmp_path_factory.mktemp("own") / "w"
    Workspace.create(folder).close()
    return folder


@pytest.fixture
def keys(others: Others, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key that the others gave us."""
    monkeypatch.setenv(KEYS_ENVIRONMENT, f"{register_name(others.address)}={others.key}")


@pytest.fixture(scope="module")
def seen(others: Others) -> Examined:
    """What the copy shows to whoever has the mark's key."""
    return examine(others.copy, MarkKeyFile(others.workspace).read())


@contextmanager
def asking(own: Path, registers: str) -> Iterator[Workspace]:
    with Workspace.open(own) as workspace:
        verify = VerifySettings(registers=registers)
        workspace.settings = workspace.settings.model_copy(update={"verify": verify})
        yield workspace


def asked(
    own: Path, registers: str, path: Path, seen: Examined, trust: TrustList | None = None
) -> tuple[tuple[ForeignMatch, ...], tuple[str, ...]]:
    """What the registers say, asked within this process; their signer is trusted with `trust`."""
    with asking(own, registers) as workspace:
        judged = trust or CredentialFiles(workspace).trust
        here: Any = _Here()
        return OtherRegisters(
            workspace, lambda p, m: read_credential(p, judged, sidecar=m), lambda: judged, here
        )(path, seen)


class _Here:
    """Calls functions in this process."""

    def __call__(self, work: Callable[..., Any], *given: Any) -> Any:
        return work(*given)


@pytest.mark.usefixtures("keys")
def test_a_file_is_verified_with_the_help_of_others(own: Path, others: Others) -> None:
    name = register_name(others.address)
    with asking(own, others.address) as workspace, VerifyFile(workspace) as verify:
        found = verify(others.copy)
    assert found.origin is Origin.RECOVERED
    (match,) = found.evidence.foreign
    assert (match.register, match.found_by.value, match.trusted) == (name, "fingerprint", False)
    assert found.credential is not None
    assert found.credential.title == "A day <out>"
    (told,) = [one for one in found.decision.findings if one.rule == "foreign"]
    assert (told.title, told.verdict) == (f"Known to the register {name}", Verdict.REVIEW)
    assert "that register's word" in told.because
    assert "who is not on your trust list" in told.because


def test_nobody_is_asked_without_need(own: Path, others: Others) -> None:
    with hostile_register({"/": Answer()}) as register, asking(own, register.address) as workspace:
        with VerifyFile(workspace) as verify:
            assert verify(others.published).origin is Origin.VALID
            assert register.asked == []
            assert verify(others.copy).origin is Origin.NOTHING
        assert [path.split("?")[0] for path, _ in register.asked] == ["/matches/byBinding"]
        assert VerifyFile(workspace, ask_others=False)._others is None
    with asking(own, "") as workspace:
        assert VerifyFile(workspace)._others is None


@pytest.mark.usefixtures("keys")
def test_a_mark_that_the_credential_names(own: Path, others: Others, seen: Examined) -> None:
    trust = CredentialFiles(others.workspace).trust
    (match,), told = asked(own, others.address, others.copy, seen, trust)
    assert (match.found_by.value, match.trusted, told) == ("mark", True, ())


def test_without_its_key_a_register_tells_nothing(
    own: Path, others: Others, seen: Examined
) -> None:
    found, (told,) = asked(own, others.address, others.copy, seen)
    assert found == ()
    assert told.endswith("was asked without success: It wants a key that it knows.")


@pytest.mark.parametrize("given", ["junk", "tampered", "another"])
def test_what_is_not_soundly_signed_is_no_match(
    given: str, own: Path, others: Others, seen: Examined
) -> None:
    register = Register(others.workspace.database)
    (file,) = register.page()
    assert file.manifest is not None
    manifest = bytearray(register.manifest(file.manifest))
    if given == "tampered":
        manifest[manifest.find(b"A day")] ^= 1
    elif given == "junk":
        manifest = bytearray(b"junk")
    else:  # soundly signed, and given for a mark that it does not name
        assert seen.mark is not None
        seen = replace(seen, mark=replace(seen.mark, found=7))
    told = json.dumps({"matches": [{"manifestId": "m"}]}).encode()
    answers = {"/matches": Answer(told), "/manifests": Answer(bytes(manifest))}
    with hostile_register(answers) as hostile:
        found, (said,) = asked(own, hostile.address, others.copy, seen)
    assert found == ()
    assert "not soundly signed, or belongs to another file" in said


@pytest.mark.usefixtures("keys")
def test_the_next_register_is_asked_where_one_fails(
    own: Path, others: Others, seen: Examined
) -> None:
    with hostile_register({"/": Answer(b"<html>")}) as hostile:
        registers = f"{hostile.address},{others.address}"
        (match,), (told,) = asked(own, registers, others.copy, seen)
    assert match.register == register_name(others.address)
    assert "no list of matches" in told


def test_a_register_that_never_ends_is_given_up(own: Path, others: Others, seen: Examined) -> None:
    with (
        hostile_register({"/": Answer(body=b"", trickling=True)}) as hostile,
        asking(own, hostile.address) as workspace,
        Apart(Limits(1.5, 2048)) as apart,
    ):
        trust = CredentialFiles(others.workspace).trust
        asker = OtherRegisters(
            workspace, lambda *_: pytest.fail("it gave nothing"), lambda: trust, apart
        )
        found, (told,) = asker(others.copy, seen)
    assert found == ()
    assert "did not finish within the time" in told


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("http://register.example", "must begin with https://"), ("https://a?b=c", "without name")],
)
def test_an_address_that_can_not_be_is_refused_by_the_settings(text: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        VerifySettings(registers=text)
