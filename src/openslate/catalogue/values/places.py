"""Countries, languages and territories in the main European languages, and by their codes."""

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from openslate.catalogue.countries import HISTORIC, WORLD, country_code, is_territory
from openslate.catalogue.languages import SPELLINGS, language_tag
from openslate.catalogue.values.dates import LOCALES
from openslate.common.text import fold

_WORLD = {
    *("world", "worldwide", "ww", "global", "all", "weltweit", "welt", "monde", "monde entier"),
    *("mundo", "todo el mundo", "mondo", "tutto il mondo", "wereldwijd", "001"),
}
_COUNTRIES = {
    **dict.fromkeys(("grossbritannien", "grande-bretagne", "gran bretana", "gran bretagna"), "GB"),
    **dict.fromkeys(("groot-brittannie", "storbritannien", "great britain", "angleterre"), "GB"),
    **dict.fromkeys(("holland", "hollande", "holanda", "olanda"), "NL"),
    **dict.fromkeys(("brd", "bundesrepublik deutschland", "rfa"), "DE"),
    **dict.fromkeys(("ddr", "rda"), "DD"),
    **dict.fromkeys(("etats-unis d'amerique", "ee.uu.", "eeuu", "stati uniti d'america"), "US"),
    **dict.fromkeys(("tschechische republik", "tschechei"), "CZ"),
}
"""Names in use that CLDR does not have, by folded name."""
_NO_LANGUAGE = {"mul", "und", "zxx", "root"}


@cache
def find_country(text: str) -> str | None:
    """Code of a country by alpha-2 or alpha-3 code or by its name; never a guess.

    >>> find_country("DEU"), find_country("Großbritannien"), find_country("UK")
    ('DE', 'GB', 'GB')
    """
    code = text.strip().upper()
    if is_territory(code) or code in HISTORIC:
        return code
    alias = get_global("territory_aliases").get(code, ())
    if len(code) == 3 and len(alias) == 1 and is_territory(alias[0]):
        return str(alias[0])
    return country_code(text) or _country_names().get(fold(text)) or _COUNTRIES.get(fold(text))


@cache
def find_territory(text: str) -> str | None:
    """A country where a right can hold, or 'world'.

    >>> find_territory("Worldwide"), find_territory("fr"), find_territory("Soviet Union")
    ('world', 'FR', None)
    """
    if fold(text) in _WORLD:
        return WORLD
    code = find_country(text)
    return code if code and is_territory(code) else None


@cache
def find_language(text: str) -> str | None:
    """BCP 47 tag of a language by tag, three-letter code or name; never a guess.

    >>> find_language("ger"), find_language("Deutsch"), find_language("pt_br")
    ('de', 'de', 'pt-BR')
    """
    if text in SPELLINGS.values():  # private ones too, e.g. art-x-navi
        return text
    return _tag(text.strip()) or language_tag(text) or _language_names().get(fold(text))


def _tag(text: str) -> str | None:
    """The text itself if it is a tag, in its usual spelling."""
    if not 2 <= len(text) <= 11 or not text.isascii():
        return None
    aliases = get_global("language_aliases")
    head, _, rest = text.replace("_", "-").partition("-")
    text = aliases.get(head.lower(), head.lower()) + (f"-{rest}" if rest else "")
    try:
        locale = Locale.parse(text, sep="-")
    except (ValueError, UnknownLocaleError, TypeError):
        return head.lower() if not rest and head.lower() in _known_languages() else None
    if locale.language in _NO_LANGUAGE:
        return None
    parts = text.split("-")
    shown = [locale.language, locale.script if len(parts) > 2 else None, locale.territory]
    if len(parts) == 1:
        return str(locale.language)
    return "-".join(part for part in shown if part)


@cache
def _known_languages() -> frozenset[str]:
    codes = map(str, Locale("en").languages)
    return frozenset(code for code in codes if "_" not in code) - _NO_LANGUAGE


@cache
def _country_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for locale in LOCALES:
        for code, name in Locale(locale).territories.items():
            if is_territory(code):
                names.setdefault(fold(name), code)
    return names


@cache
def _language_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for locale in LOCALES:
        for code, name in Locale(locale).languages.items():
            if code not in _NO_LANGUAGE:
                names.setdefault(fold(name), code.replace("_", "-"))
    return names
