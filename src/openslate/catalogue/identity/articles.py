"""Articles: the small words that catalogues move behind a name, drop or keep."""

import re

ARTICLES_BY_LANGUAGE = {
    "Danish, Norwegian, Swedish": ("den", "det", "de", "en", "et", "ett"),
    "Dutch": ("de", "het", "een"),
    "English": ("the", "a", "an"),
    "French": ("le", "la", "les", "l'", "un", "une", "des"),
    "German": ("der", "die", "das", "dem", "den", "ein", "eine", "einen"),
    "Hungarian": ("a", "az"),
    "Italian": ("il", "lo", "la", "i", "gli", "le", "l'", "un", "uno", "una"),
    "Portuguese": ("o", "a", "os", "as", "um", "uma"),
    "Spanish": ("el", "la", "los", "las", "un", "una", "unos", "unas"),
}
ARTICLES = frozenset(word for words in ARTICLES_BY_LANGUAGE.values() for word in words)

_ALTERNATIVES = "|".join(sorted(map(re.escape, ARTICLES), key=len, reverse=True))
_MOVED = re.compile(
    rf"^(?P<rest>.+), (?P<article>{_ALTERNATIVES})(?P<tail>\s*(?:[:\u2013-].*)?)$", re.I
)


def restore_article(name: str) -> str:
    """Put an article that was moved behind the name, or before its subtitle, back in front.

    >>> restore_article("Uomo delle stelle, L'")
    "L'Uomo delle stelle"
    >>> restore_article("Crow, The: Wicked Prayer")
    'The Crow: Wicked Prayer'
    """
    found = _MOVED.match(name.strip())
    if not found:
        return name
    article, rest = found["article"], found["rest"] + found["tail"]
    return f"{article}{rest}" if article.endswith("'") else f"{article} {rest}"


def split_article(text: str, words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The leading article ('' if none) and the other words of a name; no name is emptied.

    >>> split_article("The Usual Suspects", ("the", "usual", "suspects"))
    ('the', ('usual', 'suspects'))
    >>> split_article("L.A. Confidential", ("la", "confidential"))
    ('', ('la', 'confidential'))
    """
    first = words[0] if len(words) > 1 else ""
    if first in _PLAIN and re.match(rf"{first}[ '\u2019]", text, re.I):
        return first, words[1:]
    return "", words


_PLAIN = frozenset(word.rstrip("'") for word in ARTICLES)
