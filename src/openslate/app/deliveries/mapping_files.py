"""The workspace's own mappings, one YAML file each, saved to be used again."""

import re
from dataclasses import dataclass
from pathlib import Path

from openslate.catalogue.mapping.file import mapping_text, read_mapping
from openslate.catalogue.mapping.model import Mapping
from openslate.common.errors import NotFoundError, SlateError
from openslate.common.text import nearest

FOLDER = "mappings"
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")


@dataclass(frozen=True)
class SavedMappings:
    """The folder of saved mappings."""

    folder: Path

    def names(self) -> tuple[str, ...]:
        """Every saved mapping, by the alphabet."""
        found = (path.stem for path in self.folder.glob("*.yaml"))
        return tuple(sorted(name for name in found if NAME.fullmatch(name)))

    def path(self, name: str) -> Path:
        """Where a mapping is kept; raises SlateError for a name that is none."""
        if not NAME.fullmatch(name):
            raise SlateError(
                f"{name!r} can't be the name of a mapping",
                do="Use small letters, digits, '-', '_' and '.', sixty at most",
            )
        return self.folder / f"{name}.yaml"

    def read(self, name: str) -> Mapping:
        """A saved mapping; raises NotFoundError when there is none of this name."""
        if name not in self.names():
            near = nearest(name, self.names())
            raise NotFoundError(
                f"There is no mapping {name!r}", do=f"Did you mean {near}?" if near else None
            )
        return read_mapping(self.path(name))

    def save(self, mapping: Mapping) -> Path:
        """Write a mapping under its name, in place of an earlier one of that name."""
        path = self.path(mapping.mapping)
        unfinished = path.with_suffix(".part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(mapping_text(mapping), encoding="utf-8")
            unfinished.replace(path)
        except OSError as error:
            raise SlateError(
                f"The mapping could not be saved ({error.strerror})", do="Make room on the disk"
            ) from error
        return path
