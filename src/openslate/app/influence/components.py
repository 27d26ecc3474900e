"""What may decide places in a workspace, and rulebooks without one of it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from openslate.app.engine import Engine
from openslate.recommend.influence.component import Component, Kind
from openslate.rules.book import Rule, Rulebook
from openslate.rules.shaping import Budget, Quota, Shape, Spacing

S = TypeVar("S", Quota, Budget, Spacing)

FRESHNESS = frozenset({"item.available_from", "item.available_until"})
"""What a rule reads that prefers what is new here, or about to leave."""
MOVING, GATING = frozenset({"boost", "demote"}), frozenset({"block", "review"})

HISTORY = Component("history", "history", "what you watched")
GRAPH = Component("graph", "graph", "what the catalogue says about titles few have watched")
FRESH = Component("freshness", "freshness", "what is new, leaves soon, or you watched lately")
RULES = Component("rules", "rules", "rules on what may be shown")
BOOSTS = Component("boosts", "boosts", "rules that move titles up or down")
QUOTAS = Component("quotas", "quotas", "quotas")  # and budgets and spacings
PINS = Component("pins", "pins", "editors' pins")


def components_of(engine: Engine) -> tuple[Component, ...]:
    """Whole kinds first, then each entry of the rulebook; labels place nothing and are left out."""
    return (HISTORY, GRAPH, *_kinds(engine), *_entries(engine.rulebook))


def without(book: Rulebook, component: Component) -> Rulebook:
    """The rulebook with a component's entries left out."""
    return replace(
        book,
        rules=tuple(rule for rule in book.rules if not _is_rule_of(rule, component)),
        quotas=_left(book.quotas, component),
        budgets=_left(book.budgets, component),
        spacings=_left(book.spacings, component),
        pins=tuple(
            pin
            for pin in book.pins
            if component.kind != "pins" and (component.kind, component.name) != ("pin", pin.pin)
        ),
    )


def _left(shapes: tuple[S, ...], component: Component) -> tuple[S, ...]:
    if component.kind == "quotas":
        return ()
    return tuple(s for s in shapes if (component.kind, component.name) != (_kind(s), s.name))


def _kind(shape: Shape) -> Kind:
    if isinstance(shape, Quota):
        return "quota"
    return "budget" if isinstance(shape, Budget) else "spacing"


def gates(rule: Rule) -> bool:
    """Whether a rule may keep items off a page."""
    return bool({rule.then.kind, rule.unknown.kind} & GATING)


def moves(rule: Rule) -> bool:
    """Whether a rule boosts or demotes."""
    return bool({rule.then.kind, rule.unknown.kind} & MOVING)


def freshens(rule: Rule) -> bool:
    """Whether a rule boosts or demotes by when an item came or goes."""
    return moves(rule) and bool(rule.reads & FRESHNESS)


def _is_rule_of(rule: Rule, component: Component) -> bool:
    if component.kind == "rule":
        return rule.rule == component.name
    tests = {"rules": gates, "boosts": moves, "freshness": freshens}
    return component.kind in tests and tests[component.kind](rule)


def _kinds(engine: Engine) -> Iterator[Component]:
    book = engine.rulebook
    if engine.model.heeds_order or any(map(freshens, book.rules)):
        yield FRESH
    if any(map(gates, book.rules)):
        yield RULES
    if any(map(moves, book.rules)):
        yield BOOSTS
    if book.shapes:
        yield QUOTAS
    if book.pins:
        yield PINS


def _entries(book: Rulebook) -> Iterator[Component]:
    for rule in book.rules:
        if gates(rule) or moves(rule):
            yield Component("rule", rule.rule, rule.title)
    for shape in book.shapes:
        yield Component(_kind(shape), shape.name, shape.title)
    for pin in book.pins:
        yield Component("pin", pin.pin, pin.title)
