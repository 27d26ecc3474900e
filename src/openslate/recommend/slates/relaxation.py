"""What a row could not honour, as data with a sentence."""

from dataclasses import dataclass
from typing import Literal

from openslate.recommend.slates.bounds import Pin, QuotaBound

RelaxationKind = Literal["at_least", "at_most", "pin", "length"]


@dataclass(frozen=True)
class Relaxation:
    """One wish that was not met in full: what was `asked`, what was `given` instead.

    `rule` names the quota or pin and is empty for the row's own length. For pins `asked` is the
    slot and `given` is 0.
    """

    kind: RelaxationKind
    rule: str
    asked: int
    given: int
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
    words, each = kind.replace("_", " "), " of each" if bound.caps_groups else ""
    return Relaxation(
        kind,
        bound.name,
        asked,
        given,
        f"Quota {bound.name!r} was eased: {words} {given}{each} instead of {asked}"
        f" among the first {bound.among_first}.",
    )
