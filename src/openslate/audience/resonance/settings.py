"""What can be chosen about resonance."""

from pydantic import BaseModel, ConfigDict, Field


class ResonanceSettings(BaseModel):
    """Which attributes resonate with which segments, and what is never shown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    least_viewers: int = Field(
        default=20,
        ge=5,
        description="Viewers that a segment must have, and that must have watched an attribute "
        "inside and outside of it, before anything is shown.",
    )
    rounding: int = Field(
        default=10, ge=5, description="Numbers of viewers are shown as multiples of this."
    )
    level: float = Field(
        default=0.95, gt=0.5, lt=1.0, description="How often an interval shall hold the truth."
    )
    false_discoveries: float = Field(
        default=0.05,
        gt=0.0,
        lt=0.5,
        description="Share of false ones among the differences that are called found, at most.",
    )
    replication: float = Field(
        default=0.1,
        gt=0.0,
        lt=0.5,
        description="One-sided p-value that both halves of the viewers must reach before a "
        "finding counts as replicated.",
    )
    popularity_bands: int = Field(
        default=10,
        ge=2,
        description="Bands of popularity, each as many times as popular as the one before, between "
        "which items lie, to allow for popularity.",
    )
