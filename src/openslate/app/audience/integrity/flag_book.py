"""Flags of the latest scan and of earlier decisions, with what people made of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pydantic import TypeAdapter

from openslate.app.audience.integrity.confirmed import VIEWERS, decided_viewers
from openslate.app.audience.integrity.flag_views import FlagSaid, Said, State
from openslate.app.audience.integrity.review_flag import FLAG, SAID
from openslate.app.audience.integrity.scan_file import KeptScan
from openslate.audience.integrity.flags import Flag
from openslate.common.errors import NotFoundError
from openslate.common.text import nearest
from openslate.decision.verdict import Verdict
from openslate.store.reviews import KeptReview

KEPT_FLAG = TypeAdapter(Flag)
STATES: dict[Said, State] = {
    "confirm": "confirmed",
    "genuine": "genuine",
    "later": "later",
    "undo": "waiting",
}
ORDER: tuple[State, ...] = ("waiting", "later", "confirmed", "genuine")


@dataclass(frozen=True, eq=False)
class FlagBook:
    """`counting` are the reviews that count, by flag, the oldest first."""

    kept: KeptScan | None
    counting: Mapping[str, KeptReview]

    @cached_property
    def flags(self) -> dict[str, Flag]:
        """Every flag by its id: waiting ones first, in each state the clearest first.

        Flags that people spoke about and the latest scan does not have are taken from the reviews.
        """
        found = {flag.id: flag for flag in (self.kept.scan.flags if self.kept else ())}
        for subject, review in self.counting.items():
            told = (review.about or {}).get(FLAG)
            if subject not in found and told:
                found[subject] = KEPT_FLAG.validate_python(told)
        ordered = sorted(found.values(), key=lambda f: (ORDER.index(self.state(f)), f.p, f.id))
        return {flag.id: flag for flag in ordered}

    @cached_property
    def decided(self) -> dict[str, Verdict]:
        """What was last said of every viewer."""
        return decided_viewers(self.counting.values())

    def flag(self, flag: str) -> Flag:
        """One flag; raises NotFoundError."""
        if flag not in self.flags:
            known = nearest(flag, self.flags)
            raise NotFoundError(
                f"There is no flag {flag!r}",
                do=f"Did you mean {known!r}?" if known else "Run 'slate audience integrity list'",
            )
        return self.flags[flag]

    def state(self, flag: Flag) -> State:
        """What became of a flag; one whose viewers are all confirmed elsewhere is confirmed too."""
        said = self.state_of(flag.id)
        verdicts = {self.decided.get(viewer) for viewer in flag.viewers}
        if said == "waiting" and verdicts == {Verdict.BLOCK}:
            return "confirmed"
        return said

    def state_of(self, flag: str) -> State:
        """What was last said of a flag itself."""
        review = self.counting.get(flag)
        return STATES[(review.about or {}).get(SAID, "undo")] if review else "waiting"

    def confirmed_of(self, flag: Flag) -> tuple[str, ...]:
        """Viewers of a flag that are confirmed as not genuine now."""
        return tuple(v for v in flag.viewers if self.decided.get(v) == Verdict.BLOCK)


def said_view(kept: KeptReview) -> FlagSaid:
    """One decision as a view."""
    about = kept.about or {}
    return FlagSaid(
        by=kept.review.reviewer,
        said=about.get(SAID, "undo"),
        because=kept.review.because,
        viewers=len(about.get(VIEWERS, ())),
        at=kept.review.at,
    )
