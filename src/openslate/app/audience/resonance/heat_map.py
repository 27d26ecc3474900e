"""The heat map: what every segment of a dimension makes of every attribute."""

from dataclasses import dataclass

import numpy as np

from openslate.app.audience.resonance.resonance_cells import cell_view
from openslate.app.audience.resonance.resonance_views import (
    AttributeView,
    ComparedSegmentView,
    ResonanceView,
)
from openslate.app.audience.resonance.worked import WorkedResonance
from openslate.audience.resonance.protection import about
from openslate.audience.resonance.resonance import Resonance


@dataclass(frozen=True)
class ShowHeatMap:
    """Attributes of one kind, or of all, those first whose surest difference is largest."""

    worked: WorkedResonance
    cleaned: bool
    left_out: int

    def __call__(
        self, by: str, kind: str | None = None, *, limit: int = 30, offset: int = 0
    ) -> ResonanceView:
        worked = self.worked
        dimension = worked.dimension(by)
        figures = worked.attribute_resonance[by]
        of_kind = self._columns(kind)
        told = of_kind[figures.shown[:, of_kind].any(axis=0)]
        ordered = told[np.argsort(-_surest(figures)[told], kind="stable")]
        settings = worked.settings
        return ResonanceView(
            by=by,
            dimensions=tuple(worked.dimensions),
            kind=kind,
            kinds=worked.attributes.kinds,
            exposure=figures.exposure,
            cleaned=self.cleaned,
            left_out=self.left_out,
            beyond_popularity=worked.popularity,
            level=settings.level,
            false_discoveries=settings.false_discoveries,
            least_viewers=settings.least_viewers,
            segments=tuple(
                ComparedSegmentView(segment, int(about(size, settings.rounding)))
                for segment, size in zip(dimension.segments, dimension.sizes, strict=True)
            ),
            attributes=tuple(
                self._row(figures, int(at)) for at in ordered[offset : offset + limit]
            ),
            total=len(ordered),
            found=int(figures.found[:, of_kind].sum()),
            replicated=int(figures.replicated[:, of_kind].sum()),
            hidden=len(of_kind) - len(told),
            offset=offset,
        )

    def _columns(self, kind: str | None) -> np.ndarray:
        attributes = self.worked.attributes
        return np.arange(len(attributes.names)) if kind is None else attributes.of_kind(kind)

    def _row(self, figures: Resonance, column: int) -> AttributeView:
        name = figures.attributes.names[column]
        cells = tuple(
            cell_view(figures, segment, column, self.worked.settings)
            for segment in range(len(figures.dimension.segments))
        )
        return AttributeView(name.kind, name.value, int(figures.attributes.supply[column]), cells)


def _surest(figures: Resonance) -> np.ndarray:
    """How far from nothing the nearer end of an interval is, the most of any segment; found first.

    float64 [attributes].
    """
    nearer = np.maximum(np.maximum(figures.low, -figures.high), 0.0)
    score = np.where(figures.found, 1.0 + nearer, np.nan_to_num(np.abs(figures.mean)) * 1e-3)
    return np.asarray(np.nan_to_num(score).max(axis=0, initial=0.0))
