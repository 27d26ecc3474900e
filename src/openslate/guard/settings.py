"""How the guard of a workspace judges; light to import, since every command reads settings."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class GuardSettings(BaseModel):
    """How the guard of a workspace judges."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    point: Literal["balanced", "strict"] = Field(
        default="balanced",
        description="'balanced' or 'strict': how sure the reading has to be before a norm speaks.",
    )
