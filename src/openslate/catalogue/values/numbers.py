"""Numbers as people write them: thousands marks, decimal commas, signs of currencies."""

import math
import re
from collections.abc import Iterable
from typing import Literal

Decimal = Literal[".", ","]
MARKS: tuple[Decimal, ...] = (".", ",")

_AROUND = re.compile(r"^(?:[A-Z]{3}\s*|[$€£¥]\s*)?(.*?)(?:\s*(?:[$€£¥%]|[A-Z]{3}))?$")
_MARKS = re.compile(r"[\s\u00a0\u202f'\u2019](?=\d{3}(?!\d))")
_LONGEST = 40


def parse_number(value: object, decimal: Decimal = ".") -> float | None:
    """The number in a cell, None when there is none; `decimal` decides what 1,234 means.

    >>> parse_number("1.234.567,50", ","), parse_number("$ 1,234"), parse_number("12,5 %", ",")
    (1234567.5, 1234.0, 12.5)
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _finite(float(value)) if abs(value) < 1e300 else None
    text = _bare(str(value))
    thousands = "," if decimal == "." else "."
    whole, point, fraction = text.partition(decimal)
    whole = _without(whole, thousands)
    if not re.fullmatch(r"[+-]?\d+", whole) or (point and not re.fullmatch(r"\d*", fraction)):
        return None
    return _finite(float(f"{whole}.{fraction or 0}"))


def parse_integer(value: object, decimal: Decimal = ".") -> int | None:
    """The whole number in a cell; 12.0 is one, 12.5 is none.

    >>> parse_integer("1,234"), parse_integer("12.5")
    (1234, None)
    """
    number = parse_number(value, decimal)
    return int(number) if number is not None and number == int(number) else None


class DecimalVotes:
    """Looks at the numbers of a column until one of them allows one decimal mark only (7,5)."""

    def __init__(self) -> None:
        self.decimal: Decimal = "."
        self.settled = False
        self.open = False

    def see(self, value: object) -> None:
        """Count a cell; nothing changes once the mark is settled."""
        text = "" if self.settled or not isinstance(value, str) else _bare(value)
        if "," not in text and "." not in text:
            return
        allowed = [mark for mark in MARKS if parse_number(text, mark) is not None]
        self.open = self.open or len(allowed) == len(MARKS)
        if len(allowed) == 1:
            self.decimal, self.settled = allowed[0], True

    @property
    def sure(self) -> bool:
        """Settled, or no number was seen that both marks allow."""
        return self.settled or not self.open


def find_decimal(values: Iterable[object]) -> tuple[Decimal, bool]:
    """The decimal mark of a column and whether that is sure; 1,234 alone could be either.

    >>> find_decimal(["1,234", "7,5"]), find_decimal(["1,234"])
    ((',', True), ('.', False))
    """
    votes = DecimalVotes()
    for value in values:
        votes.see(value)
    return votes.decimal, votes.sure


def _bare(text: str) -> str:
    """Without currency, per cent and blanks between thousands."""
    text = text.strip()
    if len(text) > _LONGEST:
        return ""
    match = _AROUND.fullmatch(text)
    return _MARKS.sub("", match[1] if match else text).strip()


def _without(whole: str, thousands: str) -> str:
    """The digits before the decimal mark; not a number where marks are not three digits apart."""
    if thousands not in whole:
        return whole
    pattern = rf"[+-]?\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+"
    return whole.replace(thousands, "") if re.fullmatch(pattern, whole) else ""


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None
