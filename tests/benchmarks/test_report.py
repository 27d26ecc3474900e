"""The helper that benchmarks share."""

from pathlib import Path

import pytest

from tests.benchmarks import report
from tests.benchmarks.report import Timing, markdown_table, time_in_turns, timing_table


def test_the_median_is_the_middle_and_the_spread_half_the_quarters() -> None:
    timing = Timing("ours", (5.0, 1.0, 2.0, 3.0, 100.0), (1.0, 2.0, 4.0))
    assert timing.median == 3.0
    assert timing.spread == 1.5
    assert timing.processor == 2.0


def test_one_repetition_in_twenty_is_above_the_95th_percentile() -> None:
    timing = Timing("ours", (1.0,), tuple(float(n) for n in range(1, 20)))
    assert timing.processor_p95 == 19.0


def test_contenders_take_turns_and_warm_up_is_not_counted() -> None:
    calls: list[str] = []
    timings = time_in_turns(
        {"a": lambda: calls.append("a"), "b": lambda: calls.append("b")}, repeats=2, warm_up=1
    )
    assert calls == ["a", "b"] * 3
    assert [len(t.seconds) for t in timings.values()] == [2, 2]


def test_the_table_says_how_many_times_as_fast() -> None:
    timings = {
        "ours": Timing("ours", (0.001,), (0.0005,)),
        "peer": Timing("peer", (0.003,), (0.002,)),
    }
    assert timing_table(timings, "peer").splitlines()[2:] == [
        "| ours | 1.00 ms | 0.00 ms | 0.50 ms | 3.00 |",
        "| peer | 3.00 ms | 0.00 ms | 2.00 ms | 1.00 |",
    ]


def test_a_crooked_table_is_refused() -> None:
    with pytest.raises(ValueError, match="cells"):
        markdown_table(("a", "b"), [(1,)])


def test_a_page_names_its_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(report, "FOLDER", tmp_path)
    report.write_page("rules", "Rules", "| a |\n")
    assert "Made by `scripts/bench rules`" in (tmp_path / "rules.md").read_text()
