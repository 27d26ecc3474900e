"""Flag after flag on a terminal: the evidence in sentences, and a key that decides."""

from collections.abc import Sequence
from dataclasses import dataclass

import click

from openslate.app.audience.integrity.flag_views import FlagView, Said
from openslate.app.audience.integrity.integrity_room import IntegrityRoom
from openslate.app.audience.integrity.review_flag import LOOKED
from openslate.cli.output import say
from openslate.common.errors import ConflictError

KEYS = "(c)onfirm: not genuine, (n)ot: they are genuine, (l)ater, (u)ndo the last, (q)uit"
SAID: dict[str, Said] = {"c": "confirm", "n": "genuine", "l": "later"}
NAMED = 12
"""Viewers named one by one."""


@dataclass
class IntegrityTerminal:
    """Asks one person about the flags in order; `decided` counts what stands in the end."""

    room: IntegrityRoom
    by: str
    decided: int = 0
    last: str | None = None

    def ask_about(self, flags: Sequence[str]) -> int:
        """Show flag after flag and do what the person says; how many were decided."""
        place = 0
        while place < len(flags):
            flag = self.room.flag(flags[place])
            self.show(flag, f"{place + 1} of {len(flags)}")
            key = _key()
            if key == "q":
                break
            if key == "u":
                place = self._undo(list(flags), place)
                continue
            self._decide(flag, SAID[key])
            place += 1
        return self.decided

    def show(self, flag: FlagView, place: str) -> None:
        """The evidence, what confirming would take, and who said what before."""
        say(f"Flag {place}: {flag.title} ({flag.id}), by chance {flag.odds}.")
        names = ", ".join(flag.viewers[:NAMED])
        more = len(flag.viewers) - NAMED
        say(f"  Viewers: {names}{f' and {more:,} more' if more > 0 else ''}")
        for evidence in flag.evidence:
            say(f"  {evidence.heading}: {evidence.sentence} By chance: {evidence.odds}.")
        for effect in flag.effects[:3]:
            say(f"  {effect.sentence}")
        for told in flag.told:
            say(f"  {told.by} said {told.said} on {told.at:%Y-%m-%d %H:%M}. {told.because}")

    def _decide(self, flag: FlagView, said: Said) -> None:
        because = "" if said == "later" else click.prompt("Why", default=LOOKED)
        try:
            now = self.room.say(flag.id, said, by=self.by, because=because, seen=flag.seen)
        except ConflictError as error:
            say(f"{error}\n")
            return
        self.decided, self.last = self.decided + 1, flag.id
        say(f"{now.state}\n")

    def _undo(self, flags: list[str], place: int) -> int:
        """Take the last decision back, and the place of its flag, which is shown again."""
        if self.last is None:
            say("Nothing was decided here yet.\n")
            return place
        self.room.say(self.last, "undo", by=self.by, because="Taken back at once")
        self.decided, taken, self.last = self.decided - 1, self.last, None
        say("Taken back.\n")
        return flags.index(taken)


def _key() -> str:
    """One of the keys; anything else is asked again."""
    say(KEYS)
    while (key := click.getchar().lower()) not in tuple("cnluq"):
        say(KEYS)
    return key
