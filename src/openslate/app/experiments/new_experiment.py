"""What a person says when starting an experiment, or asking for an estimate."""

from datetime import UTC, date, datetime, time
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from openslate.app.experiments.plan import ArmSettings, ExperimentName, ExperimentPlan, Metric
from openslate.app.preview.preview_room import MOST_TEXT

ModelName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
RulebookText = Annotated[str, StringConstraints(max_length=MOST_TEXT)]
MOST_REQUESTS = 10_000
"""Pages that one estimate makes again at most."""


class _Said(BaseModel):
    """`model` and `rulebook` (its text) are served instead of what is in force."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    model: ModelName | None = None
    rulebook: RulebookText | None = None


class NewExperiment(_Said):
    """What group b gets, how many viewers are in it, and what would count as a success.

    It is judged when the day `until` begins (UTC). Without a `salt` viewers are divided anew.
    """

    name: ExperimentName
    exploration: Annotated[float, Field(ge=0, le=0.2)] | None = None
    row_size: Annotated[int, Field(ge=1, le=100)] | None = None
    share: Annotated[float, Field(gt=0, lt=1)] = 0.5
    until: date
    success: Metric = "watched"
    harm: Metric = "disliked"
    tolerated: Annotated[float, Field(ge=0, le=100)] = 0.02
    hours: Annotated[int, Field(ge=1, le=24 * 60)] = 48
    salt: Annotated[str, StringConstraints(min_length=1, max_length=80)] | None = None

    def plan(self, b: ArmSettings, now: datetime) -> ExperimentPlan:
        """The plan that is fixed at the start."""
        return ExperimentPlan(
            salt=self.salt or now.isoformat(),
            share=self.share,
            b=b,
            until=datetime.combine(self.until, time(), UTC),
            success=self.success,
            harm=self.harm,
            tolerated=self.tolerated,
            hours=self.hours,
        )


class AskedEstimate(_Said):
    """What would have been served, what counts, and how many of the latest pages to look at.

    Without a model and a rulebook it is pages that try nothing.
    """

    metric: Metric = "watched"
    hours: Annotated[int, Field(ge=1, le=24 * 60)] = 48
    requests: Annotated[int, Field(ge=1, le=MOST_REQUESTS)] = 1_000
