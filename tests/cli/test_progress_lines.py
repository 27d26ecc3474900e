"""What is written of long work where no terminal watches."""

import pytest
from tests.cli.conftest import Slate

from openslate.cli import progress_lines
from openslate.cli.progress_lines import EVERY, ProgressLines


def test_a_line_comes_after_a_while_and_then_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress_lines, "FIRST_AFTER", 10.0)
    now, lines = [0.0], list[str]()
    report = ProgressLines("Making pages", lines.append, lambda: now[0])
    steps = ((0.1, 1), (9.9, 2), (10.0, 300), (20.0, 301), (10.0 + EVERY, 1_000), (90, 1_044))
    for seconds, done in steps:
        now[0] = seconds
        report(done, 1_044)
    assert lines == ["Making pages: 300 of 1,044 (28 %)", "Making pages: 1,000 of 1,044 (95 %)"]


def test_a_line_without_a_total_tells_how_much_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress_lines, "FIRST_AFTER", 0.0)
    lines = list[str]()
    ProgressLines("Reading", lines.append)(12_000, None)
    assert lines == ["Reading: 12,000 so far"]


def test_a_preview_tells_its_progress_on_standard_error(
    slate: Slate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress_lines, "FIRST_AFTER", 0.0)
    words = ("rules", "preview", slate.workspace / "rules.yaml", "--viewers", "2")
    told = slate(*words)
    assert told.stderr.startswith("slate: Making pages under both rulebooks: 1 of ")
    assert "so far" not in told.stdout
    assert slate(*words, "--json").stderr == ""
