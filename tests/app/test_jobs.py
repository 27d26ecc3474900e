"""Long work beside the pages: its progress, its end, its failures, and only one at a time."""

from threading import Event, current_thread

import pytest

from openslate.app.jobs import KEPT, Jobs, Tell
from openslate.common.errors import ConflictError, NotFoundError, SlateError


def test_a_job_tells_how_far_it_is_and_what_came_of_it() -> None:
    jobs: Jobs[int] = Jobs("count")

    def work(tell: Tell) -> int:
        tell(2, 3)
        return 7

    jobs.start("k", "seven", work)
    jobs.wait()
    state = jobs.state("k")
    assert (state.state, state.done, state.total, state.result) == ("done", 2, 3, 7)


def test_only_one_runs_at_a_time() -> None:
    jobs: Jobs[bool] = Jobs("count")
    go_on = Event()
    jobs.start("first", "first", lambda _tell: go_on.wait(10))
    with pytest.raises(ConflictError, match="Another count is running"):
        jobs.start("second", "second", lambda _tell: True)
    assert jobs.state("first").state == "running"
    go_on.set()
    jobs.wait()
    jobs.start("second", "second", lambda _tell: True)
    jobs.wait()
    assert jobs.state("second").result is True


def test_what_went_wrong_is_told_in_a_sentence() -> None:
    jobs: Jobs[int] = Jobs("count")

    def refuse(_tell: Tell) -> int:
        raise SlateError("There is nothing to count", do="Bring something")

    jobs.start("k", "nothing", refuse)
    jobs.wait()
    assert jobs.state("k").trouble == "There is nothing to count. Bring something."
    with pytest.raises(NotFoundError, match="no such count"):
        jobs.state("other")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_broke_is_told_too() -> None:
    jobs: Jobs[float] = Jobs("count")
    jobs.start("k", "nothing", lambda _tell: 1 / 0)
    jobs.wait()
    assert jobs.state("k").trouble.startswith("The count stopped because something broke")


def test_the_last_few_are_remembered() -> None:
    jobs: Jobs[int] = Jobs("count")
    for number in range(KEPT + 1):
        jobs.start(str(number), "one", lambda _tell: 1)
        jobs.wait()
    with pytest.raises(NotFoundError):
        jobs.state("0")
    assert jobs.state(str(KEPT)).result == 1


@pytest.mark.parametrize("lasts", [True, False])
def test_a_job_that_must_not_be_cut_off_keeps_the_server_until_it_is_done(lasts: bool) -> None:
    jobs: Jobs[bool] = Jobs("import", lasts=lasts)
    jobs.start("k", "a.csv", lambda _tell: not current_thread().daemon)
    jobs.wait()
    assert jobs.state("k").result is lasts
