"""The command that learns from viewings: train."""

from collections.abc import Iterator
from pathlib import Path

import click

from openslate.app.choose_model import ChooseModel
from openslate.app.learning.update_model import UpdateModel, UpdateReport
from openslate.app.train import TrainRecommender, TrainReport, quick_settings
from openslate.app.workspace import Workspace
from openslate.cli.options import common
from openslate.cli.output import print_json, progress, say, table
from openslate.common.errors import SlateError
from openslate.recommend.choice.candidates import STARTS
from openslate.recommend.choice.choice import ChoiceReport, Interval


@click.command()
@click.option("--quick", is_flag=True, help="Search for nothing: take the usual settings.")
@click.option("--update", is_flag=True, help="Keep the kind of model; learn only what is new.")
@click.option(
    "--model",
    "only",
    type=click.Choice(tuple(STARTS)),
    metavar="KIND",
    help=f"Use this kind of model: {', '.join(STARTS)}.",
)
@common
def train(workspace: Path, as_json: bool, only: str | None, quick: bool, update: bool) -> None:
    """Fit the recommender to the newest snapshot and all events.

    Kinds of models are tuned on earlier viewings and measured on later ones; the simplest of
    those as good as the best is kept. Stop it at any time: it goes on where it was.
    """
    if update and (quick or only):
        raise SlateError(
            "An update keeps the model's kind and settings", do="Leave out --quick and --model"
        )
    with progress(as_json) as start, Workspace.open(workspace) as opened:
        report: TrainReport | UpdateReport
        if update:
            report = UpdateModel(opened)()
        elif quick:
            report = TrainRecommender(opened, quick_settings(only))(start("Training"))
        else:
            report = ChooseModel(opened)(only, start("Trying models"))
    if as_json:
        print_json(report)
    elif isinstance(report, UpdateReport):
        _print_updated(report)
    else:
        _print_trained(report)


def _print_updated(report: UpdateReport) -> None:
    if report.trained is None:
        say(f"Nothing has changed: model {report.model} serves on.")
        return
    changed = report.trained.changed
    counted = "All viewers were counted anew" if changed is None else f"{changed:,} viewers changed"
    say(f"{counted}.")
    _print_trained(report.trained)


def _print_trained(report: TrainReport) -> None:
    if report.choice:
        _print_choice(report.choice)
    if report.not_compared:
        say(f"{report.not_compared}; the usual settings were taken.")
    say(
        f"Model {report.model} ({report.family}): {report.viewers:,} viewers, {report.warm:,} "
        f"items with history, {report.cold:,} without, {report.seconds:.1f} s."
    )
    if report.unknown:
        say(
            f"{report.unknown:,} events are about no item of the snapshot and were left out; they "
            "count once a catalogue brings their records and 'slate refresh' has run."
        )
    if report.not_genuine:
        say(f"{report.not_genuine:,} viewers confirmed as not genuine were left out.")


def _print_choice(report: ChoiceReport) -> None:
    table(
        ("Model", "What it is", "NDCG@10", "over popularity", "over plain EASE", "s", ""),
        _rows(report),
    )
    way = "later viewings" if report.split == "time" else "viewings taken out at random"
    say(f"Measured on {way} of {report.viewers:,} viewers, with 95 % intervals.")
    for sentence in report.left_out:
        say(f"Left out: {sentence}.")


def _rows(report: ChoiceReport) -> Iterator[tuple[object, ...]]:
    for one in report.candidates:
        yield (
            one.name,
            one.about,
            f"{one.ndcg.mean:.4f} [{one.ndcg.low:.4f}, {one.ndcg.high:.4f}]",
            _difference(one.over_popularity),
            _difference(one.over_ease),
            f"{one.seconds:.1f}",
            "kept" if one.kept else "",
        )


def _difference(interval: Interval) -> str:
    return f"{interval.mean:+.4f} [{interval.low:+.4f}, {interval.high:+.4f}]"
