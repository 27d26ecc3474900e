"""What a rulebook says of one item at a time, for one request, in plain Python."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil, floor
from typing import Any

import yaml

from openslate.app.views import RequestContext
from openslate.decision.verdict import Verdict
from openslate.rules.book import Rulebook
from openslate.rules.effect import Effect
from openslate.rules.plain_form import plain_value
from openslate.store.viewers import Viewer
from openslate.testing.plain_rules import PlainRuleReader
from tests.acceptance.plain_catalogue import PlainCatalogue

Values = Mapping[str, Any]


@dataclass(frozen=True)
class PlainQuota:
    """A quota with its numbers worked out from the file's own text."""

    name: str
    among: int
    least: int
    most: int | None
    rows: tuple[str, ...] | None
    counts: Callable[["PlainValues"], object]
    """What an item counts as for it, None for nothing: a group's name, or True."""


class PlainJudge:
    """Reads a rulebook for single items; remembers what a rule said of the same values before."""

    def __init__(self, catalogue: PlainCatalogue, book: Rulebook, text: str) -> None:
        self.catalogue = catalogue
        self.reader = PlainRuleReader(book)
        self.written = yaml.safe_load(text)
        self._reads = {r.rule: (*sorted(r.reads), "context.date") for r in book.rules}
        self._where = {q.quota: q.where for q in book.quotas}
        self._spoke: dict[tuple[Any, ...], bool | None] = {}

    def request(self, viewer: Viewer | None, context: RequestContext) -> "PlainRequest":
        """Everything the rules may read of a request; None for a viewer who is nobody."""
        request = {
            "viewer.id": viewer and viewer.viewer,
            "viewer.age": context.age,
            "viewer.gender": viewer and viewer.gender,
            "viewer.occupation": viewer and viewer.occupation,
            "viewer.territory": context.territory,
            "viewer.child_profile": context.child_profile,
            "viewer.local_time": f"{context.at.hour:02}:{context.at.minute:02}",
            "context.date": context.at.date(),
            "context.weekday": WEEKDAYS[context.at.weekday()],
            "context.surface": context.surface,
        }
        return PlainRequest(self, request)

    def effects(self, values: "PlainValues") -> Iterator[tuple[str, Effect]]:
        """Each rule that speaks of an item, or lacks facts, with what it then does."""
        for rule in self.reader.rulebook.rules:
            key = (rule.rule, *(values.get(name) for name in self._reads[rule.rule]))
            if key not in self._spoke:
                self._spoke[key] = self.reader.speaks(rule, values)
            if (spoke := self._spoke[key]) is not False:
                yield rule.title, rule.then if spoke else rule.unknown

    def quotas(self, request: Values) -> list[PlainQuota]:
        """The quotas that hold for a request, as the file has them."""
        return [
            self._quota(entry)
            for entry in self.written.get("quotas") or ()
            if "expires" not in entry or request["context.date"] < entry["expires"]
        ]

    def _quota(self, entry: Mapping[str, Any]) -> PlainQuota:
        among = entry.get("among_first", 20)
        most = entry.get("at_most")
        where, per = self._where[entry["quota"]], entry.get("per")

        def counts(values: PlainValues) -> object:
            if where is not None and plain_value(where.tree, values) is not True:
                return None
            return values.get(per) if per else True

        return PlainQuota(
            name=entry["quota"],
            among=among,
            least=share(entry.get("at_least", 0), among, ceil),
            most=None if most is None else share(most, among, floor),
            rows=tuple(entry["rows"]) if "rows" in entry else None,
            counts=counts,
        )

    def pins(self, request: Values) -> Iterator[tuple[str, str, int, int | None]]:
        """Name, row, slot and item of the pins that hold; None for an item that is not there."""
        today, place = request["context.date"], request["viewer.territory"]
        for pin in self.written.get("pins") or ():
            begun = pin.get("from", date.min) <= today < pin.get("until", date.max)
            if begun and pin.get("territory", place) == place:
                found = self.catalogue.find(pin["item"])
                yield pin["pin"], pin.get("row", "editors"), pin.get("slot", 1), found


class PlainValues:
    """Everything a rule may read about one item, by full name; None for what is not known."""

    def __init__(self, facts: Values, right: Values, request: Values) -> None:
        self._facts, self._right, self._request = facts, right, request

    def get(self, name: str) -> Any:
        """One value, e.g. of `item.year`."""
        if not name.startswith("item."):
            return self._request.get(name)
        column = name[len("item.") :]
        return self._right[column] if column in self._right else self._facts.get(column)


@dataclass(frozen=True, eq=False)
class PlainRequest:
    """One request to a judge; asks it about items."""

    judge: PlainJudge
    request: Values

    def values(self, item: int) -> PlainValues:
        """What there is to read of an item."""
        place, today = self.request["viewer.territory"], self.request["context.date"]
        catalogue = self.judge.catalogue
        right = catalogue.right(item, place, today)
        return PlainValues(catalogue.items[item], right, self.request)

    def may_show(self, item: int) -> bool:
        """Whether no rule blocks an item or holds it back."""
        values = self.values(item)
        return all(e.verdict < Verdict.REVIEW for _, e in self.judge.effects(values))

    def labels(self, item: int) -> tuple[str, ...]:
        """The labels that must stand beside an item."""
        spoken = self.judge.effects(self.values(item))
        return tuple(e.text or title for title, e in spoken if e.kind == "label")


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def share(written: int | str, among: int, rounding: Callable[[float], int]) -> int:
    """A bound as the file has it, a number or a percentage of the first `among`, as a count."""
    if isinstance(written, int):
        return written
    return rounding(float(written.rstrip("% ")) * among / 100)
