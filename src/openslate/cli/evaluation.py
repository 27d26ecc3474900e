"""The command that measures models and peers on a workspace's own viewings."""

from collections.abc import Sequence
from pathlib import Path

import click

from openslate.app.desk import Desk
from openslate.app.evaluation.evaluation import FORM, ContenderFigures, Evaluation
from openslate.app.evaluation.evaluation_settings import EvaluationSettings
from openslate.app.evaluation.own_models import MODELS
from openslate.app.evaluation.plain_words import normative_words
from openslate.app.evaluation.verdict import verdict
from openslate.cli.options import COUNT, common
from openslate.cli.output import Report, print_json, progress, say, table
from openslate.recommend.evaluation.intervals import Estimate
from openslate.recommend.evaluation.measures import ACCURACY, CHARACTER

DEFAULT = EvaluationSettings()
NAMES = "commas between names"


@click.command()
@click.option(
    "--split",
    type=click.Choice(["time", "random"]),
    default=DEFAULT.split,
    show_default=True,
    help="Cut at one moment for everybody, or each viewer's viewings at random.",
)
@click.option(
    "--k",
    type=click.IntRange(1, 100),
    default=DEFAULT.k,
    show_default=True,
    help="Items of each ranking that are looked at.",
)
@click.option(
    "--models",
    default=",".join(DEFAULT.models),
    show_default=True,
    help=f"Slate's models; {NAMES}. There are {', '.join(MODELS)}.",
)
@click.option("--peers", default="", help=f"Other people's: all, a package or a peer; {NAMES}.")
@click.option(
    "--budget",
    type=COUNT,
    default=DEFAULT.budget,
    show_default=True,
    help="Settings that each peer may try.",
)
@click.option(
    "--segments", default=",".join(DEFAULT.segments), show_default=True, help=f"By what; {NAMES}."
)
@click.option(
    "--seeds",
    type=click.IntRange(1, 20),
    default=DEFAULT.seeds,
    show_default=True,
    help="Random splits.",
)
@common
def evaluate(
    workspace: Path, as_json: bool, models: str, peers: str, segments: str, **options: object
) -> None:
    """Measure models and peers on viewings that they have not seen, and keep what was found.

    Nothing that serves is changed.
    """
    asked = EvaluationSettings.model_validate(
        {**options, "models": _names(models), "peers": _names(peers), "segments": _names(segments)}
    )
    with Desk.open(workspace) as desk, progress(as_json) as start:
        bars: dict[str, Report] = {}

        def told(label: str, word: str, done: int, total: int) -> None:  # noqa: ARG001
            if label not in bars:
                bars[label] = start(f"Measuring {label}")
            bars[label](done, total)

        found = desk.evaluation.evaluate(asked, told)
    if as_json:
        print_json(FORM.dump_python(found, mode="json"))
    else:
        _say(found)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _say(found: Evaluation) -> None:
    settings = found.settings
    cut = "one moment" if settings.split == "time" else f"random, {settings.seeds} times"
    say(verdict(found))
    say(
        f"{found.viewers:,} of {found.known_viewers:,} viewers measured on {found.tested:,} "
        f"later viewings, by the first {settings.k} of {found.items:,} items; cut: {cut}."
    )
    _say_accuracy(found)
    _say_character(found)
    _say_segments(found)
    best = found.contender(found.best[0])
    say(f"What the lists of {best.label} do, compared with chance:")
    for sentence in normative_words(best).values():
        say(f"  {sentence}")
    for sentence in found.absent:
        say(sentence)
    say(f"Kept as {found.name}; 'slate serve' shows it under /evaluation.")


def _say_accuracy(found: Evaluation) -> None:
    names = [measure.title for measure in ACCURACY]
    table(
        ("", *names, "Ahead of popularity", "Seconds to learn", "Settings tried"),
        (
            (
                one.label,
                *(_figure(one.figures.get(measure.name)) for measure in ACCURACY),
                _figure(one.leads.get("ndcg")),
                f"{one.fit_seconds:.1f}",
                one.tried,
            )
            for one in found.contenders
        ),
        title=f"How much of what viewers go on to watch they find, at {found.settings.k}",
    )


def _say_character(found: Evaluation) -> None:
    table(
        ("", "Coverage", *(measure.title for measure in CHARACTER)),
        (
            (
                one.label,
                _figure(one.coverage),
                *(_figure(one.figures.get(measure.name)) for measure in CHARACTER),
            )
            for one in found.contenders
        ),
        title="What their lists are like",
    )


def _say_segments(found: Evaluation) -> None:
    first = found.contenders[0]
    if not first.segments:
        return
    table(
        ("Segment", "", "Viewers", *(one.label for one in found.contenders)),
        (
            (segment.kind, segment.name, segment.n, *_by_contender(found.contenders, at))
            for at, segment in enumerate(first.segments)
        ),
        title="NDCG by segment",
    )
    if found.small_segments:
        say(f"{found.small_segments} segments of few viewers are not shown.")


def _by_contender(contenders: Sequence[ContenderFigures], at: int) -> list[str]:
    return [_figure(one.segments[at].figures.get("ndcg")) for one in contenders]


def _figure(estimate: Estimate | None) -> str:
    if estimate is None:
        return "unknown"
    return f"{estimate.value:.4f} ({estimate.low:.4f} to {estimate.high:.4f})"
