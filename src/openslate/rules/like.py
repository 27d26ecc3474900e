"""SQL's LIKE patterns as regular expressions: `%` is any text, `_` any one character."""

_SPECIAL = frozenset(r"\.+*?()|[]{}^$#&-~")


def like_pattern(like: str) -> str:
    r"""A regular expression that matches what LIKE would.

    >>> like_pattern("Star _rek%")
    '(?s)^Star .rek.*$'
    """
    return f"(?s)^{''.join(map(_character, like))}$"


def _character(character: str) -> str:
    if character == "%":
        return ".*"
    if character == "_":
        return "."
    return f"\\{character}" if character in _SPECIAL else character
