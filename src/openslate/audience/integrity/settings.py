"""The choices of the scan for traffic that is not genuine."""

from pydantic import BaseModel, ConfigDict, Field


class IntegritySettings(BaseModel):
    """How traffic is looked at. Everything here is kept with the scan that used it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    windows_minutes: tuple[int, ...] = Field(
        default=(15, 60),
        min_length=1,
        description="Two viewings of a title this close in time are a coincidence; each is tried.",
    )
    nearest_events: int = Field(
        default=2000, ge=100, description="How many events around a moment tell what was popular."
    )
    widest_audience: int = Field(
        default=256,
        ge=8,
        description="Viewings that more others share within the window say nothing of pairs.",
    )
    premiere_hours: int = Field(
        default=24, ge=0, description="In a title's first hours, watching together is no evidence."
    )
    most_pairs: int = Field(
        default=20_000_000, ge=1000, description="Coincidences held in memory at once."
    )
    least_shared: int = Field(
        default=3, ge=2, description="Coincidences from which a pair of accounts is tested."
    )
    least_history: int = Field(
        default=10, ge=3, description="Titles from which a history can be a copy of another."
    )
    session_gap_minutes: int = Field(
        default=180,
        ge=1,
        description="A longer pause ends a session; one session is one piece of evidence.",
    )
    same_viewing_hours: int = Field(
        default=6, ge=1, description="A viewer's events on one title this close are one viewing."
    )
    new_account_hours: int = Field(
        default=24, ge=1, description="An account is new this long after its first event."
    )
    known_title_days: int = Field(
        default=7,
        ge=1,
        description="Bursts are looked for once a title is watched this long.",
    )
    false_discoveries: float = Field(
        default=0.01,
        gt=0,
        le=0.2,
        description="Expected share of genuine accounts in the flagged.",
    )
    seed: int = Field(default=0, description="Of the pairs drawn to measure what is usual.")
