"""Checking a rulebook and comparing two versions of it."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from openslate.app.context import context_for
from openslate.app.engine import Engine
from openslate.app.slates.request import request_values
from openslate.app.slates.rule_places import lost_pins, unknown_rows
from openslate.app.workspace import Workspace
from openslate.common.seeds import generator_for
from openslate.graph.snapshot_writer import current_folder
from openslate.rules.book import Rule, Rulebook
from openslate.rules.diff import RuleDiff, Side, diff_rulebooks
from openslate.rules.examples import check_examples
from openslate.rules.fields import DEFAULT_FIELDS, Fields
from openslate.rules.problems import Problem, RulebookError
from openslate.rules.reading import examine_rulebook
from openslate.rules.sentences import pin_sentence, rule_sentence, shape_sentence
from openslate.store.viewers import Viewer, ViewerStore

SAMPLES = 20


@dataclass(frozen=True)
class CheckedRule:
    """A rule in English and how many of its examples come out as they say."""

    name: str
    sentence: str
    examples: int
    passed: int


@dataclass(frozen=True)
class SaidEntry:
    """A quota, budget, spacing or pin in English."""

    name: str
    kind: str
    sentence: str


@dataclass(frozen=True)
class RulesReport:
    """Whether a rulebook is in order; `problems` are sentences with file, line and column.

    `notes` are the same of pins that do nothing over the catalogue as it is.
    """

    version: str
    rules: tuple[CheckedRule, ...]
    problems: tuple[str, ...]
    good: bool
    notes: tuple[str, ...] = ()
    others: tuple[SaidEntry, ...] = ()


@dataclass(frozen=True)
class CheckRules:
    """Reads a rulebook and runs its examples; raises RulebookError when not all of it can be read.

    The error tells also what examples, rows and pins of the rest would be told of.

    `fields` is what its conditions may read, where it is about something other than items.
    """

    workspace: Workspace
    fields: Fields = field(default_factory=lambda: DEFAULT_FIELDS)

    def __call__(self, file: Path | None = None) -> RulesReport:
        path = file or self.workspace.rulebook_path
        rulebook, troubles = examine_rulebook(path, self.fields)
        failing = check_examples(rulebook)
        wrong = [*failing, *unknown_rows(rulebook)]
        notes = self._notes(rulebook)
        if troubles:
            raise RulebookError([*troubles, *wrong, *notes])
        by_rule = Counter(
            rule.rule for rule in rulebook.rules for p in failing if repr(rule.rule) in p.message
        )
        rules = tuple(_checked(rule, rulebook, by_rule[rule.rule]) for rule in rulebook.rules)
        problems, told = tuple(map(str, wrong)), tuple(map(str, notes))
        return RulesReport(rulebook.version, rules, problems, not problems, told, _others(rulebook))

    def _notes(self, rulebook: Rulebook) -> list[Problem]:
        workspace = self.workspace
        if not rulebook.pins or current_folder(workspace.snapshots) is None:
            return []
        size, today = workspace.settings.home.row_size, workspace.clock.now().date()
        return lost_pins(rulebook, workspace.snapshot(), size, today)


def _checked(rule: Rule, rulebook: Rulebook, failing: int) -> CheckedRule:
    total = len(rule.examples)
    return CheckedRule(rule.rule, rule_sentence(rule, rulebook.fields), total, total - failing)


def _others(book: Rulebook) -> tuple[SaidEntry, ...]:
    shapes = [
        SaidEntry(shape.name, type(shape).__name__.lower(), shape_sentence(shape, book.fields))
        for shape in book.shapes
    ]
    return (*shapes, *(SaidEntry(pin.pin, "pin", pin_sentence(pin)) for pin in book.pins))


@dataclass(frozen=True)
class DiffReport:
    """What a new rulebook would change; samples are (item, viewer, before, after)."""

    sentence: str
    diff: RuleDiff
    samples: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class DiffRules:
    """Tries two rulebooks on every item for a sample of viewers, at this moment."""

    workspace: Workspace

    def __call__(self, old: Path, new: Path, *, viewers: int = 50) -> DiffReport:
        before, after = _both(old, new)
        engine = Engine.load(self.workspace)
        sample = self._viewers(viewers)
        contexts = [context_for(self.workspace, viewer) for viewer in sample]
        requests = [request_values(v, c) for v, c in zip(sample, contexts, strict=True)]
        place = contexts[0]
        facts = engine.facts.at(place.territory, place.at.date())
        diff = diff_rulebooks(before, after, facts, requests, samples=SAMPLES)
        title = engine.cards.title
        samples = tuple(
            (
                title(change.item),
                sample[change.request].viewer,
                _side(change.before),
                _side(change.after),
            )
            for change in diff.samples
        )
        return DiffReport(_sentence(diff, len(sample)), diff, samples)

    def _viewers(self, count: int) -> list[Viewer]:
        known = ViewerStore(self.workspace.database).find(limit=100_000)
        territory = self.workspace.settings.home.territory
        here = [viewer for viewer in known if viewer.territory == territory]
        if not here:
            return [Viewer("nobody", territory=territory)]
        chosen = generator_for("rules diff", count).permutation(len(here))[:count]
        return [here[index] for index in sorted(chosen)]


def _both(old: Path, new: Path) -> tuple[Rulebook, Rulebook]:
    """Two rulebooks; raises RulebookError with the problems of both."""
    (before, wrong), (after, also_wrong) = examine_rulebook(old), examine_rulebook(new)
    if wrong or also_wrong:
        raise RulebookError([*wrong, *also_wrong])
    return before, after


def _side(side: Side) -> str:
    rules = f" by {', '.join(side.rules)}" if side.rules else ""
    factor = f", score x {side.factor:g}" if side.factor != 1 else ""
    return f"{side.verdict.name.lower()}{factor}{rules}"


def _sentence(diff: RuleDiff, viewers: int) -> str:
    if diff.old == diff.new:
        return "The two rulebooks say the same."
    return (
        f"Of {diff.pairs:,} pairs of item and viewer ({viewers} viewers), {diff.changed:,} change: "
        f"{diff.withheld:,} can no longer be shown, {diff.released:,} now can, "
        f"{diff.reweighted:,} count differently."
    )
