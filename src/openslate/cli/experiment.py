"""Commands about experiments: start, status, stop, report, estimate."""

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from openslate.app.desk import Desk
from openslate.app.experiments.plan import ExperimentPlan
from openslate.cli.fraction import Fraction
from openslate.cli.options import COUNT, GivenPath, common, login_user
from openslate.cli.output import print_json, progress, say, table
from openslate.common.errors import SlateError
from openslate.recommend.influence.viewer_mean import Estimate
from openslate.rules.book import Rulebook
from openslate.rules.reading import read_rulebook

METRICS = click.Choice(["watched", "disliked"])
by_option = click.option("--by", help="Who does it; default your login name.")
model_option = click.option("--model", help="Another model, by its folder's name.")
rulebook_option = click.option(
    "--rulebook",
    type=GivenPath(exists=True, dir_okay=False),
    help="Another rulebook's file.",
)
hours_option = click.option(
    "--hours", type=COUNT, default=48, show_default=True, help="How long a viewing counts after."
)


@click.group()
def experiment() -> None:
    """Compare two settings on real viewers, or estimate one from pages that tried something."""


@experiment.command()
@click.argument("name", help="What to call it: small letters, digits, hyphens.")
@model_option
@rulebook_option
@click.option(
    "--exploration",
    type=Fraction("the places", 0.2),
    help="Another share of places in which titles are tried, up to 0.2, which is 20%.",
)
@click.option("--row-size", type=click.IntRange(1, 100), help="Another length of rows.")
@click.option(
    "--share",
    type=Fraction("all viewers", ends=False),
    default=0.5,
    show_default=True,
    help="Part of all viewers who are in group b: 0.3, or 30%.",
)
@click.option("--salt", help="Divides viewers anew; default the moment of the start.")
@click.option(
    "--until", type=click.DateTime(["%Y-%m-%d"]), required=True, help="When it is judged."
)
@click.option("--success", type=METRICS, default="watched", show_default=True, help="To be raised.")
@click.option("--harm", type=METRICS, default="disliked", show_default=True, help="Not to rise.")
@click.option(
    "--tolerated",
    type=click.FloatRange(0, 100),
    default=0.02,
    show_default=True,
    help="So much more harm a page is tolerated: 0.02 is one more dislike in fifty pages.",
)
@hours_option
@by_option
@common
def start(workspace: Path, as_json: bool, name: str, **options: Any) -> None:
    """Let group b be served other settings from the next page on."""
    with Desk.open(workspace) as desk:
        names = ("model", "exploration", "row_size")
        given = {key: options[key] for key in names} | {"rulebook": _read(options["rulebook"])}
        changed = desk.experiments.settings(**given)
        plan = _plan(desk, changed, options)
        record = desk.experiments.start(name, plan, by=options["by"] or login_user())
    if as_json:
        print_json(record)
    else:
        say(f"Experiment {name} runs: {plan.share:.0%} of viewers are in group b.")


@experiment.command()
@common
def status(workspace: Path, as_json: bool) -> None:
    """Every experiment, and which one runs."""
    with Desk.open(workspace) as desk:
        found = desk.experiments.all()
    if as_json:
        print_json(found)
    else:
        rows = [(e.name, e.started_at, e.started_by, e.stopped_at or "runs") for e in found]
        table(("Experiment", "Started", "By", "Stopped"), rows)


@experiment.command()
@click.argument("name", help="The experiment's name.")
@by_option
@common
def stop(workspace: Path, as_json: bool, name: str, by: str | None) -> None:
    """Serve everybody what is in force again."""
    with Desk.open(workspace) as desk:
        record = desk.experiments.stop(name, by=by or login_user())
    if as_json:
        print_json(record)
    else:
        say(f"Experiment {name} was stopped.")


@experiment.command()
@click.argument("name", help="The experiment's name.")
@common
def report(workspace: Path, as_json: bool, name: str) -> None:
    """What both groups brought; on the date that was set, pass or fail."""
    with Desk.open(workspace) as desk:
        found = desk.experiments.report(name)
    if as_json:
        print_json(found)
        return
    say(found.sentence)
    table(
        ("Group", "Viewers", "Pages", "Watched a page", "Disliked a page"),
        [(g.arm, g.viewers, g.pages, _told(g.watched), _told(g.disliked)) for g in found.groups],
    )


@experiment.command()
@model_option
@rulebook_option
@click.option("--metric", type=METRICS, default="watched", show_default=True, help="What counts.")
@click.option(
    "--requests", type=COUNT, default=1_000, show_default=True, help="How many pages to look at."
)
@hours_option
@common
def estimate(
    workspace: Path,
    as_json: bool,
    model: str | None,
    rulebook: Path | None,
    metric: Any,
    requests: int,
    hours: int,
) -> None:
    """What another model or rulebook would have brought; without one, pages that try nothing."""
    with progress(as_json) as begin, Desk.open(workspace) as desk:
        other = desk.experiments.settings(model, _read(rulebook))
        found = desk.experiments.estimate(
            other, metric, hours=hours, requests=requests, progress=begin("Making pages again")
        )
    if as_json:
        print_json(found)
        return
    say(found.sentence)
    rows = [("served", _told(found.served)), *((k, _told(e)) for k, e in found.estimates.items())]
    table(("Estimate", f"{metric} a page"), rows)
    for warning in found.overlap.warnings:
        say(f"Warning: {warning}")


def _plan(desk: Desk, changed: Any, options: dict[str, Any]) -> ExperimentPlan:
    day = datetime.combine(options["until"].date(), time(), UTC)
    named = ("share", "success", "harm", "tolerated", "hours")
    salt = options["salt"] or desk.workspace.clock.now().isoformat()
    values = {key: options[key] for key in named} | {"salt": salt, "b": changed, "until": day}
    try:
        return ExperimentPlan(**values)
    except ValidationError as error:
        first = error.errors()[0]
        option = f"--{str(first['loc'][0]).replace('_', '-')}"
        raise SlateError(first["msg"], where=option, do="Give another value") from None


def _read(path: Path | None) -> Rulebook | None:
    return read_rulebook(path) if path else None


def _told(found: Estimate) -> str:
    return f"{found.value:.3f} ({found.low:.3f} to {found.high:.3f})"
