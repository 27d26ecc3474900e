"""How sure the reading has to be before a norm speaks: a choice of the house, saved by name."""

from pydantic import BaseModel, ConfigDict, Field

Probability = Field(ge=0, le=1)


class OperatingPoint(BaseModel):
    """Probabilities from which norms speak.

    `restrain`: a topic's score from which its restraining norms do; `sure`: a score from which
    what is asked no longer counts against it; `about`: being about a topic, from which norms for
    an established context (a child, an election) do; `risk`: the risk of the whole message from
    which its likeliest topic counts, however faint.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    restrain: float = Probability
    sure: float = Probability
    about: float = Probability
    risk: float = Probability


BALANCED = OperatingPoint(name="balanced", restrain=0.55, sure=0.85, about=0.5, risk=0.6)
STRICT = OperatingPoint(name="strict", restrain=0.3, sure=0.5, about=0.3, risk=0.3)
"""For surfaces where a wrong answer is worse than a needless refusal."""


def named_point(name: str) -> OperatingPoint:
    """An operating point by its name."""
    return {point.name: point for point in (BALANCED, STRICT)}[name]
