"""Names of topics as people say them: codes become words."""

from functools import cache

from babel import Locale

from openslate.graph.vocabulary import FIELD

COUNTRIES, LANGUAGES = FIELD["countries"].column, FIELD["languages"].column


@cache
def topic_label(kind: str, name: str) -> str:
    """How people say a name of a kind.

    >>> topic_label("countries", "DE"), topic_label("languages", "it"), topic_label("genres", "War")
    ('Germany', 'Italian', 'War')
    """
    english = Locale("en", "GB")
    if kind == COUNTRIES:
        return str(english.territories.get(name, name))
    return str(english.languages.get(name, name)) if kind == LANGUAGES else name
