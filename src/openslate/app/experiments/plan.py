"""What an experiment compares, for whom, and what was said beforehand about success and harm."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

Metric = Literal["watched", "disliked"]
"""Shown titles that were watched, or disliked, within the hours; counted a page."""
ExperimentName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ArmSettings(_Frozen):
    """What group b gets instead of what is in force; None leaves it as it is."""

    snapshot: str | None = None
    model: str | None = None
    rulebook: str | None = None
    exploration: Annotated[float, Field(ge=0, le=0.2)] | None = None
    row_size: Annotated[int, Field(ge=1, le=100)] | None = None

    @property
    def differs(self) -> bool:
        """Whether it changes anything."""
        return any(getattr(self, name) is not None for name in type(self).model_fields)


class ExperimentPlan(_Frozen):
    """Fixed at the start. `share` of viewers are in group b.

    On `until` it has succeeded when b brings more of `success`, and has done harm unless b surely
    brings no more than `tolerated` of `harm` a page in addition.
    """

    salt: str
    share: Annotated[float, Field(gt=0, lt=1)]
    b: ArmSettings
    until: AwareDatetime
    success: Metric = "watched"
    harm: Metric = "disliked"
    tolerated: Annotated[float, Field(ge=0)] = 0.02
    hours: Annotated[int, Field(ge=1, le=24 * 60)] = 48

    def over(self, now: datetime) -> bool:
        """Whether the date that was set has come."""
        return now >= self.until
