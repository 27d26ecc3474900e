"""What was seen on single pages, one line of JSON each, so that a stopped measurement goes on."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from openslate.recommend.influence.places import Decided

Counts = Mapping[str, tuple[Decided, ...]]


@dataclass(frozen=True)
class _Line:
    """A page and its counts by component. Viewers are not named here: the journal knows them."""

    request: str
    decided: dict[str, tuple[Decided, ...]]


_FORM = TypeAdapter(_Line)


class SeenPages:
    """A file that lines are added to; a line that a stopped run left half-written is dropped."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, Counts]:
        """Counts by the journal's id."""
        if not self.path.exists():
            return {}
        lines = self.path.read_bytes().split(b"\n")
        return {line.request: line.decided for line in filter(None, map(_line, lines))}

    def add(self, request: str, counts: Counts) -> None:
        """Keep what was seen on one page."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as stream:
            # The newline comes first, so that a half-written line before it stays alone.
            stream.write(b"\n" + _FORM.dump_json(_Line(request, dict(counts))))


def _line(text: bytes) -> _Line | None:
    try:
        return _FORM.validate_json(text) if text else None
    except ValidationError:
        return None
