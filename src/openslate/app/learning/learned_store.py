"""Where a workspace keeps what its model in force was learned from."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from openslate.app.workspace import Workspace
from openslate.recommend.learning.learned import Learned
from openslate.recommend.learning.learned_folder import read_learned, write_learned

LEARNED = "learned"


@dataclass(frozen=True)
class LearnedStore:
    """One folder for the model in force; it names viewers, so nothing older is kept."""

    workspace: Workspace

    def read(self, model: str) -> Learned | None:
        """What a model was learned from, None where that is not kept."""
        found = (read_learned(folder) for folder in sorted(self._folder.glob(f"{model}-*")))
        return next((learned for learned in found if learned is not None), None)

    def keep(self, model: str, learned: Learned) -> str:
        """Keep it beside what was kept before; returns its name."""
        name = f"{model}-{learned.interactions.digest[:8]}"
        write_learned(learned, self._folder / name)
        return name

    def hand_on(self, model: str, to: str) -> None:
        """What one model was learned from now counts as what another was."""
        if model != to:
            for folder in self._folder.glob(f"{model}-*"):
                folder.rename(folder.with_name(to + folder.name.removeprefix(model)))

    def drop_others(self, name: str | None) -> None:
        """Leave nothing but this, and not even what an interrupted writing left."""
        for path in self._folder.glob("*"):
            if path.name != name:
                shutil.rmtree(path)
        if name is None and self._folder.exists():
            self._folder.rmdir()

    @property
    def _folder(self) -> Path:
        return self.workspace.folder / LEARNED
