"""What a rule does when it speaks: block, review, label, boost or demote."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, model_serializer, model_validator

from openslate.common.text import nearest
from openslate.decision.verdict import Verdict

EffectKind = Literal["allow", "block", "review", "label", "boost", "demote"]
EFFECTS: tuple[EffectKind, ...] = ("block", "review", "label", "boost", "demote")
OUTCOMES = (*EFFECTS, "allow")
"""What an example may expect."""
_VERDICTS = {
    "block": Verdict.BLOCK,
    "review": Verdict.REVIEW,
    "label": Verdict.LABEL,
}
MOST = 100.0  # the largest boost


class Effect(BaseModel):
    """One effect as a rulebook writes it: `block`, `{label: "text"}`, `{boost: 1.5}`.

    `factor` is what a boost (over 1) or demotion (under 1) multiplies a score by.
    """

    model_config = ConfigDict(frozen=True)

    kind: EffectKind
    factor: float = 1.0
    text: str | None = None

    @property
    def verdict(self) -> Verdict:
        """How severe it is; boosts and demotions allow."""
        return _VERDICTS.get(self.kind, Verdict.ALLOW)

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, Effect) or (isinstance(value, dict) and "kind" in value):
            return value
        if isinstance(value, str):
            return {"kind": _known(value), **_without_argument(value)}
        if isinstance(value, dict) and len(value) == 1:
            ((kind, argument),) = value.items()
            return {"kind": _known(kind), **_argument(kind, argument)}
        raise ValueError(f"An effect is one of {', '.join(EFFECTS)}")

    @model_serializer
    def _write(self) -> str | dict[str, Any]:
        if self.kind in ("boost", "demote"):
            return {self.kind: self.factor}
        return {"label": self.text} if self.text else self.kind


def _known(kind: str) -> str:
    if kind in EFFECTS or kind == "allow":
        return kind
    close = nearest(kind, EFFECTS)
    hint = f"did you mean {close!r}?" if close else f"use one of {', '.join(EFFECTS)}"
    raise ValueError(f"There is no effect {kind!r}: {hint}")


def _without_argument(kind: str) -> dict[str, Any]:
    if kind in ("boost", "demote"):
        raise ValueError(f"The effect {kind!r} needs a factor, like '{{{kind}: {_SAMPLE[kind]}}}'")
    return {}


def _argument(kind: str, argument: Any) -> dict[str, Any]:
    if kind == "label":
        if not isinstance(argument, str) or not argument.strip():
            raise ValueError("A label needs a text, like '{label: \"Age rating unknown\"}'")
        return {"text": argument}
    if kind not in _SAMPLE:
        raise ValueError(f"The effect {kind!r} takes no value")
    low, high = (1.0, MOST) if kind == "boost" else (0.0, 1.0)
    number = isinstance(argument, int | float) and not isinstance(argument, bool)
    if not number or not low < argument <= high or argument == 1:
        range_ = f"over 1 and up to {MOST:g}" if kind == "boost" else "over 0 and under 1"
        raise ValueError(f"A {kind} needs a factor {range_}, not {argument!r}")
    return {"factor": float(argument)}


_SAMPLE = {"boost": 1.5, "demote": 0.5}
