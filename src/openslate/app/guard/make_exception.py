"""From a correction to an exception: proposed, tried, put live, rolled back; each with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from openslate.app.guard.corrections import Correction, Corrections
from openslate.app.guard.exceptions import (
    PREFIX,
    VERDICTS,
    Exceptions,
    ModeratedException,
    State,
    norm_hash,
    with_all,
)
from openslate.app.guard.serving_guard import ServingGuard
from openslate.app.guard.teach_guard import MOST_BECAUSE, TeachGuard, turns_of
from openslate.common.clock import Clock
from openslate.common.errors import ConflictError, DeniedError, SlateError
from openslate.common.ids import hash_json
from openslate.decision.types import Review
from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Setting
from openslate.guard.norms import Norm, NormBook, Stance
from openslate.guard.teaching.context_exception import (
    ExceptionContext,
    exception_to,
    must_not_be_floor,
    with_exception,
)
from openslate.guard.teaching.regression import GROWN_UP, RegressionCase, Turned, turned_by
from openslate.store.journal import Journal, JournalEntry
from openslate.store.reviews import NOBODY

LOOK = "Look at it again"
QUOTED = 12
"""Messages of a trial that are kept in full."""


@dataclass(frozen=True)
class ExceptionTrial:
    """What an exception would do: the message's own verdict there, what the norm gives way to, and
    what was judged rightly and would not be any more.
    """

    verdict: Verdict
    gives_way: tuple[Turned, ...]
    worse: tuple[Turned, ...]

    @property
    def floor(self) -> bool:
        """Whether something of the floor would pass."""
        return any(turned.case.floor for turned in (*self.gives_way, *self.worse))

    def kept(self) -> dict[str, Any]:
        """As it is kept with the exception."""
        return {
            "verdict": self.verdict.name.lower(),
            "gives_way": [turned.case.text for turned in self.gives_way[:QUOTED]],
            "gives_way_count": len(self.gives_way),
            "worse": [turned.case.text for turned in self.worse[:QUOTED]],
            "worse_count": len(self.worse),
        }


class WouldTurnError(ConflictError):
    """What is judged rightly would turn; whoever means it may insist."""


class MakeException:
    """Proposes, tries, puts live and rolls back exceptions; norms of the floor have none."""

    def __init__(
        self,
        serving: ServingGuard,
        corrections: Corrections,
        exceptions: Exceptions,
        teach: TeachGuard,
        journal: Journal,
        clock: Clock,
    ) -> None:
        self._serving, self._corrections, self._exceptions = serving, corrections, exceptions
        self._teach, self._journal, self._clock = teach, journal, clock

    def propose(
        self, message: str, context: ExceptionContext, stance: Stance, because: str, by: str
    ) -> ModeratedException:
        """Keep a proposal to except the norm that a corrected message was judged by.

        It changes nothing yet. Raises DeniedError where the floor is concerned, SlateError where
        the exception could not hold or would not help.
        """
        entry = self._journal.get(message)
        self._correction(message)
        slug = cited_norm(entry)
        base = self._serving.house_book
        norm = must_not_be_floor(base, slug)
        name = PREFIX + hash_json([slug, context.condition().text, stance.value, message])[:8]
        exception = exception_to(norm, name, context, stance, _reason(because))
        content = exception.model_dump(mode="json", exclude_none=True)
        known = [one for one in self._exceptions.all() if one.id == name]
        if known and not known[0].state.over:
            raise ConflictError(
                f"This exception is {known[0].state} already", where=name, do="Look at it first"
            )
        book = with_exception(self._serving.book, slug, exception)
        trial = self._tried(slug, entry, context.setting(), book)
        about = {
            "norm": slug,
            "norm_hash": norm_hash(norm),
            "message": message,
            "entry": content,
            "trial": {**trial.kept(), "setting": _plain(context.setting())},
            "state": State.PROPOSED.value,
        }
        after = self._exceptions.history(name)[0][0] if known else NOBODY
        self._say(name, about, stance, because, by, after)
        return self._exceptions.history(name)[0][1]

    def try_out(self, name: str) -> ExceptionTrial:
        """What a proposed exception would do as things stand now; changes nothing.

        Raises what `put_live` raises, other than for what would turn.
        """
        return self._tried_again(self._proposed(name)[1])

    def put_live(self, name: str, because: str, by: str, *, anyway: bool = False) -> None:
        """The norm gives way from now on, in every process; the message teaches no more.

        It is tried again first. Raises ConflictError where what is judged rightly would turn,
        unless `anyway`, or where the norm changed meanwhile; DeniedError where the floor would.
        """
        because = _reason(because)
        after, last = self._proposed(name)
        trial = self._tried_again(last)
        if trial.worse and not anyway:
            raise _would_turn(trial.worse)
        kept = {**trial.kept(), "setting": last.trial["setting"]}
        stance = last.exception.stance
        self._say(name, last.about(State.LIVE, kept), stance, because, by, after)
        said = self._corrections.of_message(last.message)
        if said and said[0].live:
            self._teach.withdraw(last.message, f"Became the exception {name}", by)

    def roll_back(self, name: str, because: str, by: str) -> None:
        """The norm holds again as before, at once; what was said stays on record.

        What was never live is rejected. Raises ConflictError where nothing is left to do.
        """
        after, last = self._exceptions.history(name)[0]
        if last.state.over:
            raise ConflictError(f"It was {_word(last.state)} already", where=name, do=LOOK)
        state = State.REJECTED if last.state is State.PROPOSED else State.BACK
        self._say(name, last.about(state), last.exception.stance, because, by, after)

    def _tried_again(self, one: ModeratedException) -> ExceptionTrial:
        """A proposed exception beside those that are live."""
        if not one.fits(self._serving.house_book):
            raise ConflictError(
                f"The norm {one.norm} has changed since",
                where=one.id,
                do="Reject the exception and propose it again",
            )
        book = with_all(self._serving.house_book, [*self._live(), one])
        entry = self._journal.get(one.message)
        return self._tried(one.norm, entry, Setting.of(one.trial["setting"]), book)

    def _tried(
        self, slug: str, entry: JournalEntry, setting: Setting, book: NormBook
    ) -> ExceptionTrial:
        """The guard with the exception and without the message's exemplar, against that of now."""
        others = [each for each in self._corrections.counting() if each.message != entry.id]
        exemplars = tuple(self._corrections.exemplars_of(others))
        now = self._serving.with_exemplars(exemplars)
        then = self._serving.with_book(book, exemplars)
        there = then.check(turns_of(entry), setting)
        turned: list[Turned] = []
        for where in dict.fromkeys((GROWN_UP, setting)):
            cases = [*self._teach.cases(others), *_own_cases(self._serving.house_book.norm(slug))]
            placed = dict.fromkeys(replace(case, setting=where) for case in cases)
            turned += turned_by(placed, now.check, then.check)
        once = {(each.case.text, each.case.source): each for each in turned if each.worse}
        worse = list(once.values())
        own = [each for each in worse if each.case.source == slug]
        rest = [each for each in worse if each.case.source != slug]
        trial = ExceptionTrial(there.verdict, tuple(own), tuple(rest))
        if trial.floor:
            raise DeniedError("That would let through what the floor forbids", do="Leave it as is")
        before = now.check(turns_of(entry), setting).verdict
        if there.verdict >= before:
            raise SlateError(
                f"The message would be judged {there.verdict.name.lower()} there all the same",
                do="Choose another context, or correct the norm that decides",
            )
        return trial

    def _correction(self, message: str) -> Correction:
        said = self._corrections.of_message(message)
        if not said or not said[0].live:
            raise ConflictError(
                "Nothing is taught by this message",
                where=message,
                do="Correct its verdict first, on its page",
            )
        return said[0]

    def _live(self) -> list[ModeratedException]:
        return [one for one in reversed(self._exceptions.all()) if one.state is State.LIVE]

    def _proposed(self, name: str) -> tuple[str, ModeratedException]:
        """An exception that waits, and the id of what was last said of it."""
        after, last = self._exceptions.history(name)[0]
        if last.state is not State.PROPOSED:
            raise ConflictError(f"The exception is {_word(last.state)} by now", where=name, do=LOOK)
        return after, last

    def _say(
        self,
        name: str,
        about: Mapping[str, Any],
        stance: Stance,
        because: str,
        by: str,
        after: str,
    ) -> None:
        review = Review(by, VERDICTS[stance], _reason(because), self._clock.now())
        self._exceptions.record(name, about, review, after)


def cited_norm(entry: JournalEntry) -> str:
    """The norm that decided on a message; raises SlateError where none did."""
    findings = entry.payload["trace"]["findings"]
    if not findings:
        raise SlateError("No norm was cited there", do="Teach it, there is nothing to except")
    return str(findings[0]["norm"])


def _own_cases(norm: Norm) -> list[RegressionCase]:
    """The norm's own examples, also where its condition decides on them."""
    meant = [RegressionCase(text, True, norm.norm, norm.floor) for text in norm.examples.meant]
    return [*meant, *(RegressionCase(t, False, norm.norm) for t in norm.examples.not_meant)]


def _would_turn(worse: Sequence[Turned]) -> WouldTurnError:
    quoted = "; ".join(f"'{turned.case.text}'" for turned in worse[:3])
    messages = "one message" if len(worse) == 1 else f"{len(worse):,} messages"
    judged = "is" if len(worse) == 1 else "are"
    return WouldTurnError(
        f"That would turn {messages} that {judged} judged rightly: {quoted}",
        do="Choose a narrower context, or say that it is meant",
    )


def _word(state: State) -> str:
    return state.replace("-", " ")


def _reason(because: str) -> str:
    if not because.strip() or len(because) > MOST_BECAUSE:
        raise SlateError(
            "An exception needs a reason", do=f"Say why, in at most {MOST_BECAUSE} characters"
        )
    return because.strip()


def _plain(setting: Setting) -> dict[str, Any]:
    facts = setting.facts()
    return {name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in facts.items()}  # fmt: skip
