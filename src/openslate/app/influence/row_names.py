"""What rows are called where no particular viewer's page is meant."""

from collections.abc import Mapping

from openslate.recommend.influence.tally import PAGE

ROW_NAMES: Mapping[str, str] = {
    PAGE: "The whole page",
    "chosen": "Chosen for you",
    "popular": "Popular now",
    "because": "Because you watched …",
    "undiscovered": "Undiscovered",
    "editors": "Chosen by our editors",
    "genre": "A genre of yours, or of the day",
    "decade": "A decade of yours, or of the day",
}


def row_name(key: str) -> str:
    """The name of a row; a key that nobody named is its own."""
    return ROW_NAMES.get(key, key.replace("-", " ").capitalize())
