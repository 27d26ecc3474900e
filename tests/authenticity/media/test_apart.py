"""Work in a process apart: what comes back, and what happens when it goes wrong."""

import os
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest

from openslate.authenticity.media.apart import Apart, Limits
from openslate.common.errors import SlateError


def double(number: int) -> int:
    return 2 * number


def which_process() -> int:
    return os.getpid()


def refuse() -> None:
    raise SlateError("It has no picture", where="a.png", do="Send another")


def stumble() -> None:
    raise ZeroDivisionError("secret detail")


def crash() -> None:
    os.abort()


def hunger() -> int:
    return len(np.ones(1 << 31))


def dawdle() -> None:
    time.sleep(60)


def dawdle_elsewhere(note: Path) -> None:
    started = subprocess.Popen(["sleep", "60"])
    note.write_text(str(started.pid))
    started.wait()


@pytest.fixture(scope="module")
def apart():  # type: ignore[no-untyped-def]
    with Apart(Limits(seconds=1.5, megabytes=2048)) as started:
        yield started


def test_what_is_returned_comes_from_another_process(apart: Apart) -> None:
    assert apart(double, 21) == 42
    assert apart(which_process) == apart(which_process) != os.getpid()


def test_a_refusal_is_the_same_refusal(apart: Apart) -> None:
    with pytest.raises(SlateError) as found:
        apart(refuse)
    assert str(found.value) == "a.png: It has no picture. Send another."


def test_a_stumble_is_one_sentence_without_details(apart: Apart) -> None:
    with pytest.raises(SlateError, match="can't be read") as found:
        apart(stumble)
    assert "secret" not in str(found.value)
    assert apart(double, 1) == 2


def test_hunger_is_told(apart: Apart) -> None:
    with pytest.raises(SlateError, match="memory"):
        apart(hunger)
    assert apart(double, 2) == 4


def test_commands_that_it_started_end_with_it(apart: Apart, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    with pytest.raises(SlateError, match="longer than"):
        apart(dawdle_elsewhere, note)
    for _ in range(50):
        if not Path("/proc", note.read_text(), "stat").exists():
            return
        state = Path("/proc", note.read_text(), "stat").read_text().split()[2]
        if state == "Z":
            return
        time.sleep(0.1)
    raise AssertionError("the command is still running")


@pytest.mark.parametrize(("work", "sentence"), [(crash, "failed within"), (dawdle, "longer than")])
def test_after_a_mishap_there_is_a_new_process(work, sentence, apart: Apart) -> None:  # type: ignore[no-untyped-def]
    before = apart(which_process)
    with pytest.raises(SlateError, match=sentence):
        apart(work)
    assert apart(which_process) != before
