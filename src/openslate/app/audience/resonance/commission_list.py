"""What to commission for a segment."""

from dataclasses import dataclass

from openslate.app.audience.resonance.resonance_cells import cell_view, in_percent
from openslate.app.audience.resonance.resonance_views import CommissionView, WishView
from openslate.app.audience.resonance.worked import WorkedResonance
from openslate.audience.resonance.commission import Wish, wishes
from openslate.audience.resonance.protection import about


@dataclass(frozen=True)
class ListCommissions:
    """Attributes and pairs that a segment watches more of, the surest first."""

    worked: WorkedResonance
    cleaned: bool

    def __call__(self, by: str, segment: str, *, limit: int = 20) -> CommissionView:
        worked = self.worked
        dimension = worked.dimension(by)
        place = dimension.index_of(segment)
        singles, paired = worked.attribute_resonance[by], worked.pair_resonance[by]
        found = wishes(singles, paired, worked.pairs.parts, place)
        size = dimension.sizes[place]
        rounded = int(about(size, worked.settings.rounding))
        return CommissionView(
            by, segment, rounded, singles.exposure, self.cleaned, worked.popularity,
            worked.settings.level, worked.snapshot.size,
            tuple(self._view(wish, place, int(size)) for wish in found[:limit]), len(found),
        )  # fmt: skip

    def _view(self, wish: Wish, segment: int, size: int) -> WishView:
        names = self.worked.attributes.names
        cell = cell_view(wish.source, segment, wish.column, self.worked.settings)
        reach = round(100 * min(1.0, (cell.viewers or 0) / max(size, 1)))
        supply = in_percent(wish.supply / self.worked.snapshot.size)
        parts = tuple((names[at].kind, names[at].value) for at in wish.columns)
        return WishView(parts, cell, reach, wish.supply, supply)
