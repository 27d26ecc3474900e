"""A storyboard of a kept script, with the house's own stills where there are any."""

import re
from dataclasses import dataclass
from pathlib import Path

from openslate.app.drafts.break_down_script import breakdown_of
from openslate.app.workspace import Workspace
from openslate.assistant.look_books.folder import KINDS, jpeg_of
from openslate.assistant.scripts.storyboard import storyboard
from openslate.assistant.sheets import Sheet
from openslate.common.errors import SlateError
from openslate.store.drafts import DraftStore

_SCENE = re.compile(r"(?:scene|shot)?[-_ ]*(\d+[A-Za-z]?(?:\.\d+)?)", re.I)
MOST_STILLS = 400


@dataclass(frozen=True)
class MakeStoryboard:
    """Makes the sheet of a script, a panel a scene or a beat."""

    workspace: Workspace

    def __call__(self, draft: str, *, by_beat: bool = False) -> Sheet:
        """The sheet; raises NotFoundError, SlateError. Stills are pictures named by scene ('3.jpg',
        'scene-3.2.png') in the folder of stills, under the script's id.
        """
        kept = DraftStore(self.workspace.database, self.workspace.clock).get(draft)
        return storyboard(breakdown_of(kept), self._stills(kept.id), by_beat=by_beat)

    def _stills(self, draft: str) -> dict[str, bytes]:
        folder = stills_folder(self.workspace) / draft
        found: dict[str, bytes] = {}
        for path in sorted(folder.iterdir())[:MOST_STILLS] if folder.is_dir() else ():
            match = _SCENE.fullmatch(path.stem)
            if match and path.suffix.lower() in KINDS:
                try:
                    found[match[1].upper()] = jpeg_of(path)
                except SlateError:
                    continue  # a drawing stands in, and the sheet counts it
        return found


def stills_folder(workspace: Workspace) -> Path:
    """Where the house's own pictures are."""
    return workspace.folder / workspace.settings.drafts.stills
