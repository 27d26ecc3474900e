"""Every smallest set of a row's rules that cannot hold together, as far as a few questions lead."""

from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from openslate.recommend.slates.conflict import Conflict, blamed_rules, conflict_of
from openslate.recommend.slates.slate_problem import Rule, SlateProblem
from openslate.recommend.slates.suspects import Inquiry

MOST = 5  # conflicts told of one row
QUESTIONS = 25  # after which no further ones are looked for
Numbers = frozenset[int]
"""Some of a row's rules, by their places."""


@dataclass(frozen=True, eq=False)
class Contradiction:
    """That a row cannot be filled, not even under `suspects` alone, of which `inquiry` knows.

    Which rules are in conflict is worked out when it is asked: of most rows nobody does.
    """

    problem: SlateProblem
    suspects: tuple[Rule, ...]
    inquiry: Inquiry

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """At most MOST of them, the one that was met first at the head."""
        rules = self.problem.rules
        cores = islice(self._cores(), MOST)
        return tuple(conflict_of(self.problem, [rules[i] for i in sorted(core)]) for core in cores)

    def _cores(self) -> Iterator[Numbers]:
        """Conflicts as Reiter's hitting sets find them: each is without a rule of each other.

        Without some rules of the known conflicts the others contradict each other again, or do
        not, and then do not without more rules either.
        """
        known = _Known(self.problem)
        yield known.smallest(known.numbers(self.suspects), self.inquiry)
        whole = Inquiry(self.problem)
        waiting = deque([Numbers()])
        seen = set(waiting)
        while waiting and known.asked < QUESTIONS:
            kept = known.every - waiting.popleft()
            core, new = known.core_in(kept), False
            if core is None and (blamed := known.blamed(kept, whole)):
                core, new = known.smallest(blamed, whole), True
            if core is None:
                continue
            if new:
                yield core
            more = [known.every - kept | {number} for number in sorted(core)]
            waiting.extend(out for out in more if out not in seen)
            seen.update(more)


class _Known:
    """What has been found out of a row's rules: conflicts, and sets that can hold together."""

    def __init__(self, problem: SlateProblem) -> None:
        self.problem, self.asked = problem, 0
        self.every: Numbers = frozenset(range(len(problem.rules)))
        self.cores: list[Numbers] = []
        self.hold: list[Numbers] = []

    def numbers(self, rules: Collection[Rule]) -> Numbers:
        """The places of some rules."""
        wanted = {id(rule) for rule in rules}
        return frozenset(i for i, rule in enumerate(self.problem.rules) if id(rule) in wanted)

    def core_in(self, kept: Numbers) -> Numbers | None:
        """A known conflict among some rules."""
        return next((core for core in self.cores if core <= kept), None)

    def blamed(self, kept: Numbers, inquiry: Inquiry) -> Numbers:
        """Those of some rules that contradict each other; none if all can hold."""
        if any(kept <= others for others in self.hold):
            return Numbers()
        if core := self.core_in(kept):
            return core
        self.asked += 1
        rules = [rule for number, rule in enumerate(self.problem.rules) if number in kept]
        found = self.numbers(blamed_rules(self.problem.under(rules), rules, inquiry))
        if not found:
            self.hold.append(kept)
        return found

    def smallest(self, suspects: Numbers, inquiry: Inquiry) -> Numbers:
        """A conflict among rules that contradict each other.

        Every rule is left out in turn; where the others still do, it was not needed.
        """
        core = suspects
        for number in sorted(suspects):
            if number in core and len(core) > 1:
                core = self.blamed(core - {number}, inquiry) or core
        self.cores.append(core)
        return core
