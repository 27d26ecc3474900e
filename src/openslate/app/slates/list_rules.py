"""The rulebook in plain English, with what each rule did lately."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from openslate.app.views import RuleView
from openslate.app.workspace import Workspace
from openslate.rules.book import Rulebook
from openslate.rules.sentences import effect_words, pin_sentence, rule_sentence, shape_sentence
from openslate.store.journal import Journal, RuleActivity

DECISIONS = 1_000


@dataclass(frozen=True)
class ListRules:
    """Every entry of the rulebook as a sentence; `spoke` counts pages it changed or marked."""

    workspace: Workspace
    rulebook: Rulebook

    def __call__(self) -> tuple[RuleView, ...]:
        activity = Journal(self.workspace.database).fired(DECISIONS)
        return tuple(_views(self.rulebook, activity))


def _views(book: Rulebook, activity: RuleActivity) -> Iterator[RuleView]:
    def view(
        name: str,
        kind: str,
        title: str,
        sentence: str,
        effect: str,
        owner: str | None,
        ends: date | None,
    ) -> RuleView:
        spoke, until = activity.spoke.get(name, 0), ends.isoformat() if ends else None
        return RuleView(
            name, kind, title, sentence, effect, owner, until, spoke, activity.decisions
        )

    for rule in book.rules:
        effect, said = effect_words(rule.then, rule.title), rule_sentence(rule, book.fields)
        yield view(rule.rule, "rule", rule.title, said, effect, rule.owner, rule.expires)
    for shape in book.shapes:
        said, kind = shape_sentence(shape, book.fields), type(shape).__name__
        yield view(shape.name, kind.lower(), shape.title, said, kind, shape.owner, shape.expires)
    for pin in book.pins:
        yield view(pin.pin, "pin", pin.title, pin_sentence(pin), "Pin", pin.owner, pin.until)
