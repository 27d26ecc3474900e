"""What can be chosen about each family of models; saved with every model it makes."""

from typing import Annotated, Literal

from pydantic import Field, NonNegativeFloat, NonNegativeInt, PositiveFloat, PositiveInt

from openslate.recommend.models.fading import FULL, Fading
from openslate.recommend.models.frozen_settings import Settings

Share = Annotated[float, Field(ge=0.0, lt=1.0)]


class PopularitySettings(Settings):
    """The share of viewers who watched an item: nothing to choose."""

    family: Literal["popularity"] = "popularity"


class NeighbourSettings(Settings):
    """How alike items are by who watched them, and how many neighbours each keeps."""

    family: Literal["knn"] = "knn"

    neighbours: PositiveInt = 100
    """Each item is scored by so many items that are most like it."""

    shrinkage: NonNegativeFloat = 20.0
    """Added to the denominator of the cosine, in viewings: few viewings in common say little."""


class EaseSettings(Settings):
    """How the item-item weights are fitted; defaults chosen on validation, see the guide."""

    family: Literal["ease"] = "ease"

    regularization: PositiveFloat = 200.0
    """Added to the diagonal of the co-viewing matrix; in viewings."""

    dropout: Share = 0.5
    """Share of each history hidden while fitting, so that no item relies on one other alone."""

    fact_viewers: NonNegativeFloat = 3.0
    """Each graph fact speaks like this many viewers who watched just the items that have it."""

    viewer_norm: NonNegativeFloat = 0.0
    """Viewers count as their number of viewings to the power of minus this: 1 = all alike."""

    item_norm: NonNegativeFloat = 0.0
    """Co-viewings count as both items' popularity to the power of minus this before fitting."""

    lift: float = 0.0
    """Scores are multiplied by the item's popularity to this power; negative helps rare ones."""

    trend: float = 0.0
    """Scores are multiplied by how much more often than usual an item was watched of late, to
    this power. Without times nothing is."""

    lately: Annotated[float, Field(gt=0.0, lt=1.0)] = 0.1
    """The share of all viewings, the latest, that are of late."""

    near_viewers: NonNegativeFloat = 0.0
    """Each stretch of a history speaks like this many viewers: close in time, more alike."""

    near_places: PositiveInt = 16
    """How many viewings a stretch holds. Without times there are none."""

    fitted_fading: Fading = FULL
    """How much earlier viewings count while fitting."""

    fading: Fading = FULL
    """How much earlier viewings count while scoring."""


class SequenceSettings(Settings):
    """EASE whose latest viewings count more, and what tends to follow what."""

    family: Literal["sequence"] = "sequence"

    ease: EaseSettings = EaseSettings(fading=Fading(half_life=50.0, least=0.2))
    """The part that looks at the history as a whole."""

    window: PositiveInt = 5
    """One viewing follows another when at most so many places lie between."""

    decay: Share = 0.7
    """Each place further on counts this much of the one before."""

    shrinkage: NonNegativeFloat = 20.0
    """Viewings without any successor added to each item, so that rare ones say little."""

    weight: NonNegativeFloat = 0.3
    """How much the successors count beside the history as a whole."""

    fading: Fading = Fading(half_life=3.0)
    """How much the successors of earlier viewings count."""


class SlimSettings(Settings):
    """Sparse item-item weights that are never negative, for catalogues too large for EASE."""

    family: Literal["slim"] = "slim"

    candidates: PositiveInt = 100
    """Each item is predicted from at most so many items that are most like it."""

    ridge: PositiveFloat = 100.0
    """Penalty on squared weights, in viewings."""

    lasso: NonNegativeFloat = 5.0
    """Penalty on weights as such, in viewings; more of it leaves fewer weights."""

    sweeps: PositiveInt = 15
    """How often every weight is brought to its best value, given the others."""


class AlsSettings(Settings):
    """Points for viewers and items whose products tell viewings, with confidence in them."""

    family: Literal["als"] = "als"

    factors: PositiveInt = 64
    """Dimensions of the points."""

    confidence: PositiveFloat = 10.0
    """How many times as much a viewing counts as something that was not watched."""

    regularization: NonNegativeFloat = 10.0
    """Draws all points towards the origin."""

    iterations: PositiveInt = 15
    """How often viewers and items are solved in turn."""

    seed: NonNegativeInt = 0
    """Where the items begin."""


class SparkAlsSettings(Settings):
    """Points for viewers and items by Spark MLlib, on this machine or on many."""

    family: Literal["spark_als"] = "spark_als"

    factors: PositiveInt = 64
    """Dimensions of the points."""

    confidence: Annotated[float, Field(gt=1.0)] = 11.0
    """How many times as much a viewing counts as something that was not watched."""

    regularization: PositiveFloat = 0.1
    """Draws each point towards the origin, times the number of its viewings."""

    iterations: PositiveInt = 10
    """How often viewers and items are solved in turn."""

    seed: NonNegativeInt = 0
    """Where the points begin."""

    blocks: PositiveInt = 10
    """Into how many parts viewers and items are divided, to be solved beside each other."""

    master: str = "local[*]"
    """Where Spark runs: on all cores of this machine, or the address of a cluster."""

    folder: str = ""
    """A folder that all machines of a cluster can read; viewings go through it as Parquet."""


class SmoothSettings(Settings):
    """How sparse histories are smoothed through viewers who are alike."""

    family: Literal["smooth"] = "smooth"

    item_norm: NonNegativeFloat = 0.25
    """Viewings count as the item's popularity to the power of minus this."""

    ridge: PositiveFloat = 0.5
    """Directions of the viewers with a much smaller eigenvalue than this are left out; the
    second largest eigenvalue is 1."""

    directions: PositiveInt = 32
    """So many of the largest directions are kept whole."""

    main: NonNegativeFloat = 0.4
    """How much those count on top."""

    lift: float = -0.2
    """Scores are multiplied by the item's popularity to this power; negative helps rare ones."""


class IalsSettings(Settings):
    """Points for viewers and items as for `als`, penalised by the weight that each carries."""

    family: Literal["ials"] = "ials"

    factors: PositiveInt = 64
    """Dimensions of the points."""

    confidence: Annotated[float, Field(gt=1.0)] = 11.0
    """How many times as much a viewing counts as something that was not watched."""

    regularization: PositiveFloat = 0.01
    """Draws points towards the origin, times the weight of all that a point has to tell."""

    iterations: PositiveInt = 8
    """How often viewers and items are solved in turn."""

    seed: NonNegativeInt = 0
    """Where the items begin."""


class SoftmaxSettings(Settings):
    """Points that rank each viewer's items before all others, through the graph of viewings.

    Defaults chosen on the validation part of a sparse set, see the guide.
    """

    family: Literal["softmax"] = "softmax"

    factors: PositiveInt = 64
    """Dimensions of the points."""

    layers: PositiveInt = 2
    """How often points pass from viewers to items and back."""

    own: Share = 0.2
    """How much of an item's point is its own and not what reaches it."""

    temperature: PositiveFloat = 0.15
    """Cosines are divided by this before the softmax; less looks at the closest items only."""

    receiver: float = 0.6
    """What reaches a point is divided by the number of its viewings to this power."""

    sender: float = -0.1
    """What leaves a point is divided by the number of its viewings to this power."""

    rate: PositiveFloat = 0.035
    """How far points move in a round."""

    rounds: PositiveInt = 240
    """How often points move."""

    seed: NonNegativeInt = 0
    """Which viewers and items are looked at in each round."""


PartSettings = Annotated[
    PopularitySettings
    | NeighbourSettings
    | EaseSettings
    | SequenceSettings
    | SlimSettings
    | AlsSettings
    | SparkAlsSettings
    | IalsSettings
    | SmoothSettings
    | SoftmaxSettings,
    Field(discriminator="family"),
]


class BlendPart(Settings):
    """One model of a blend and how much it counts."""

    model: PartSettings
    weight: PositiveFloat
    """Its scores are first divided by their spread, so that weights compare across families."""


class BlendSettings(Settings):
    """Several models whose scores are added."""

    family: Literal["blend"] = "blend"

    parts: tuple[BlendPart, ...] = (
        BlendPart(model=EaseSettings(), weight=0.8),
        BlendPart(model=AlsSettings(), weight=0.2),
    )
    """The models; slate train chooses their weights on validation."""


ModelSettings = Annotated[
    PopularitySettings
    | NeighbourSettings
    | EaseSettings
    | SequenceSettings
    | SlimSettings
    | AlsSettings
    | SparkAlsSettings
    | IalsSettings
    | SmoothSettings
    | SoftmaxSettings
    | BlendSettings,
    Field(discriminator="family"),
]
"""Settings of any family; `family` tells which."""
