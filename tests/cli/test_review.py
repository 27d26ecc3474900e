"""Deciding about pairs: side by side on a terminal, as a list elsewhere."""

import getpass
import os
import pty
import select
import subprocess
import sys
import termios
import time

import pytest
from tests.cli.conftest import Slate
from tests.doubtful_pairs import MONKEYS, TOYS, make_doubtful

from openslate.app.identity.review_links import KIND
from openslate.app.workspace import Workspace
from openslate.store.reviews import ReviewStore
from openslate.testing.workspace import MadeWorkspace

LOCAL_MODES = 3  # in what tcgetattr answers
PATIENCE = 30  # seconds that a test waits for a prompt before it fails


@pytest.fixture
def unsure(tiny_copy: MadeWorkspace) -> Slate:
    """A workspace in which two pairs wait."""
    return Slate(make_doubtful(tiny_copy).folder)


def test_elsewhere_the_pairs_are_listed(unsure: Slate) -> None:
    told = unsure.says("review")
    assert MONKEYS in told
    assert "12 Monkeys (1995)" in told
    assert {link["status"] for link in unsure.json("review")} == {"waiting"}
    assert len(unsure.json("review", "--limit", 1)) == 1


@pytest.mark.parametrize("word", ["accept", "reject"])
def test_a_pair_is_decided_by_its_link(unsure: Slate, word: str) -> None:
    waiting = unsure.json("review")
    link = next(v["link"] for v in waiting if v["left_name"] == MONKEYS)
    words = ("review", word, link, "--because", "I have seen both")
    assert f"{MONKEYS} / 12 Monkeys (1995): {word}ed." in unsure.says(*words)
    assert unsure.json(*words, "--by", "ann")["status"] == f"{word}ed"
    assert "1 decision waits to be applied" in unsure.says("review")
    assert unsure.json("review", "apply")["new"]
    assert "waits to be applied" not in unsure.says("review")
    assert link not in {v["link"] for v in unsure.json("review")}
    assert [r.reviewer for r in reviews(unsure, link)] == ["ann", getpass.getuser()]


def test_a_decision_is_taken_back_by_its_link(unsure: Slate) -> None:
    link = unsure.json("review", "--find", "postino")[0]["link"]
    why = ("--because", "Two cuts", "--by", "ann")
    assert ": rejected." in unsure.says("review", "reject", link, *why)
    assert unsure.json("review", "undo", link, *why)["status"] == "accepted"
    assert "nothing to take back" in unsure.fails("review", "undo", link, *why)


def test_pairs_of_two_sources_and_by_name(unsure: Slate) -> None:
    assert len(unsure.json("review", "--between", "wikidata-films", "movielens-100k")) == 2
    assert unsure.json("review", "--between", "wikidata-films", "elsewhere") == []
    assert "Seven" in unsure.says("review", "--find", "se7en")
    assert unsure.says("review", "--find", "nobody").strip() == "Nothing found."


def test_before_anything_was_compared(empty: Slate, slate: Slate) -> None:
    assert "There is no snapshot yet. Run 'slate snapshot'." in empty.fails("review")
    assert "Nothing waits for review." in slate.says("review")


def reviews(slate: Slate, link: str) -> list:
    with Workspace.open(slate.workspace) as workspace:
        return ReviewStore(workspace.database).of_subject(KIND, link)


class Terminal:
    """`slate` on a terminal of its own, typed to when it has said what is waited for."""

    def __init__(self, slate: Slate, *words: str) -> None:
        self.master, inner = pty.openpty()
        environment = {**os.environ, "SLATE_WORKSPACE": str(slate.workspace), "COLUMNS": "160"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "openslate.cli", *words],
            stdin=inner,
            stdout=inner,
            stderr=subprocess.STDOUT,
            env=environment,
        )
        os.close(inner)
        self.said = ""

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.master)

    def press(self, prompt: str, key: str) -> str:
        """Wait for the prompt and until keys are read one by one, then press one."""
        before = self.answer(prompt, "")
        end = time.monotonic() + PATIENCE
        while termios.tcgetattr(self.master)[LOCAL_MODES] & termios.ICANON:
            assert time.monotonic() < end, "keys are never read one by one"
            time.sleep(0.01)
        os.write(self.master, key.encode())
        return before

    def answer(self, prompt: str, line: str) -> str:
        """Wait for the prompt, write a line, and return what was said up to the prompt."""
        while prompt not in self.said:
            more = self._more()
            assert more, f"never said {prompt!r}: {self.said}"
            self.said += more
        before, _, self.said = self.said.partition(prompt)
        os.write(self.master, line.encode())
        return before

    def rest(self) -> tuple[str, int]:
        """What was said until the end, and the exit status."""
        while more := self._more():
            self.said += more
        return self.said, self.process.wait(PATIENCE)

    def _more(self) -> str:
        """What is said next; empty when nothing comes or the other side has gone."""
        ready, _, _ = select.select([self.master], [], [], PATIENCE)
        try:
            return os.read(self.master, 4096).decode() if ready else ""
        except OSError:
            return ""


KEYS = "(q)uit"


def test_on_a_terminal_a_key_decides(unsure: Slate) -> None:
    link = unsure.json("review")[0]["link"]
    with Terminal(unsure, "review", "--by", "ann", "--limit", "1") as terminal:
        shown = terminal.press(KEYS, "x")  # no key of ours: asked again
        terminal.press(KEYS, "r")
        terminal.answer("Why [", "Other cast\n")
        said, status = terminal.rest()
    for told in (
        "Pair 1 of 1",
        "Twelve Monkeys",
        "12 Monkeys",
        "Terry Gilliam",
        "differs",
        "[Drama], Sci-Fi",
        "differs in [ ]",
        "50% sure.",
        "+" * 24,
        "-2.0",
        "Accept: Joins 2 records, 4 viewings. Reject: Keeps 2 items apart.",
    ):
        assert told in shown
    assert status == 0
    assert "rejected" in said
    assert "1 decided. Run 'slate review apply' to bring it into the catalogue." in said
    (review,) = reviews(unsure, link)
    assert (review.reviewer, review.because) == ("ann", "Other cast")
    assert [v["left_name"] for v in unsure.json("review")] == [TOYS]


def test_a_decision_is_taken_back_at_once(unsure: Slate) -> None:
    with Terminal(unsure, "review", "--by", "ann") as terminal:
        terminal.press(KEYS, "u")
        assert "Nothing was decided here yet." in terminal.press(KEYS, "a")
        terminal.answer("Why [", "\n")
        terminal.press(KEYS, "u")
        shown = terminal.press(KEYS, "s")
        assert "Taken back." in shown
        assert "Pair 1 of 2" in shown
        terminal.press(KEYS, "q")
        said, _ = terminal.rest()
    assert "0 decided." in said
    assert len(unsure.json("review")) == 2


@pytest.mark.parametrize(("key", "status"), [("q", 0), ("\x03", 130)])
def test_quitting_and_stopping_decide_nothing(unsure: Slate, key: str, status: int) -> None:
    with Terminal(unsure, "review") as terminal:
        terminal.press(KEYS, "s")
        terminal.press(KEYS, key)
        said, ended = terminal.rest()
    assert ended == status
    assert ("Stopped; run the same command again" if status else "0 decided.") in said
    assert len(unsure.json("review")) == 2
