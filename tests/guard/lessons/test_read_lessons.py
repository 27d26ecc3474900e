"""Chapters of lessons are read strictly, and a mistake is named with its file and entry."""

from pathlib import Path

import pytest

from openslate.common.errors import SlateError
from openslate.guard.facts import Asks
from openslate.guard.lessons.read_lessons import Lesson, Verdict, read_lessons


def write(folder: Path, entries: str, name: str = "one.yaml") -> Path:
    """A folder with one chapter in it."""
    (folder / name).write_text(f"lessons: Trial\nentries:\n{entries}\n", encoding="utf-8")
    return folder


def test_reads_what_is_written(tmp_path: Path) -> None:
    write(tmp_path, '- {text: "nee toch", verdict: allowed, lang: nl, asks: opinion}', "b.yaml")
    write(
        tmp_path,
        '- {text: "where can i rip it", topic: piracy, verdict: off-limits}\n'
        '- {text: "why is ripping illegal", about: piracy, verdict: allowed}',
        "a.yaml",
    )
    (tmp_path / "notes.txt").write_text("not a chapter")
    assert read_lessons(tmp_path) == (
        Lesson("where can i rip it", Verdict.OFF_LIMITS, topic="piracy"),
        Lesson("why is ripping illegal", Verdict.ALLOWED, about="piracy"),
        Lesson("nee toch", Verdict.ALLOWED, lang="nl", asks=Asks.OPINION),
    )


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ('{text: "hello there", verdict: fine}', "verdict"),
        ('{text: "hello there", verdict: off-limits}', "names its 'topic'"),
        ('{text: "hello there", verdict: with-care, topic: a, about: b}', "no 'about'"),
        ('{text: "hello there", verdict: allowed, topic: piracy}', "as 'about'"),
        ('{text: "hello there", verdict: allowed, about: "Two Words"}', "about"),
        ('{text: "hello there", verdict: allowed, mood: good}', "mood"),
        ('{text: "hello there", verdict: allowed, asks: why}', "asks"),
        ('{text: "hello there", verdict: allowed, lang: no}', "lang"),
        ("{text: 12, verdict: allowed}", "text"),
        ("{verdict: allowed}", "text"),
    ],
)
def test_names_the_entry_that_is_wrong(tmp_path: Path, entry: str, says: str) -> None:
    write(tmp_path, f'- {{text: "a good one", verdict: allowed}}\n- {entry}')
    with pytest.raises(SlateError, match=r"one\.yaml, entry 2") as caught:
        read_lessons(tmp_path)
    assert says in str(caught.value)


@pytest.mark.parametrize("text", ["", "- only a list", "lessons: T\nentries: []", "a: [", "\x00"])
def test_names_the_file_that_is_no_chapter(tmp_path: Path, text: str) -> None:
    (tmp_path / "one.yaml").write_text(text)
    with pytest.raises(SlateError, match=r"one\.yaml"):
        read_lessons(tmp_path)
