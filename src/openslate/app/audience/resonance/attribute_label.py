"""What attributes are called: codes become words, bands say where they end."""

from openslate.app.labels import topic_label
from openslate.graph.item_facts import BANDS, DECADE
from openslate.graph.vocabulary import FIELD

RUNTIME, CRITICS = FIELD["runtime"].column, FIELD["critics_score"].column
KIND_NAMES = {
    "genres": "Genre", "tags": "Topic", "countries": "Country", "languages": "Language",
    "companies": "Company", "decade": "Decade", "age_rating": "Age rating",
    "runtime": "Length", "critics_score": "Reviews", "directors": "Director",
    "writers": "Writer", "producers": "Producer", "composers": "Composer", "cast": "Cast",
}  # fmt: skip
"""What kinds of attributes are called; others go by the name of their field."""
UNITS = {RUNTIME: "minutes", CRITICS: "% favourable"}


def attribute_label(kind: str, value: str) -> str:
    """An attribute's value as people say it.

    >>> attribute_label("decade", "1990"), attribute_label("runtime", "100")
    ('1990s', '100 to 119 minutes')
    >>> attribute_label("countries", "DE")
    'Germany'
    """
    if kind == DECADE:
        return f"{value}s"
    if kind in UNITS:
        return f"{value} to {int(value) + BANDS[kind] - 1} {UNITS[kind]}"
    return topic_label(kind, value)
