"""What an organisation can choose about reputations."""

from pydantic import BaseModel, ConfigDict, Field

WEIGHT = "Weight of one {0}; 0 leaves them out."


def _weight(default: float, what: str) -> float:
    weight: float = Field(default=default, ge=0, le=100, description=WEIGHT.format(what))
    return weight


class ReputationSettings(BaseModel):
    """How the reputation of sources and producers follows from what was verified of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    half_life_days: float = Field(
        default=365, gt=0, description="Days after which a piece of evidence counts half."
    )
    least_evidence: float = Field(
        default=2.0,
        ge=0,
        description="Weight of evidence below which a reputation is not known.",
    )
    coordinated_share: float = Field(
        default=0.1,
        gt=0,
        le=1,
        description="Share of a title's viewings from which confirmed coordination counts against "
        "its producers.",
    )
    trusted: float = _weight(1.0, "file whose credential holds, its signer on your trust list")
    valid: float = _weight(0.5, "file whose credential holds, its signer unknown")
    unsigned: float = _weight(0.25, "file without a credential")
    broken: float = _weight(1.0, "file whose credential does not hold")
    published: float = _weight(0.5, "published file that nobody had to correct")
    corrected: float = _weight(2.0, "correction")
    withdrawn: float = _weight(0.5, "delivery that somebody had to withdraw")
    coordinated: float = _weight(2.0, "confirmed flag of coordinated traffic")
