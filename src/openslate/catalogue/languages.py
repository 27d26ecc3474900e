"""Names of languages as BCP 47 tags."""

from functools import cache

from babel import Locale

from openslate.common.text import fold

SPELLINGS = {
    "standard chinese": "cmn",
    "putonghua": "cmn",
    "mandarin": "cmn",
    "standard taiwanese mandarin": "cmn-TW",
    "sichuanese": "cmn",
    "yue chinese": "yue",
    "shanghainese": "wuu",
    "jin": "cjy",
    "taiwanese hokkien": "nan-TW",
    "singaporean hokkien": "nan-SG",
    "modern greek": "el",
    "quebec french": "fr-CA",
    "flemish dutch": "nl-BE",
    "modern hebrew": "he",
    "classical arabic": "ar",
    "kurdish language": "ku",
    "bengali": "bn",
    "dari": "prs",
    "farsi": "fa",
    "neapolitan language": "nap",
    "romani": "rom",
    "nahuatl": "nah",
    "gullah": "gul",
    "yucatec maya": "yua",
    "na'vi": "art-x-navi",
    "nadsat": "art-x-nadsat",
    "abkhaz": "ab",
    "slovene": "sl",
    "pulaar": "fuc",
    "luganda": "lg",
    "sesotho": "st",
    "meitei": "mni",
    "moore": "mos",
    "baoule": "bci",
    "jamaican patois": "jam",
    "isan": "tts",
    "ayacucho quechua": "quy",
    "cameroon pidgin": "wes",
    "german sign language": "gsg",
    "ukrainian sign language": "ukl",
    "egyptian language": "egy",
    "asháninka": "cni",
    "australian aboriginal english": "en-AU",
    "songhay": "son",
    "tuareg": "tmh",
    "mayan": "myn",
    "seediq": "trv",
    "crow": "cro",
    "shuwa": "shu",
    "ju\u01c0\u02bchoansi": "ktz",
    "yaka": "yaf",
    "judeo-moroccan": "aju",
}
"""What CLDR does not know or tags otherwise, by name; the registry is IANA's of subtags."""

_FOLDED = {fold(name): tag for name, tag in SPELLINGS.items()}


@cache
def language_tag(name: str) -> str | None:
    """Tag of a language by its English name, None when there is none; never a guess.

    >>> language_tag("Cantonese"), language_tag("artistic language")
    ('yue', None)
    """
    return _FOLDED.get(fold(name)) or _cldr_names().get(fold(name))


@cache
def _cldr_names() -> dict[str, str]:
    pseudo = {"mul", "und", "zxx", "root"}
    languages = Locale("en").languages
    return {fold(n): tag.replace("_", "-") for tag, n in languages.items() if tag not in pseudo}
