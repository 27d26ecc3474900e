"""Rules, quotas, pins and reasons as sentences."""

from collections.abc import Mapping
from typing import Any

from openslate.common.text import join_words
from openslate.rules.book import Pin, Rule
from openslate.rules.condition import always_settled
from openslate.rules.effect import Effect
from openslate.rules.english_form import to_english
from openslate.rules.fields import Fields, RuleField
from openslate.rules.shaping import MOST, Budget, Paged, Shape, Spacing
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


def shape_sentence(shape: Shape, fields: Fields) -> str:
    """A quota, budget or spacing as an editor would say it."""
    which = f" are such that {to_english(shape.where.tree, fields)}" if shape.where else ""
    if isinstance(shape, Spacing):
        return _spacing_sentence(shape, fields)
    if isinstance(shape, Budget):
        return _budget_sentence(shape, fields)
    per = f" for each {fields[shape.per].words}" if shape.per else ""
    amount = _amount(shape.least, shape.most)
    return f"{amount} of {_places(shape)}{per}{which}."


def _budget_sentence(budget: Budget, fields: Fields) -> str:
    words = fields[budget.sum].words
    only = f" of those where {to_english(budget.where.tree, fields)}" if budget.where else ""
    amount = _amount(budget.at_least, budget.at_most)
    sentence = f"{amount} in sum of {words} over {_places(budget)}{only}."
    if budget.if_unknown is not None:
        return f"{sentence} When not known: count {budget.if_unknown:g}."
    kept_out = "keep the item out" if budget.at_most is not None else "count nothing"
    return f"{sentence} When not known: {kept_out}."


def _spacing_sentence(spacing: Spacing, fields: Fields) -> str:
    which = f" where {to_english(spacing.where.tree, fields)}" if spacing.where else ""
    near = "side by side" if spacing.apart == 2 else f"less than {spacing.apart} places apart"
    rows = f" in {join_words(spacing.rows)}" if spacing.rows else ""
    first = f" among the first {spacing.among_first}" if spacing.among_first < MOST else ""
    return f"No two items with the same {fields[spacing.per].words}{which} {near}{first}{rows}."


def _amount(least: float | None, most: float | None) -> str:
    bounds = [] if least is None else [f"at least {least:g}"]
    bounds += [] if most is None else [f"at most {most:g}"]
    amount = join_words(bounds)
    return amount[0].upper() + amount[1:]


def _places(shape: Paged) -> str:
    if not shape.on_page:
        rows = f" in {join_words(shape.rows)}" if shape.rows else ""
        return f"the first {shape.among_first}{rows}"
    rows = f" {join_words(shape.rows)}" if shape.rows else ""
    return f"all items of the page together (the first {shape.among_first} of each row{rows})"


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
