"""Putting an invisible mark into files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openslate.authenticity.marks.files import mark_copy
from openslate.authenticity.marks.key import MarkKey
from openslate.authenticity.marks.message import new_mark_id
from openslate.store.register import mark_text


@dataclass(frozen=True)
class MarkFile:
    """Writes a marked copy of a picture, a sound or a video; work of a `LibraryRun`.

    Every file gets an id of its own, drawn at random. Its content credential does not survive, so
    mark first and sign then.
    """

    key: MarkKey

    @property
    def name(self) -> str:
        """Names the work."""
        return "mark"

    def __call__(self, source: Path, target: Path) -> Mapping[str, Any]:
        """Write a marked copy to `target`; tells its mark and what bears it. Raises SlateError."""
        mark = new_mark_id()
        bear = mark_copy(source, target, mark, self.key)
        return {"mark": mark_text(mark), "in": [kind.value for kind in bear]}
