"""Deciding about pairs: side by side on a terminal, as a list elsewhere."""

import getpass
import os
import pty
import select
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from tests.cli.conftest import Slate

from openslate.app.review_links import KIND
from openslate.app.workspace import Workspace
from openslate.store.reviews import ReviewStore
from openslate.testing.tiny import ITEM_HEADER, ITEM_ROWS, write_table

LOCAL_MODES = 3  # in what tcgetattr answers
PATIENCE = 30  # seconds that a test waits for a prompt before it fails
MONKEYS, TOYS = "Twelve Monkeys (1996)", "Toy Story (1996)"


@pytest.fixture
def unsure(slate: Slate, tmp_path: Path) -> Slate:
    """A delivery that dates two films a year later, so that their pairs wait."""
    rows = [(i, name, "1996" if i == "2" else year, kind) for i, name, year, kind in ITEM_ROWS]
    rows.append(("8", "Blade Runners", "1982", "Thriller"))
    write_table(tmp_path / "later.item", ITEM_HEADER, rows)
    slate.says("import", "catalogue", tmp_path / "later.item", "--reader", "movielens")
    slate.says("resolve")
    return slate


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
    assert f"Twelve Monkeys (1996) / 12 Monkeys (1995): {word}ed." in unsure.says(*words)
    assert unsure.json(*words, "--by", "ann")["status"] == f"{word}ed"
    unsure.says("resolve")
    assert link not in {v["link"] for v in unsure.json("review")}
    assert [r.reviewer for r in reviews(unsure, link)] == ["ann", getpass.getuser()]


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
    waiting = unsure.json("review")
    assert len(waiting) == 1
    with Terminal(unsure, "review", "--by", "ann") as terminal:
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
        "sure.",
    ):
        assert told in shown
    assert status == 0
    assert "rejected" in said
    assert "1 decided. Run 'slate snapshot' to apply it." in said
    (review,) = reviews(unsure, waiting[0]["link"])
    assert (review.reviewer, review.because) == ("ann", "Other cast")
    assert unsure.json("review") == []


@pytest.mark.parametrize(("key", "status"), [("s", 0), ("q", 0), ("\x03", 130)])
def test_skipping_quitting_and_stopping_decide_nothing(
    unsure: Slate, key: str, status: int
) -> None:
    with Terminal(unsure, "review") as terminal:
        terminal.press(KEYS, key)
        said, ended = terminal.rest()
    assert ended == status
    assert ("Stopped; run the same command again" if status else "0 decided.") in said
    assert len(unsure.json("review")) == 1
