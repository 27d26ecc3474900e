"""Commands about what resonates with whom."""

from pathlib import Path

import click

from openslate.app.audience.resonance.attribute_label import KIND_NAMES, attribute_label
from openslate.app.audience.resonance.resonance_views import (
    NOT_SAID,
    CellView,
    CommissionView,
    ResonanceView,
    TitlesView,
)
from openslate.app.desk import Desk
from openslate.cli.options import COUNT, F, common
from openslate.cli.output import print_json, say, table


def figures(function: F) -> F:
    """Adds what every figure can be asked for: raw or cleaned, beyond popularity, how many."""
    raw = click.option(
        "--raw", is_flag=True, help="Count viewers who were confirmed as not genuine, too."
    )
    beyond = click.option(
        "--beyond-popularity",
        is_flag=True,
        help="Allow for the popularity of what each viewer watches.",
    )
    limit = click.option(
        "--limit", type=COUNT, default=20, show_default=True, help="How many to list."
    )
    return raw(beyond(limit(function)))


@click.command()
@click.option("--by", help="How viewers are parted: gender, age, ...; the first there is if none.")
@click.option("--attribute", "kind", help="Kind of attribute: genres, cast, decade, ...; else all.")
@click.option("--titles", "behind", nargs=2, metavar="SEGMENT VALUE", help="List the titles behind "
              "a cell: a segment, and a value of --attribute.")  # fmt: skip
@figures
@common
def resonance(
    workspace: Path, as_json: bool, by: str | None, kind: str | None,
    behind: tuple[str, str] | None, raw: bool, beyond_popularity: bool, limit: int,
) -> None:  # fmt: skip
    """How much more or less each segment watches of every attribute than everybody else."""
    if behind and not (by and kind):
        raise click.UsageError("--titles needs --by and --attribute, which say whose and of what.")
    with Desk.open(workspace) as desk:
        room = desk.audience.resonance
        asked = {"cleaned": not raw, "beyond_popularity": beyond_popularity, "limit": limit}
        if behind and by and kind:
            titles = room.titles(by, behind[0], kind, behind[1], **asked)  # type: ignore[arg-type]
            print_json(titles) if as_json else _say_titles(titles)
        else:
            told = room.heat_map(by, kind, **asked)  # type: ignore[arg-type]
            print_json(told) if as_json else _say_map(told)


@click.command()
@click.argument("segment", help="The segment's name, such as F or 25-34.")
@click.option("--by", help="How viewers are parted, where two ways have a segment of this name.")
@figures
@common
def commission(
    workspace: Path, as_json: bool, segment: str, by: str | None,
    raw: bool, beyond_popularity: bool, limit: int,
) -> None:  # fmt: skip
    """What to commission for SEGMENT: what it watches more of, the surest first."""
    with Desk.open(workspace) as desk:
        wishes = desk.audience.resonance.commission(
            segment, by, cleaned=not raw, beyond_popularity=beyond_popularity, limit=limit
        )
    print_json(wishes) if as_json else _say_commission(wishes)


def _say_map(told: ResonanceView) -> None:
    say(
        f"{told.found:,} differences found by {told.by}, {told.replicated:,} of them in both "
        f"halves of the viewers; {told.hidden:,} attributes have too few viewers to be shown."
    )
    table(
        ("Kind", "Attribute", *(f"{s.segment} ({s.viewers:,})" for s in told.segments)),
        (
            (row.kind, attribute_label(row.kind, row.value), *map(_cell, row.cells))
            for row in told.attributes
        ),
    )
    rest = told.total - told.offset - len(told.attributes)
    if rest > 0:
        say(f"{rest:,} more: --limit {told.total}")
    say(NOT_SAID[told.exposure])


def _cell(cell: CellView) -> str:
    """A ratio with its interval; a star where a difference was found, two where replicated."""
    if cell.ratio is None:
        return "too few"
    stars = "" if cell.claim == "open" else " **" if cell.replicated else " *"
    return f"{cell.ratio:.2f} ({cell.low:.2f} to {cell.high:.2f}){stars}"


def _say_titles(told: TitlesView) -> None:
    say(f"{told.value}, {told.segment}: {_cell(told.cell)}")
    table(
        ("Item", "Name", "Year", "Part of the difference", "Times as much as others"),
        ((t.item, t.name, t.year, f"{t.part:.0f} %", _cell(t.cell)) for t in told.titles),
    )
    if told.hidden:
        say(f"{told.hidden:,} titles have too few viewers to be shown.")
    say(NOT_SAID[told.exposure])


def _say_commission(told: CommissionView) -> None:
    say(f"{told.total:,} attributes and pairs that {told.segment} watches more of, by {told.by}.")
    table(
        ("Attributes", "Kind", "Times as much as others", "Reach", "Items", "Of the catalogue"),
        (
            (
                " and ".join(attribute_label(*part) for part in wish.attributes),
                ", ".join(KIND_NAMES.get(kind, kind) for kind, _ in wish.attributes),
                _cell(wish.cell),
                f"{wish.reach:.0f} %",
                f"{wish.items:,}",
                f"{wish.supply:.1f} %",
            )
            for wish in told.wishes
        ),
    )
    say(NOT_SAID[told.exposure])
