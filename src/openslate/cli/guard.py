"""Commands about what may be said: the house's norms, judging, training, figures."""

from collections import Counter
from pathlib import Path

import click

from openslate.app.guard.check_norms import CheckNorms, NormsReport
from openslate.app.guard.norm_views import NormsView, NormView, TopicView
from openslate.app.guard.show_norms import ShowNorms
from openslate.app.workspace import Workspace
from openslate.cli.guard_evaluate import evaluate
from openslate.cli.guard_exceptions import exceptions
from openslate.cli.guard_judge import judge
from openslate.cli.guard_train import heads, train
from openslate.cli.options import common
from openslate.cli.output import print_json, say, table
from openslate.cli.perhaps_workspace import perhaps_workspace


@click.group()
def guard() -> None:
    """What may be said: topics, norms, and what follows for a message."""


for command in (judge, evaluate, train, heads, exceptions):
    guard.add_command(command)


@guard.command()
@click.argument("topic", required=False, help="Only this topic and those below it.")
@common
def norms(workspace: Path, as_json: bool, topic: str | None) -> None:
    """Topics and the norms about them; with TOPIC every norm in full."""
    with perhaps_workspace(workspace, "these are the norms that ship with Slate") as opened:
        found = ShowNorms(opened)(topic)
    if as_json:
        print_json(found)
    elif topic is None:
        _say_tree(found)
    else:
        _say_topic(found.topics[0])
        for below in found.topics[1:]:
            say(f"Below it: {below.name} ({below.topic}), {len(below.norms)} norms.")


@guard.command()
@common
def check(workspace: Path, as_json: bool) -> None:
    """Read the house's norms, say what to look at, and put them into the graph."""
    with Workspace.open(workspace) as opened:
        report = CheckNorms(opened)()
    if as_json:
        print_json(report)
    else:
        _say_report(report)
    if report.stored is None:
        raise SystemExit(1)


def _say_tree(found: NormsView) -> None:
    table(
        ("Topic", "Slug", "Norms"),
        ((f"{'  ' * t.level}{t.name}", t.topic, _counts(t)) for t in found.topics),
    )
    norms_of_all = sum(len(topic.norms) for topic in found.topics)
    say(f"{len(found.topics)} topics, {norms_of_all} norms, version {found.version}.")


def _counts(topic: TopicView) -> str:
    stances = Counter(norm.stance for norm in topic.norms)
    return ", ".join(f"{count} {stance}" for stance, count in sorted(stances.items()))


def _say_topic(topic: TopicView) -> None:
    say(f"{topic.name} ({topic.topic}): {topic.definition}.")
    if topic.broader:
        say(f"Part of {' in '.join(topic.broader)}.")
    for norm in topic.norms:
        _say_norm(norm)
    for norm in topic.inherited:
        say(f"From {norm.topic}: {norm.title} ({norm.norm}), {norm.stance} {norm.sentence}.")


def _say_norm(norm: NormView) -> None:
    floor = ", floor" if norm.floor else ""
    say(f"\n{norm.title} ({norm.norm})")
    say(f"  {norm.stance}, severity {norm.severity}{floor}, {norm.sentence}.")
    say(f"  Because: {norm.because}")
    say(f"  Source: {norm.citation}. Owner: {norm.owner}. Review by {norm.review}.")
    if norm.obligations:
        say(f"  Owes: {', '.join(norm.obligations)}.")
    for one in norm.exceptions:
        say(f"  Except ({one.exception}): {one.stance} {one.sentence}. {one.because}")
    for text in norm.examples_for:
        say(f"  For: {text}")
    for text in norm.examples_against:
        say(f"  Not for: {text}")


def _say_report(report: NormsReport) -> None:
    for finding in report.findings:
        say(finding.sentence)
    own = f"{len(report.files)} files of the house" if report.files else "the default pack alone"
    say(f"{report.topics} topics, {report.norms} norms from {own}, version {report.version}.")
    say(report.graph)
