"""A text with its disguises undone, that still knows where each character came from."""

from collections.abc import Iterable
from dataclasses import dataclass

Place = tuple[int, int]


@dataclass(frozen=True)
class NormalText:
    """`places` says from where to where in the text as sent each character of `text` stood.

    None where nothing was changed: every character stands where it stood.
    """

    text: str
    places: tuple[Place, ...] | None = None
    disguises: tuple[str, ...] = ()

    def place(self, start: int, end: int) -> Place:
        """Where characters `start` to `end` of this text stood in the text as sent."""
        if self.places is None or start >= end:
            return start, end
        return self.places[start][0], self.places[end - 1][1]

    def rewritten(
        self, edits: Iterable[tuple[int, int, str]], disguise: str | None
    ) -> "NormalText":
        """With parts replaced, each given as (start, end, what stands there instead).

        Edits are in order and do not overlap. Where a part keeps its length its characters keep
        their places; else each takes the place of the whole part.
        """
        text, places, at = [], [], 0
        for start, end, instead in edits:
            text += [self.text[at:start], instead]
            places += self._of(at, start) + self._instead(start, end, len(instead))
            at = end
        text.append(self.text[at:])
        places += self._of(at, len(self.text))
        named = self.disguises
        if disguise and disguise not in named:
            named = (*named, disguise)
        return NormalText("".join(text), tuple(places), named)

    def _of(self, start: int, end: int) -> list[Place]:
        if self.places is not None:
            return list(self.places[start:end])
        return [(at, at + 1) for at in range(start, end)]

    def _instead(self, start: int, end: int, length: int) -> list[Place]:
        if length == end - start:
            return self._of(start, end)
        return [self.place(start, end)] * length
