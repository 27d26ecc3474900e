"""What a workspace says of its drafts."""

from pydantic import BaseModel, ConfigDict, Field


class DraftSettings(BaseModel):
    """Drafts, and the pictures that storyboards and look books are made of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    stills: str = Field(
        default="stills",
        description="Folder of your own pictures, relative to this folder; may be missing.",
    )
    signature: str = Field(
        default="",
        description="Who signs letters and press notes; empty means the workspace's name.",
    )
