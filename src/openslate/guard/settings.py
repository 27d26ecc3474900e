"""How the guard of a workspace judges; light to import, since every command reads settings."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class GuardSettings(BaseModel):
    """How the guard of a workspace judges."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    point: Literal["balanced", "strict"] = Field(
        default="balanced",
        description="'balanced' or 'strict': how sure the reading has to be before a norm speaks.",
    )
    sentence_model: str = Field(
        default="",
        description="Folder with the sentence encoder that messages are read with too, as "
        "sentence-transformers writes it, relative to this folder; empty means the package of "
        "'scripts/setup sentences' where it is installed, else none.",
    )

    def sentence_folder(self, workspace: Path) -> Path | None:
        """The folder that is named, if one is, seen from a workspace's folder."""
        return workspace / self.sentence_model if self.sentence_model else None
