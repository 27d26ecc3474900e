"""The titles behind a cell of the heat map."""

from dataclasses import dataclass

import numpy as np

from openslate.app.audience.resonance.resonance_cells import cell_view
from openslate.app.audience.resonance.resonance_views import TitlesView, TitleView
from openslate.app.audience.resonance.worked import WorkedResonance
from openslate.audience.resonance.resonance import Resonance
from openslate.audience.resonance.titles import titles_carrying
from openslate.graph.vocabulary import FIELD, Columns

PERCENT_DIGITS = 0
NAME, YEAR = FIELD["name"].column, FIELD["year"].column


@dataclass(frozen=True)
class ShowTitles:
    """Which titles carry what a segment makes of an attribute."""

    worked: WorkedResonance
    cleaned: bool

    def __call__(
        self, by: str, segment: str, kind: str, value: str, *, limit: int = 30
    ) -> TitlesView:
        worked = self.worked
        place = worked.dimension(by).index_of(segment)
        column = worked.attributes.index_of(kind, value)
        whole, titles = worked.attribute_resonance[by], worked.title_resonance[by]
        having = worked.attributes.matrix[:, [column]].indices
        columns = np.flatnonzero(np.isin(worked.watched, having))
        carried = titles_carrying(titles, columns, place, worked.settings.least_viewers)
        cell = cell_view(whole, place, column, worked.settings)
        told = (
            [] if cell.claim == "hidden" else list(zip(carried.columns, carried.parts, strict=True))
        )
        return TitlesView(
            by, segment, kind, value, whole.exposure, self.cleaned, worked.popularity, cell,
            tuple(self._title(titles, place, int(at), part) for at, part in told[:limit]),
            len(told), carried.hidden,
        )  # fmt: skip

    def _title(self, titles: Resonance, segment: int, column: int, part: float) -> TitleView:
        snapshot = self.worked.snapshot
        item = int(self.worked.watched[column])
        row = snapshot.item.select(Columns.ID, NAME, YEAR).row(item, named=True)
        cell = cell_view(titles, segment, column, self.worked.settings)
        percent = round(100 * float(part), PERCENT_DIGITS)
        return TitleView(row[Columns.ID], row[NAME] or row[Columns.ID], row[YEAR], percent, cell)
