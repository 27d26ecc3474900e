"""Numbers in names: words, digits and Roman numerals become the same digits."""

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_UNITS += " fifteen sixteen seventeen eighteen nineteen twenty"
WORDS = {word: str(number) for number, word in enumerate(_UNITS.split())} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "seventy": "70",
    "eighty": "80",
    "ninety": "90",
    "hundred": "100",
    "thousand": "1000",
    "half": "1/2",
}
_ORDINALS = "first second third fourth fifth sixth seventh"
ORDINALS = {word: str(number) for number, word in enumerate(_ORDINALS.split(), start=1)}
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
ROMAN = {numeral: str(number) for number, numeral in enumerate(_ROMAN.split(), start=1)}
PART_WORDS = frozenset(
    ("part", "pt", "chapter", "volume", "vol", "episode", "number", "no", "book", "parts")
)
_LONE_LETTERS = frozenset(("i", "v", "x"))


def unify_numbers(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Write every number of a name as digits and drop 'part', 'volume', ... before one.

    Single letters count as Roman numerals only after such a word ('Part I', but 'I, Robot').

    >>> unify_numbers(("rocky", "ii"))
    ('rocky', '2')
    >>> unify_numbers(("kill", "bill", "vol", "two"))
    ('kill', 'bill', '2')
    """
    unified: list[str] = []
    for position, token in enumerate(tokens):
        after_part = bool(unified) and unified[-1] in PART_WORDS
        number = _number(token, first=position == 0, after_part=after_part)
        if number and after_part:
            unified.pop()
        unified.append(number or token)
    return tuple(unified)


def _number(token: str, *, first: bool, after_part: bool) -> str | None:
    if token.isdigit():
        return token.lstrip("0") or "0"
    if token in WORDS:
        return WORDS[token]
    if after_part and token in ORDINALS:
        return ORDINALS[token]
    if token in ROMAN and (after_part or not (first or token in _LONE_LETTERS)):
        return ROMAN[token]
    return None


def numbers_in(tokens: tuple[str, ...]) -> frozenset[str]:
    """The numbers of a unified name, e.g. which sequel it is."""
    return frozenset(token for token in tokens if token[0].isdigit())
