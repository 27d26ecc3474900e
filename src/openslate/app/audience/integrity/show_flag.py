"""One flag with everything a person needs to decide about it."""

from dataclasses import dataclass
from functools import cached_property

from openslate.app.audience.integrity.flag_book import FlagBook, said_view
from openslate.app.audience.integrity.flag_views import (
    EffectView,
    EvidenceView,
    FlagLine,
    FlagView,
    MomentView,
)
from openslate.app.audience.integrity.sentences import (
    HEADINGS,
    effect_sentence,
    evidence_sentence,
    flag_title,
    odds,
)
from openslate.app.cards import shown_name
from openslate.audience.integrity.cleaning import RawAndCleaned
from openslate.audience.integrity.flags import Effect, Evidence, Flag
from openslate.graph.snapshot import Snapshot
from openslate.graph.vocabulary import FIELD
from openslate.store.reviews import NOBODY, KeptReview


@dataclass(frozen=True, eq=False)
class ShowFlag:
    """Puts flags into words; `snapshot` names titles, None leaves the records' ids."""

    book: FlagBook
    snapshot: Snapshot | None

    def __call__(self, flag: Flag, told: list[KeptReview]) -> FlagView:
        """All of one flag; `told` is everything that was said of it, the latest first."""
        return FlagView(
            id=flag.id,
            title=flag_title(flag),
            state=self.book.state(flag),
            viewers=flag.viewers,
            p=flag.p,
            odds=odds(flag.p),
            viewings=flag.viewings,
            evidence=tuple(map(self._evidence, flag.evidence)),
            effects=tuple(self._effect(effect, len(flag.viewers)) for effect in flag.effects),
            told=tuple(map(said_view, told)),
            seen=told[0].id if told else NOBODY,
            confirmed_before=self.book.confirmed_of(flag),
        )

    def line(self, flag: Flag) -> FlagLine:
        """A flag in a list."""
        return FlagLine(
            id=flag.id,
            title=flag_title(flag),
            state=self.book.state(flag),
            viewers=len(flag.viewers),
            viewings=flag.viewings,
            p=flag.p,
            odds=odds(flag.p),
            kinds=tuple(dict.fromkeys(evidence.kind for evidence in flag.evidence)),
        )

    def _evidence(self, evidence: Evidence) -> EvidenceView:
        moments = tuple(
            MomentView(m.viewer, self._title(m.source, m.record), m.at) for m in evidence.moments
        )
        return EvidenceView(
            kind=evidence.kind,
            heading=HEADINGS[evidence.kind],
            sentence=evidence_sentence(evidence, moments[0].title if moments else "one title"),
            p=evidence.p,
            odds=odds(evidence.p),
            viewers=len(evidence.viewers),
            moments=moments,
        )

    def _effect(self, effect: Effect, viewers: int) -> EffectView:
        title = self._title(effect.source, effect.record)
        item = self._items.get((effect.source, effect.record))
        return EffectView(
            item=None if item is None or self.snapshot is None else self.snapshot.ids[item],
            title=title,
            viewings=RawAndCleaned(effect.viewings, effect.viewings - effect.taken, viewers),
            sentence=effect_sentence(title, effect.viewings, effect.taken),
        )

    def _title(self, source: str, record: str) -> str:
        item = self._items.get((source, record))
        return f"{source} {record}" if item is None else shown_name(self._names[item])

    @cached_property
    def _items(self) -> dict[tuple[str, str], int]:
        return dict(self.snapshot.item_of_record) if self.snapshot else {}

    @cached_property
    def _names(self) -> list[str | None]:
        return self.snapshot.item[FIELD["name"].column].to_list() if self.snapshot else []
