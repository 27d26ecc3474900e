"""Rules, quotas, pins and reasons as sentences."""

from collections.abc import Mapping
from typing import Any

from openslate.common.text import join_words
from openslate.rules.book import Pin, Quota, Rule
from openslate.rules.condition import always_settled
from openslate.rules.effect import Effect
from openslate.rules.english_form import to_english
from openslate.rules.fields import Fields, RuleField
from openslate.rules.template import fill, say


def effect_words(effect: Effect, title: str = "") -> str:
    """What an effect does, as a command: 'Block', 'Multiply the score by 1.15'."""
    if effect.kind in ("boost", "demote"):
        return f"Multiply the score by {effect.factor:g}"
    words = {
        "allow": "Do nothing",
        "block": "Block",
        "review": "Hold back for review",
        "label": f"Show the label '{effect.text or title}'",
    }
    return words[effect.kind]


def rule_sentence(rule: Rule, fields: Fields) -> str:
    """A rule as an editor would say it: 'Block when ..., unless ...'."""
    unless = f", unless {to_english(rule.unless.tree, fields)}" if rule.unless else ""
    when = to_english(rule.when.tree, fields)
    sentence = f"{effect_words(rule.then, rule.title)} when {when}{unless}."
    if always_settled(rule.when.tree):
        return sentence
    unknown = effect_words(rule.unknown, rule.title)
    return f"{sentence} When not known: {unknown[0].lower()}{unknown[1:]}."


def quota_sentence(quota: Quota, fields: Fields) -> str:
    """A quota as an editor would say it."""
    bounds = []
    if quota.at_least:
        bounds.append(f"at least {quota.least}")
    if quota.at_most:
        bounds.append(f"at most {quota.most}")
    per = f" for each {fields[quota.per].words}" if quota.per else ""
    which = f" are such that {to_english(quota.where.tree, fields)}" if quota.where else ""
    rows = f" in {join_words(quota.rows)}" if quota.rows else ""
    amount = join_words(bounds)
    amount = amount[0].upper() + amount[1:]
    return f"{amount} of the first {quota.among_first}{rows}{per}{which}."


def pin_sentence(pin: Pin) -> str:
    """A pin as an editor would say it."""
    days = f" from {say(pin.starts)}" if pin.starts else ""
    days += f" until {say(pin.until)}" if pin.until else ""
    where = f" in {pin.territory}" if pin.territory else ""
    return f"Put {pin.item} at place {pin.slot} of the row '{pin.row}'{days}{where}."


def fact_words(field: RuleField, value: Any) -> str:
    """A fact as part of a sentence: "the viewer's age is 7", 'the item is not available'."""
    if value is None:
        return f"{field.words} is not known"
    if isinstance(value, bool):
        return field.yes if value else field.no
    return f"{field.words} is {say(value)}"


def because(rule: Rule, facts: Mapping[str, Any], fields: Fields) -> str:
    """Why a rule spoke about an item: its author's sentence, else its condition."""
    if rule.because:
        return fill(rule.because, facts)
    clause = to_english(rule.when.tree, fields)
    return f"{clause[0].upper()}{clause[1:]}."


def because_unknown(rule: Rule, facts: Mapping[str, Any], fields: Fields) -> str:
    """Why a rule could not be settled for an item: the facts that are missing."""
    missing = [fields[name].words for name in sorted(rule.when.reads) if facts.get(name) is None]
    verb = "is" if len(missing) == 1 else "are"
    return f"Not settled, because {join_words(missing)} {verb} not known."
