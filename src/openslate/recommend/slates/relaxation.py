"""What a row could not honour, as data with a sentence."""

from dataclasses import dataclass
from typing import Literal

from openslate.recommend.slates.bounds import Pin, QuotaBound
from openslate.recommend.slates.budget import BudgetBound
from openslate.recommend.slates.spacing import SpacingBound

RelaxationKind = Literal["at_least", "at_most", "unknown", "apart", "pin", "length"]


@dataclass(frozen=True)
class Relaxation:
    """One wish that was not met in full: what was `asked`, what was `given` instead.

    `rule` names the quota, budget, spacing or pin and is empty for the row's own length. For pins
    `asked` is the slot and `given` is 0; for a budget's `unknown` items it is how many were let in.
    """

    kind: RelaxationKind
    rule: str
    asked: float
    given: float
    sentence: str


def row_shortened(asked: int, given: int, because: str) -> Relaxation:
    """The row has fewer slots than wanted."""
    return Relaxation(
        "length", "", asked, given, f"The row has {given} items instead of {asked}: {because}."
    )


def pin_dropped(pin: Pin, because: str) -> Relaxation:
    """A pin was not followed."""
    return Relaxation("pin", pin.name, pin.slot, 0, f"Pin {pin.name!r} was left out: {because}.")


def quota_eased(bound: QuotaBound, kind: Literal["at_least", "at_most"], given: int) -> Relaxation:
    """A quota's number was changed to `given` for this row."""
    asked = (bound.at_least if kind == "at_least" else bound.at_most) or 0
    words, each = kind.replace("_", " "), " of each" if bound.groups else ""
    return Relaxation(
        kind,
        bound.name,
        asked,
        given,
        f"Quota {bound.name!r} was eased: {words} {given}{each} instead of {asked}"
        f" among the first {bound.among_first}.",
    )


def budget_eased(
    bound: BudgetBound, kind: Literal["at_least", "at_most"], given: float
) -> Relaxation:
    """A budget's sum was changed to `given` for this row."""
    asked = (bound.at_least if kind == "at_least" else bound.at_most) or 0.0
    return Relaxation(
        kind,
        bound.name,
        asked,
        given,
        f"Budget {bound.name!r} was eased: {kind.replace('_', ' ')} {given:g} instead of {asked:g}"
        f" among the first {bound.among_first}.",
    )


def unknown_let_in(bound: BudgetBound, given: int) -> Relaxation:
    """Items whose amount nobody knows stand where a budget would have kept them out."""
    some = "one item" if given == 1 else f"{given} items"
    return Relaxation(
        "unknown",
        bound.name,
        bound.strangers,
        given,
        f"Budget {bound.name!r} was eased: {some} of unknown amount among the first"
        f" {bound.among_first}.",
    )


def spacing_eased(bound: SpacingBound, given: int) -> Relaxation:
    """Items with something in common stand nearer than wished."""
    how = "not at all" if given == 1 else f"at least {given} apart"
    return Relaxation(
        "apart",
        bound.name,
        bound.apart,
        given,
        f"Spacing {bound.name!r} was eased: {how} instead of at least {bound.apart} apart.",
    )
