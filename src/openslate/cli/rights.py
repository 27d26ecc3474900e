"""Commands about rights: what expires, where an item may be shown, where there are gaps."""

from datetime import date, datetime
from pathlib import Path

import click

from openslate.app.catalogue.rights_queries import AskRights
from openslate.app.catalogue.rights_views import GapsPage, PlaceView, WherePage
from openslate.app.workspace import Workspace
from openslate.catalogue.rights_windows import Offer
from openslate.cli.options import COUNT, common
from openslate.cli.output import print_json, say, table

DATE = click.DateTime(["%Y-%m-%d"])
on_option = click.option("--on", type=DATE, help="The day to ask about; today if not given.")
audience_option = click.option(
    "--audience", help="Count the windows for this audience too, e.g. schools."
)
licence_option = click.option(
    "--licence", "licences", multiple=True, help="Count only this kind of licence; may be repeated."
)
limit_option = click.option(
    "--limit", type=COUNT, default=50, show_default=True, help="How many to list."
)


@click.group()
def rights() -> None:
    """What may be shown where and when, and why not."""


@rights.command()
@click.option("--days", type=COUNT, default=30, show_default=True, help="How far to look ahead.")
@click.option("--territory", help="Only this territory, e.g. GB.")
@on_option
@audience_option
@licence_option
@limit_option
@common
def expiring(
    workspace: Path,
    as_json: bool,
    days: int,
    territory: str | None,
    on: datetime | None,
    audience: str | None,
    licences: tuple[str, ...],
    limit: int,
) -> None:
    """Rights that end soon and are not continued by another window."""
    with Workspace.open(workspace) as opened:
        asked = AskRights(opened, _offer(audience, licences))
        page = asked.expiring(days, territory, on=_day(on), limit=limit)
    if as_json:
        print_json(page)
        return
    where = f" in {page.territory}" if page.territory else ""
    say(f"{page.total:,} rights end{where} between {page.first} and {page.last}.")
    table(
        ("Last day", "Territory", "Item", "Name", "Licence", "For", "Source", "Row"),
        (
            (r.last_day, r.territory, r.item, r.name, r.licence_type, r.audience, r.source, r.row)
            for r in page.rights
        ),
    )
    _say_rest(page.total - len(page.rights))


@rights.command()
@click.argument("item", metavar="ITEM", help="The item's id; 'slate item find' tells it.")
@on_option
@click.option("--territory", help="Only this territory, e.g. GB.")
@audience_option
@licence_option
@common
def where(
    workspace: Path,
    as_json: bool,
    item: str,
    on: datetime | None,
    territory: str | None,
    audience: str | None,
    licences: tuple[str, ...],
) -> None:
    """Where ITEM may be shown on a day; where it may not, why."""
    with Workspace.open(workspace) as opened:
        asked = AskRights(opened, _offer(audience, licences))
        page = asked.where(item, on=_day(on), territory=territory)
    if as_json:
        print_json(page)
    else:
        _say_where(page)


@rights.command()
@click.option("--territory", required=True, help="The territory, e.g. GB.")
@click.option("--from", "first", type=DATE, required=True, help="First day of the range.")
@click.option("--until", "last", type=DATE, required=True, help="Last day of the range.")
@audience_option
@licence_option
@limit_option
@common
def gaps(
    workspace: Path,
    as_json: bool,
    territory: str,
    first: datetime,
    last: datetime,
    audience: str | None,
    licences: tuple[str, ...],
    limit: int,
) -> None:
    """Items without rights on some days of a range; those with none at all come last."""
    with Workspace.open(workspace) as opened:
        asked = AskRights(opened, _offer(audience, licences))
        page = asked.gaps(territory, first.date(), last.date(), limit=limit)
    if as_json:
        print_json(page)
    else:
        _say_gaps(page)


def _say_where(page: WherePage) -> None:
    say(f"{page.name or page.item} on {page.day}")
    table(
        ("Territory", "", "From", "Last day", "Why not"),
        ((p.territory, _may(p), p.starts, p.last_day, " ".join(p.reasons)) for p in page.places),
    )
    table(
        ("Territory", "From", "Last day", "Licence", "For", "Source", "Row"),
        (
            (w.territory, w.starts, w.last_day, w.licence_type, w.audience, w.source, w.row)
            for w in page.windows
        ),
        title="All its windows",
    )


def _may(place: PlaceView) -> str:
    return {True: "yes", False: "no", None: "unknown"}[place.available]


def _say_gaps(page: GapsPage) -> None:
    say(
        f"Between {page.first} and {page.last} there are {page.total:,} gaps in {page.territory}; "
        f"{page.whole:,} items have no rights there on any of these days."
    )
    table(
        ("From", "Last day", "Item", "Name", ""),
        ((g.first, g.last, g.item, g.name, "all days" if g.whole else "") for g in page.gaps),
    )
    _say_rest(page.total - len(page.gaps))


def _say_rest(rest: int) -> None:
    if rest > 0:
        say(f"{rest:,} more; --limit shows them.")


def _offer(audience: str | None, licences: tuple[str, ...]) -> Offer:
    return Offer(audience, frozenset(licences) or None)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
