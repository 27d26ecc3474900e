"""How a row works, in plain words, from what was measured."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from openslate.app.influence.figures import told
from openslate.app.influence.how_views import Decider, HowRow
from openslate.app.influence.measurement import MadeFrom, Measurement
from openslate.app.influence.row_names import ROW_NAMES, row_name
from openslate.common.errors import NotFoundError
from openslate.common.text import join_words
from openslate.recommend.influence.component import GROUPS, Component
from openslate.recommend.influence.tally import Influence, RowSeen

SPOKEN = 0.05
"""A component that decides fewer places than this is not named in the sentence."""
NOT_YET = (
    "This was not measured yet. 'slate influence' measures it from the pages that were served."
)
NOT_SEEN = "No page with this row was among those that were measured."


@dataclass(frozen=True)
class TellHow:
    """Turns a measurement (None while there is none) into the answer for one row."""

    measurement: Measurement | None
    now: MadeFrom

    def __call__(self, key: str) -> HowRow:
        """Raises NotFoundError for a row that no page has."""
        row = self.measurement.row(key) if self.measurement else None
        if row is None and key not in ROW_NAMES:
            raise NotFoundError(
                f"No page has a row {key!r}", do=f"Rows are {join_words(ROW_NAMES)}"
            )
        if self.measurement is None or row is None:
            said = NOT_SEEN if self.measurement else NOT_YET
            return HowRow(key, row_name(key), said)
        return self._measured(self.measurement, row)

    def _measured(self, measured: Measurement, row: RowSeen) -> HowRow:
        found = measured.of_row(row.row)
        deciders = _deciders(measured.components, found, groups=True)
        return HowRow(
            row=row.row,
            name=row_name(row.row),
            sentence=_sentence(row, deciders),
            places=row.places,
            requests=row.requests,
            viewers=row.viewers,
            since=measured.since,
            until=measured.until,
            measured_at=measured.measured_at,
            deciders=deciders,
            entries=_deciders(measured.components, found, groups=False),
            changed=measured.made_from.changed(self.now),
        )


def _deciders(
    components: Iterable[Component], found: Mapping[str, Influence], *, groups: bool
) -> tuple[Decider, ...]:
    """The strongest first; of equals, as components stand."""
    chosen = [c for c in components if (c.kind in GROUPS) == groups and c.key in found]
    deciders = [_decider(component, found[component.key]) for component in chosen]
    return tuple(sorted(deciders, key=lambda one: (-one.decides.value, -one.moves.value)))


def _decider(component: Component, found: Influence) -> Decider:
    return Decider(
        component.kind,
        component.name,
        component.title,
        found.decides,
        found.moves,
        told(found.decides),
    )


def _sentence(row: RowSeen, deciders: Sequence[Decider]) -> str:
    named = [one for one in deciders if one.decides.value >= SPOKEN]
    places = f"Of the {row.places:.0f} places of this row"
    if not named:
        return f"{places}, nothing we can leave out decides any: they hold the same titles for all."
    first, *rest = named
    parts = [f"{first.title} {_verb(first)} {first.told}"]
    parts += [f"{one.title} {one.told}" for one in rest]
    return f"{places}, {join_words(parts)}."


def _verb(decider: Decider) -> str:
    return "decide" if decider.kind in ("rules", "boosts", "quotas", "pins") else "decides"
