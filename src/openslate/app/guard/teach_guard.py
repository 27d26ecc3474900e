"""Correcting a verdict: tried on the regression set, kept with its reason, working at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from openslate.app.guard.corrections import Correction, Corrections, exemplar_of
from openslate.app.guard.serving_guard import ServingGuard
from openslate.common.clock import Clock
from openslate.common.errors import ConflictError, DeniedError, SlateError
from openslate.decision.types import Review
from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Setting, Speaker, Turn
from openslate.guard.deciding.judgement import KIND
from openslate.guard.reading.exemplars import Exemplar
from openslate.guard.teaching.regression import (
    RegressionCase,
    Turned,
    cases_of,
    turned_by,
)
from openslate.store.journal import Journal, JournalEntry

MOST_BECAUSE = 1_000
"""Characters of a reason."""


@dataclass(frozen=True)
class Trial:
    """What a correction would do: the verdict on the message itself, and cases that it turns."""

    verdict: Verdict
    turned: tuple[Turned, ...]

    @property
    def worse(self) -> tuple[Turned, ...]:
        """Cases that were right and would be wrong."""
        return tuple(turned for turned in self.turned if turned.worse)


class TeachGuard:
    """Corrects, tries beforehand and withdraws; nothing of it moves the floor."""

    def __init__(
        self, serving: ServingGuard, corrections: Corrections, journal: Journal, clock: Clock
    ) -> None:
        self._serving, self._corrections = serving, corrections
        self._journal, self._clock = journal, clock

    def try_out(self, message: str, verdict: Verdict, topic: str | None) -> Trial:
        """What the correction would turn, without making it; raises SlateError."""
        entry = self._entry(message)
        exemplar = self._exemplar(entry, verdict, topic)
        now = self._serving.guard
        then = self._serving.with_exemplars((*self._corrections.exemplars(), exemplar))
        setting, turns = setting_of(entry), turns_of(entry)
        turned = turned_by(self.cases(), now.check, then.check)
        return Trial(then.check(turns, setting).verdict, tuple(turned))

    def correct(
        self,
        message: str,
        verdict: Verdict,
        because: str,
        by: str,
        *,
        topic: str | None = None,
        anyway: bool = False,
    ) -> Correction:
        """Keep the correction; it is an exemplar from now on.

        Raises ConflictError where it would make cases wrong that are right, unless `anyway`; and
        DeniedError where it would move the floor, whatever is said.
        """
        if not because.strip() or len(because) > MOST_BECAUSE:
            raise SlateError(
                "A correction needs a reason", do=f"Say why, in at most {MOST_BECAUSE} characters"
            )
        trial = self.try_out(message, verdict, topic)
        if any(turned.case.floor for turned in trial.worse):
            raise DeniedError("That would let through what the floor forbids", do="Leave it as is")
        if trial.worse and not anyway:
            texts = "; ".join(f"'{turned.case.text}'" for turned in trial.worse[:3])
            raise ConflictError(
                f"That would turn {len(trial.worse)} messages that are judged rightly: {texts}",
                do="Choose a narrower topic, or say that it is meant",
            )
        as_read = self._exemplar(self._entry(message), verdict, topic).topic
        self._keep(message, verdict, because, by, as_read, live=True)
        return self._corrections.of_message(message)[0]

    def withdraw(self, message: str, because: str, by: str) -> Correction:
        """The guard no longer goes by the message's exemplar; everything said stays on record."""
        said = self._corrections.of_message(message)
        if not said or not said[0].live:
            raise ConflictError("Nothing is taught by this message", do="Look at the list again")
        last = said[0]
        self._keep(message, last.verdict, because, by, last.topic, live=False)
        return self._corrections.of_message(message)[0]

    def _keep(
        self, message: str, verdict: Verdict, because: str, by: str, topic: str | None, live: bool
    ) -> None:
        text = turns_of(self._entry(message))[-1].text
        review = Review(by, verdict, because.strip(), self._clock.now())
        self._corrections.record({"text": text, "topic": topic, "live": live}, review, message)

    def _entry(self, message: str) -> JournalEntry:
        entry = self._journal.get(message)
        if entry.kind != KIND:
            raise SlateError(f"Decision {message!r} is not about a message", do="Copy its id again")
        return entry

    def _exemplar(self, entry: JournalEntry, verdict: Verdict, topic: str | None) -> Exemplar:
        book = self._serving.book
        found = [finding["topic"] for finding in entry.payload["trace"]["findings"]]
        chosen = topic or next(iter(found), None)
        line = (chosen, *book.ancestors(chosen)) if chosen else ()
        floor = {norm.topic for norm in book.floor}
        touched = floor & {*line, *(f["norm_topic"] for f in _floor_findings(entry))}
        if verdict < Verdict.BLOCK and touched:
            raise DeniedError(
                "This lies on the floor, which nothing overrides", do="Leave it as is"
            )
        text = turns_of(entry)[-1].text
        return exemplar_of("trial", text, verdict, chosen)

    def cases(self, taught: Sequence[Correction] | None = None) -> list[RegressionCase]:
        """The examples of norms and what was taught before (all of it, unless told)."""
        counting = self._corrections.counting() if taught is None else taught
        said = [
            RegressionCase(c.text, c.verdict > Verdict.ALLOW, f"taught by {c.by}")
            for c in counting
            if c.live
        ]
        return [*cases_of(self._serving.book), *said]


def _floor_findings(entry: JournalEntry) -> list[dict[str, str]]:
    return [finding for finding in entry.payload["trace"]["findings"] if finding["floor"]]


def turns_of(entry: JournalEntry) -> list[Turn]:
    """The conversation that a decision was about, the judged message last."""
    return [Turn(turn["text"], Speaker(turn["speaker"])) for turn in entry.payload["turns"]]


def setting_of(entry: JournalEntry) -> Setting:
    """Where it took place."""
    return Setting.of(entry.provenance.context)
