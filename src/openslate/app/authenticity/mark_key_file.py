"""The workspace's mark key: made once, readable by its owner only."""

from dataclasses import dataclass
from pathlib import Path

from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.whole_files import write_new
from openslate.authenticity.marks.key import MarkKey
from openslate.common.errors import SlateError

FILE = "mark.key"


@dataclass(frozen=True)
class MarkKeyFile:
    """Reads the key, or makes it for the first mark."""

    workspace: Workspace

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return self.workspace.folder / FILE

    def read(self) -> MarkKey | None:
        """The key; None before the first mark. Raises SlateError for a file that holds none."""
        try:
            text = self.path.read_text(encoding="ascii")
            return MarkKey(bytes.fromhex(text))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, SlateError):
            raise SlateError(
                "The mark key can't be read",
                where=FILE,
                do="Put the file back from a backup; marks made with it can't be read without it",
            ) from None

    def make(self) -> MarkKey:
        """The key, made now where there is none yet."""
        key = self.read()
        if key is None:
            key = MarkKey.random()
            write_new(self.path, key.secret.hex().encode(), private=True)
        return key
