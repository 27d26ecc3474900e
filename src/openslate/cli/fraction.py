"""Parts of a whole as options: 0.3, or 30%."""

from typing import Any

import click


class Fraction(click.ParamType[float]):
    """A part of `what`, from `least` to `most`; `ends` says whether these two may be given.

    What looks like per cent without the sign is refused with what was probably meant.
    """

    name = "fraction"

    def __init__(self, what: str, most: float = 1.0, *, ends: bool = True) -> None:
        self.what, self.most, self.ends = what, most, ends

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        if (number := _number(value)) is not None and self._holds(number):
            return number
        between = "from 0 to" if self.ends else "between 0 and"
        bare = number is not None and number >= 1 and "%" not in str(value)
        meant = bare and number is not None and self._holds(number / 100)
        advice = f"; did you mean {number:g}%?" if meant else ""
        example = self.most / 2 if self.most < 1 else 0.3
        raise click.BadParameter(
            f"{value!r} is no part of {self.what}: write a number {between} {self.most:g}, "
            f"like {example:g} or {example:.0%}{advice or '.'}",
            ctx,
            param,
        )

    def _holds(self, number: float) -> bool:
        return 0 <= number <= self.most if self.ends else 0 < number < self.most


def _number(value: Any) -> float | None:
    text = str(value).strip()
    try:
        return float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        return None
