"""Pair after pair on a terminal: both records side by side, and a key that decides."""

from dataclasses import dataclass

import click

from openslate.app.identity.review_desk import ReviewDesk
from openslate.app.identity.review_links import LOOKED
from openslate.app.identity.review_views import (
    Agreement,
    ComparedField,
    ComparedValue,
    ContributionView,
    PairView,
    Said,
)
from openslate.app.views import LinkView
from openslate.cli.output import say, table
from openslate.common.errors import ConflictError

KEYS = "(a)ccept: the same item, (r)eject: different items, (s)kip, (u)ndo the last, (q)uit"
SAID: dict[str, Said] = {"a": "same", "r": "different"}
MARKS: dict[Agreement, str] = {
    "same": "",
    "partly": "differs in [ ]",
    "differs": "differs",
    "one-sided": "one only",
}
WIDEST = 24
"""Characters of the longest bar."""


@dataclass
class ReviewTerminal:
    """Asks one person about the pairs in order; `decided` counts what stands in the end."""

    desk: ReviewDesk
    by: str
    decided: int = 0
    last: str | None = None

    def ask_about(self, links: tuple[LinkView, ...]) -> int:
        """Show pair after pair and do what the person says; how many were decided."""
        place = 0
        while place < len(links):
            pair = self.desk.pair(links[place].link)
            show(pair, f"{place + 1} of {len(links)}")
            key = _key()
            if key == "q":
                break
            if key == "u":
                place = self._undo(links, place)
                continue
            if key in SAID:
                self._decide(pair, SAID[key])
            place += 1
        return self.decided

    def _decide(self, pair: PairView, said: Said) -> None:
        link = pair.link.link
        because = click.prompt("Why", default=LOOKED)
        try:
            now = self.desk.say(link, said, by=self.by, because=because, seen=pair.seen)
        except ConflictError as error:
            say(f"{error}\n")
            return
        self.decided, self.last = self.decided + 1, link
        say(f"{now.status}\n")

    def _undo(self, links: tuple[LinkView, ...], place: int) -> int:
        """Take the last decision back, and the place of its pair, which is shown again."""
        if self.last is None:
            say("Nothing was decided here yet.\n")
            return place
        self.desk.say(self.last, "undo", by=self.by, because="Taken back at once")
        self.decided, taken, self.last = self.decided - 1, self.last, None
        say("Taken back.\n")
        return [link.link for link in links].index(taken)


def show(pair: PairView, place: str) -> None:
    """Both records side by side, what speaks for the pair, and what a decision does."""
    link = pair.link
    columns = (f"Pair {place}", link.left, link.right, "")
    table(columns, (_row(field) for field in pair.fields))
    say(f"\n{link.confidence:.0%} sure. {link.evidence}")
    if pair.contributions:
        largest = max(abs(part.amount) for part in pair.contributions) or 1.0
        table(("For (+), against (-)", "", ""), (_part(c, largest) for c in pair.contributions))
    say(f"Accept: {pair.if_same} Reject: {pair.if_different}")
    for told in pair.told:
        say(f"{told.by} said {told.status} on {told.at:%Y-%m-%d %H:%M}: {told.because}")


def _row(field: ComparedField) -> tuple[str, str, str, str]:
    marked = field.agreement == "partly"
    sides = (_side(field.left, marked), _side(field.right, marked))
    return field.field, *sides, MARKS[field.agreement]


def _side(values: tuple[ComparedValue, ...], marked: bool) -> str:
    """The values of one record; if `marked`, those that the other lacks in brackets."""
    return ", ".join(f"[{v.text}]" if marked and not v.shared else v.text for v in values)


def _part(part: ContributionView, largest: float) -> tuple[str, str, str]:
    wide = round(WIDEST * abs(part.amount) / largest)
    return part.label, ("+" if part.amount >= 0 else "-") * wide, f"{part.amount:+.1f}"


def _key() -> str:
    """One of the keys; anything else is asked again."""
    say(KEYS)
    while (key := click.getchar().lower()) not in tuple("arsuq"):
        say(KEYS)
    return key
