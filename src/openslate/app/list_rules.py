"""The rulebook in plain English, with what each rule did lately."""

from dataclasses import dataclass

from openslate.app.views import RuleView
from openslate.app.workspace import Workspace
from openslate.rules.book import Rulebook
from openslate.rules.sentences import effect_words, pin_sentence, quota_sentence, rule_sentence
from openslate.store.journal import Journal, RuleActivity

DECISIONS = 1_000


@dataclass(frozen=True)
class ListRules:
    """Every rule, quota and pin as a sentence; `spoke` counts pages it changed or marked."""

    workspace: Workspace
    rulebook: Rulebook

    def __call__(self) -> tuple[RuleView, ...]:
        activity = Journal(self.workspace.database).fired(DECISIONS)
        return (*self._rules(activity), *self._quotas(activity), *self._pins(activity))

    def _rules(self, activity: RuleActivity) -> list[RuleView]:
        return [
            RuleView(
                rule=rule.rule,
                kind="rule",
                title=rule.title,
                sentence=rule_sentence(rule, self.rulebook.fields),
                effect=effect_words(rule.then, rule.title),
                owner=rule.owner,
                expires=rule.expires.isoformat() if rule.expires else None,
                spoke=activity.spoke.get(rule.rule, 0),
                decisions=activity.decisions,
            )
            for rule in self.rulebook.rules
        ]

    def _quotas(self, activity: RuleActivity) -> list[RuleView]:
        return [
            RuleView(
                rule=quota.quota,
                kind="quota",
                title=quota.title,
                sentence=quota_sentence(quota, self.rulebook.fields),
                effect="Quota",
                owner=quota.owner,
                expires=quota.expires.isoformat() if quota.expires else None,
                spoke=activity.spoke.get(quota.quota, 0),
                decisions=activity.decisions,
            )
            for quota in self.rulebook.quotas
        ]

    def _pins(self, activity: RuleActivity) -> list[RuleView]:
        return [
            RuleView(
                rule=pin.pin,
                kind="pin",
                title=pin.title,
                sentence=pin_sentence(pin),
                effect="Pin",
                owner=pin.owner,
                expires=pin.until.isoformat() if pin.until else None,
                spoke=activity.spoke.get(pin.pin, 0),
                decisions=activity.decisions,
            )
            for pin in self.rulebook.pins
        ]
