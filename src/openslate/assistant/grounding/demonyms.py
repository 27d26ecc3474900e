"""What people call things from a country, where its language has another name."""

from collections.abc import Mapping

from babel import Locale

from openslate.common.text import fold

DEMONYMS: Mapping[str, tuple[str, ...]] = {
    "AR": ("Argentine", "Argentinian"), "AT": ("Austrian",), "AU": ("Australian",),
    "BE": ("Belgian",), "BR": ("Brazilian",), "CA": ("Canadian",), "CH": ("Swiss",),
    "CL": ("Chilean",), "CN": ("Chinese",), "CO": ("Colombian",), "CU": ("Cuban",),
    "CZ": ("Czech",), "DE": ("German",), "DK": ("Danish",), "EG": ("Egyptian",),
    "ES": ("Spanish",), "FI": ("Finnish",), "FR": ("French",), "GB": ("British", "UK", "Britain"),
    "GR": ("Greek",), "HK": ("Hong Kong",), "HU": ("Hungarian",), "ID": ("Indonesian",),
    "IE": ("Irish",), "IL": ("Israeli",), "IN": ("Indian",), "IR": ("Iranian",),
    "IS": ("Icelandic",), "IT": ("Italian",), "JP": ("Japanese",), "KR": ("Korean",),
    "MX": ("Mexican",), "NG": ("Nigerian",), "NL": ("Dutch",), "NO": ("Norwegian",),
    "NZ": ("New Zealand",), "PL": ("Polish",), "PT": ("Portuguese",), "RO": ("Romanian",),
    "RU": ("Russian",), "SE": ("Swedish",), "SN": ("Senegalese",), "TH": ("Thai",),
    "TR": ("Turkish",), "TW": ("Taiwanese",), "UA": ("Ukrainian",),
    "US": ("American", "US", "USA"), "ZA": ("South African",),
}  # fmt: skip
"""By ISO 3166-1 code."""

_ENGLISH = Locale("en", "GB")
COUNTRY_WORDS = frozenset(
    fold(word)
    for word in (
        *(name for code, name in _ENGLISH.territories.items() if code.isalpha()),
        *(word for words in DEMONYMS.values() for word in words),
    )
    if " " not in word and len(word) > 2
)
"""Single words that name a country or what comes from there, folded."""
