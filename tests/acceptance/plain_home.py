"""Everything wrong with a home page, found card by card in plain Python."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from openslate.app.views import Card, Home, Row
from openslate.graph.vocabulary import FIELD, Columns
from tests.acceptance.plain_judge import PlainQuota, PlainRequest

ROW_SIZE = 20
EVERYTHING = PlainQuota("all", ROW_SIZE, ROW_SIZE, None, None, lambda _: True)


class Missed(NamedTuple):
    """Something a row could not give and says so: a quota, a pin, or its length."""

    kind: Literal["quota", "pin", "length"]
    row: str
    name: str = ""


@dataclass
class HomeChecker:
    """Checks one page against a request; `watched` are the items this viewer has seen."""

    request: PlainRequest
    watched: Collection[int]
    missed: list[Missed] = field(default_factory=list)

    def check(self, home: Home) -> list[str]:
        """One sentence for each thing that is wrong."""
        return list(self._page(home))

    def _page(self, home: Home) -> Iterator[str]:
        index = self.request.judge.catalogue.index
        shown: list[int] = []
        for row in home.rows:
            items = [index[card.item] for card in row.cards]
            yield from self._cards(row, items)
            yield from self._pins(row, items, shown)
            for quota in self.request.judge.quotas(self.request.request):
                if quota.rows is None or row.key in quota.rows:
                    yield from self._quota(quota, row, items, shown)
            yield from self._length(row, items, shown)
            shown += items
        yield from (f"item {i} is shown {n} times" for i, n in Counter(shown).items() if n > 1)

    def _cards(self, row: Row, items: list[int]) -> Iterator[str]:
        for card, item in zip(row.cards, items, strict=True):
            if not self.request.may_show(item):
                yield f"{row.key}: {card.name} is shown against the rules"
            if card.labels != self.request.labels(item):
                yield f"{row.key}: {card.name} has the labels {card.labels}"
            if item in self.watched:
                yield f"{row.key}: {card.name} has been watched"
            yield from self._fits(row, card, item)

    def _fits(self, row: Row, card: Card, item: int) -> Iterator[str]:
        """Whether a card tells the item's own facts and belongs in its row."""
        facts = self.request.judge.catalogue.items[item]
        if card.year != facts["year"] or card.age_rating != facts["age_rating"]:
            yield f"{row.key}: the card of {card.name} is of another item"
        if not self._belongs(row, item):
            yield f"{row.key}: {card.name} does not belong in {row.title!r}"

    def _belongs(self, row: Row, item: int) -> bool:
        facts = self.request.judge.catalogue.items[item]
        match row.key:
            case "undiscovered":
                return not facts[Columns.HAS_HISTORY]
            case "genre":
                return row.title in (facts[FIELD["genres"].column] or ())
            case "decade":
                year = facts[FIELD["year"].column]
                return year is not None and row.title == f"The {year // 10 * 10}s"
        return True

    def _pins(self, row: Row, items: list[int], shown: list[int]) -> Iterator[str]:
        """Every pin that holds is in its place, and nothing else is marked as pinned."""
        due = {}
        for name, key, slot, item in self.request.judge.pins(self.request.request):
            if key != row.key or item is None:
                continue
            if item not in self.watched and item not in shown and self.request.may_show(item):
                due[slot] = item
                continue
            self.missed.append(Missed("pin", row.key, name))
            if not any(f"Pin {name!r}" in sentence for sentence in row.relaxed):
                yield f"{row.key}: nothing is said of the missing pin {name}"
            if item in shown:
                yield f"{row.key}: the item of pin {name} went to an earlier row"
        cards = enumerate(zip(row.cards, items, strict=True), start=1)
        if due != (pinned := {slot: item for slot, (card, item) in cards if card.pinned}):
            yield f"{row.key}: pinned are {pinned}, due are {due}"

    def _quota(
        self, quota: PlainQuota, row: Row, items: list[int], shown: list[int]
    ) -> Iterator[str]:
        values = map(self.request.values, items[: quota.among])
        counts = Counter(c for c in map(quota.counts, values) if c is not None)
        for what, count in counts.items():
            if quota.most is not None and count > quota.most:
                yield f"{row.key}: {quota.name} allows {quota.most}, {what} has {count}"
        have = counts[True]
        if have < quota.least:
            yield from self._short(quota, row, have, shown)
        elif any(f"Quota {quota.name!r}" in sentence for sentence in row.relaxed):
            yield f"{row.key}: {quota.name} is met, yet said to be eased"

    def _short(self, quota: PlainQuota, row: Row, have: int, shown: list[int]) -> Iterator[str]:
        """A quota may be missed only when it is said and no more items can be had."""
        self.missed.append(Missed("quota", row.key, quota.name))
        if not any(f"Quota {quota.name!r}" in sentence for sentence in row.relaxed):
            yield f"{row.key}: {quota.name} has {have} of {quota.least} and nothing is said"
        could = self._most_possible(quota, row, shown)
        if have < min(quota.least, could):
            yield f"{row.key}: {quota.name} has {have} of {quota.least}, {could} could be had"

    def _most_possible(self, quota: PlainQuota, row: Row, shown: list[int]) -> int:
        """How many of a quota's items a row can take at most, by looking at every item."""
        gone, found = {*shown, *self.watched}, []
        for item in range(len(self.request.judge.catalogue.items)):
            if item in gone or not self._belongs(row, item):
                continue
            if quota.counts(self.request.values(item)) and self.request.may_show(item):
                found.append(item)
        return min(quota.among, self._under_caps(found, row))

    def _under_caps(self, items: list[int], row: Row) -> int:
        """The most of these items that the other quotas' caps on groups leave room for."""
        room = len(items)
        for cap in self.request.judge.quotas(self.request.request):
            if cap.most is not None and (cap.rows is None or row.key in cap.rows):
                groups = Counter(cap.counts(self.request.values(item)) for item in items)
                alone = groups.pop(None, 0)
                room = min(room, alone + sum(min(n, cap.most) for n in groups.values()))
        return room

    def _length(self, row: Row, items: list[int], shown: list[int]) -> Iterator[str]:
        """A row may be short only when it is said and no more items can be had."""
        if len(items) == ROW_SIZE:
            return
        self.missed.append(Missed("length", row.key))
        if not any(sentence.startswith(f"The row has {len(items)} ") for sentence in row.relaxed):
            yield f"{row.key}: {len(items)} cards and nothing is said"
        could = self._most_possible(EVERYTHING, row, shown)
        if row.key != "because" and len(items) < could:
            yield f"{row.key}: {len(items)} cards, {could} could be had"
