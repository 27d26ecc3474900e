"""What codes and ids of a query are called."""

from babel import Locale

from openslate.app.assistant.item_facts import ItemFacts, Value
from openslate.assistant.concierge.query import ITEM, Query
from openslate.common.errors import NotFoundError
from openslate.graph.vocabulary import FIELD

ENGLISH = Locale("en", "GB")
COUNTRIES, LANGUAGES = FIELD["countries"].column, FIELD["languages"].column


def spoken(field: str, value: Value) -> str:
    """A value as people say it.

    >>> spoken("countries", "FR"), spoken("languages", "it"), spoken("box_office", 1000000)
    ('France', 'Italian', '1,000,000')
    """
    if field == COUNTRIES:
        return str(ENGLISH.territories.get(str(value), value))
    if field == LANGUAGES:
        return str(ENGLISH.languages.get(str(value), value))
    return f"{float(value):,.0f}" if field == FIELD["box_office"].column else str(value)


def names_in(query: Query, facts: ItemFacts) -> dict[str, str]:
    """Names of a query's countries, languages and items, by what the query has for them."""
    named = {
        value: spoken(one.field, value)
        for one in query.of(COUNTRIES, LANGUAGES)
        for value in one.values
    }
    for one in query.of(ITEM):
        for value in one.values:
            named[value] = _item(value, facts)
    return {**named, "me": "by you"}


def _item(value: str, facts: ItemFacts) -> str:
    try:
        return facts.title(facts.shown.snapshot.index_of(value))
    except NotFoundError:
        return value
