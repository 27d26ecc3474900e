"""What an organisation can choose about its disclosures."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from openslate.authenticity.disclosure.obligations import Role

Corner = Literal["top-left", "top-right", "bottom-left", "bottom-right"]


class DisclosureSettings(BaseModel):
    """How published content says how it came to be."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rulebook: str = Field(
        default="disclosure.yaml",
        description="Rulebook that says which label content needs, relative to this folder; where "
        "it is missing, Slate's own is used.",
    )
    obligations: str = Field(
        default="obligations.yaml",
        description="Obligations of your own beside those that Slate knows, relative to this "
        "folder; may be missing.",
    )
    roles: str = Field(
        default="deployer",
        pattern="^(provider|deployer|platform)?(,(provider|deployer|platform))*$",
        description="What you are in the laws' words: provider, deployer, platform, or several "
        "with commas between. Obligations of others are not listed.",
    )
    label: bool = Field(
        default=True,
        description="Whether labels are put on content; without them nothing synthetic is "
        "published.",
    )
    mark: bool = Field(
        default=True,
        description="Whether published pictures are marked invisibly; without marks no synthetic "
        "picture is published.",
    )
    sign: bool = Field(
        default=True,
        description="Whether published files are signed; without signatures nothing synthetic is "
        "published.",
    )
    corner: Corner = Field(
        default="bottom-right",
        description="Where labels are drawn: top-left, top-right, bottom-left or bottom-right.",
    )
    size: float = Field(
        default=0.05,
        ge=0.02,
        le=0.2,
        description="Height of a drawn label, as a share of the picture's shorter side.",
    )
    video_seconds: float = Field(
        default=0.0,
        ge=0.0,
        description="Seconds for which a video shows its label; 0 shows it from start to end.",
    )
    voice: str = Field(
        default="",
        description="Recording that says the label before sounds, relative to this folder; empty "
        "lets the command espeak-ng speak.",
    )

    @property
    def bound_as(self) -> frozenset[Role]:
        """The roles, and that of one who publishes."""
        return frozenset({Role.PUBLISHER, *(Role(one) for one in self.roles.split(",") if one)})
