"""The stopwatch that tells where a home's time goes."""

from types import SimpleNamespace

from tests.benchmarks.stopwatch import Stopwatch


def test_a_stage_inside_another_counts_for_itself_alone() -> None:
    time = iter([0.0, 1.0, 4.0, 9.0])
    watch = Stopwatch(clock=lambda: next(time))
    with watch.stage("outer"), watch.stage("inner"):
        pass
    assert watch.seconds == {"outer": 6.0, "inner": 3.0}


def test_watched_functions_are_counted_and_put_back() -> None:
    time = iter(range(100))
    kitchen = SimpleNamespace(cook=lambda dish: f"hot {dish}")
    cook, watch = kitchen.cook, Stopwatch(clock=lambda: float(next(time)))
    with watch.watching({"cooking": [(kitchen, "cook")]}):
        assert [kitchen.cook("soup"), kitchen.cook("rice")] == ["hot soup", "hot rice"]
    assert watch.seconds == {"cooking": 2.0}
    assert kitchen.cook is cook
