"""What can be chosen about an evaluation."""

from typing import Annotated, Literal

from pydantic import Field, PositiveInt

from openslate.recommend.models.frozen_settings import Settings

SplitName = Literal["time", "random"]


class EvaluationSettings(Settings):
    """Frozen, and kept with what was found."""

    split: SplitName = "time"
    """How viewings are divided: at one moment for everybody, or each viewer's at random."""

    k: Annotated[int, Field(ge=1, le=100)] = 10
    """How many items of each ranking are looked at."""

    seeds: Annotated[int, Field(ge=1, le=20)] = 1
    """How many random splits; a cut in time is always the same."""

    models: tuple[str, ...] = ("popularity", "ease-plain", "serving")
    """Slate's own models."""

    peers: tuple[str, ...] = ()
    """Other people's, by name or package, or 'all'."""

    budget: PositiveInt = 4
    """How many settings each peer may try on validation."""

    segments: tuple[str, ...] = ("gender", "age", "territory", "activity")
    """Kinds of segments to tell apart."""

    least_viewers: PositiveInt = 30
    """A segment with fewer viewers is not shown."""
