"""`slate experiment`: a person starts and stops one, and it is reported."""

from tests.cli.conftest import Slate


def test_an_experiment_from_start_to_stop(slate: Slate) -> None:
    start = ("experiment", "start", "short", "--row-size", "5", "--until", "2999-01-01")
    assert "50% of viewers are in group b" in slate.says(*start, "--by", "ada")
    assert "runs" in slate.says("experiment", "status")
    slate.says("recommend", "1", "--at", "2026-03-15T21:30")
    report = slate.json("experiment", "report", "short")
    assert (report["verdict"], sum(g["pages"] for g in report["groups"])) == ("running", 1)
    assert "judged on 1 January 2999" in slate.says("experiment", "report", "short")
    assert slate.json("experiment", "stop", "short", "--by", "ada")["stopped_by"] == "ada"
    wrong = slate("experiment", "start", "next", "--row-size", "5", "--until", "2999-01-01",
                  "--share", "2")  # fmt: skip
    assert (wrong.exit_code, "--share" in wrong.stderr) == (2, True)
    nothing = slate("experiment", "estimate")
    assert (nothing.exit_code, "known chances" in nothing.stderr) == (1, True)
