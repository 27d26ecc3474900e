"""Work over whole folders: what is done stays done, what is refused is told, originals stay."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from openslate.app.authenticity.library_report import library_lines, library_to_json
from openslate.app.authenticity.library_run import LEDGER, LibraryRun
from openslate.common.errors import SlateError


@dataclass(frozen=True)
class Shout:
    """Writes a text in capitals; refuses numbers, stumbles over an empty file."""

    name: str = "shout"

    def __call__(self, source: Path, target: Path) -> Mapping[str, Any]:
        text = source.read_text()
        if text.isdecimal():
            raise SlateError("It is a number", where=source.name)
        target.with_suffix(".loud").write_text(text[0].upper() + text[1:].upper())
        return {"target": target.with_suffix(".loud").name, "length": len(text)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {"a.txt": "one", "b/c.txt": "two", "b/d.txt": "3", ".hidden": "no", "e.txt": ""}
    for place, text in texts.items():
        (tmp_path / "in" / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / place).write_text(text)
    return tmp_path


def run(folder: Path, work: Shout | None = None, workers: int = 1) -> Any:
    return LibraryRun(folder / "in", folder / "out", work or Shout(), workers)()


@pytest.mark.parametrize("workers", [1, 2])
def test_every_file_has_a_result_or_a_reason(folder: Path, workers: int) -> None:
    report = run(folder, workers=workers)
    assert (folder / "out/b/c.loud").read_text() == "TWO"
    assert [(f.source, f.target, f.refused) for f in report.files] == [
        ("a.txt", "a.loud", ""),
        ("b/c.txt", "b/c.loud", ""),
        ("b/d.txt", "", "b/d.txt: It is a number."),
        ("e.txt", "", "e.txt: It can't be read (IndexError)."),
    ]
    assert (report.done, report.earlier) == (2, 0)
    assert (folder / "in/a.txt").read_text() == "one"


def test_a_second_run_goes_on_where_the_first_stopped(folder: Path) -> None:
    run(folder)
    (folder / "out/a.loud").write_text("untouched")
    (folder / "in/b/d.txt").write_text("four")
    report = run(folder)
    assert (report.done, report.earlier) == (3, 2)
    assert (folder / "out/a.loud").read_text() == "untouched"


def test_a_changed_original_a_lost_result_and_other_work_are_done_again(folder: Path) -> None:
    run(folder)
    (folder / "in/a.txt").write_text("new")
    (folder / "out/b/c.loud").unlink()
    assert run(folder).earlier == 0
    assert (folder / "out/a.loud").read_text() == "NEW"
    assert run(folder, Shout("other")).earlier == 0


def test_a_line_that_was_cut_off_is_no_trouble(folder: Path) -> None:
    run(folder)
    ledger = folder / "out" / LEDGER
    ledger.write_text(ledger.read_text()[:-20])
    assert run(folder).earlier == 1


def test_results_never_go_among_the_originals(folder: Path) -> None:
    with pytest.raises(SlateError, match="can't go into the folder"):
        LibraryRun(folder / "in", folder / "in/out", Shout())()


def test_how_far_it_is(folder: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    LibraryRun(folder / "in", folder / "out", Shout())(lambda *one: seen.append(one))
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_what_is_told_of_it(folder: Path) -> None:
    report = run(folder)
    assert list(library_lines(report, "loud")) == [
        "2 of 4 files are loud.",
        "  b/d.txt: It is a number.",
        "  e.txt: It can't be read (IndexError).",
    ]
    told = library_to_json(report)
    assert told["files"][1] == {"length": 3, "source": "b/c.txt", "target": "b/c.loud"}
    assert [one["source"] for one in told["refused"]] == ["b/d.txt", "e.txt"]
