"""What a normative figure says, in a sentence: below, at and above what chance would do."""

from collections.abc import Mapping

from openslate.app.evaluation.evaluation import ContenderFigures
from openslate.recommend.evaluation.intervals import Estimate
from openslate.recommend.evaluation.measures import NORMATIVE

SAYS: Mapping[str, tuple[str, str, str]] = {
    "taste_gap": (
        "Genres are closer to what viewers watch than chance alone would bring them.",
        "Genres are as close to what viewers watch as chance allows.",
        "Genres are further from what viewers watch than chance explains.",
    ),
    "variety": (
        "The items of a list are more alike than items drawn at random.",
        "The items of a list are as unlike each other as items drawn at random.",
        "The items of a list are less alike than items drawn at random.",
    ),
    "discovery": (
        "What is shown is better known than items drawn at random.",
        "What is shown is as well known as items drawn at random.",
        "What is shown is less known than items drawn at random.",
    ),
    "other_voices": (
        "Countries outside the majority get fewer places than their part of the catalogue.",
        "Countries outside the majority get as many places as their part of the catalogue.",
        "Countries outside the majority get more places than their part of the catalogue.",
    ),
    "country_gap": (
        "A list is closer to the catalogue's mix of countries than one drawn at random.",
        "A list is as close to the catalogue's mix of countries as one drawn at random.",
        "A list is further from the catalogue's mix of countries than one drawn at random.",
    ),
    "provider_gap": (
        "A list is closer to the catalogue's mix of providers than one drawn at random.",
        "A list is as close to the catalogue's mix of providers as one drawn at random.",
        "A list is further from the catalogue's mix of providers than one drawn at random.",
    ),
    "apartness": (
        "Two viewers see more in common than two random lists have.",
        "Two viewers see as much in common as two random lists have.",
        "Two viewers see less in common than two random lists have.",
    ),
}


def says(measure: str, estimate: Estimate) -> str:
    """The sentence that holds where the whole interval does."""
    below, at, above = SAYS[measure]
    if estimate.low > 0:
        return above
    return below if estimate.high < 0 else at


def normative_words(contender: ContenderFigures) -> dict[str, str]:
    """A sentence for each normative measure that says anything of a contender."""
    names = [measure.name for measure in NORMATIVE if measure.name in contender.figures]
    return {name: says(name, contender.figures[name]) for name in names}
