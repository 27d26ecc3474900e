"""Which heads a workspace's guard reads with: those that ship, or some that the house trained."""

import shutil
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from pydantic import BaseModel, ConfigDict

from openslate.app.workspace import Workspace
from openslate.common.errors import NotFoundError, SlateError
from openslate.common.text import nearest
from openslate.guard.reading.heads import Heads, load_heads, save_heads, shipped_heads
from openslate.guard.reading.sentences.sentence_reading import sentence_encoder, sentence_reading

FOLDER, CURRENT, MADE = "guard-heads", "current", "made.json"
SHIPPED = "shipped"
_BROKEN = (OSError, ValueError, KeyError, EOFError)


class HeadsMade(BaseModel):
    """What heads of the house were made from: kept beside them.

    `learned` are the families of all messages they were trained on, so that an evaluation can
    leave those out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: datetime
    file: str
    messages: int
    version: str
    learned: tuple[str, ...]


@dataclass(frozen=True)
class KnownHeads:
    """Heads that can be used, with the figures of their card; `made` is None of shipped ones."""

    name: str
    in_use: bool
    figures: dict[str, float]
    data: dict[str, str]
    at: datetime | None = None
    file: str = ""


def sentences_told(workspace: Workspace) -> str:
    """Whether messages are read with a sentence encoder too, for whoever chooses heads."""
    folder = workspace.settings.guard.sentence_folder(workspace.folder)
    reading = sentence_reading(folder)
    if reading is not None:
        return f"What messages mean is read too, with {reading.name}."
    if sentence_encoder(folder) is not None:
        return "No heads belong to your sentence encoder: it finds corrected messages only."
    return "Messages are read by words alone; 'scripts/setup sentences' adds what they mean."


class HeadsInUse:
    """Loads heads when they are first asked for; another process may change which are in use."""

    def __init__(self, workspace: Workspace) -> None:
        self._folder = workspace.folder / FOLDER
        self._lock = Lock()
        self._loaded: tuple[str, Heads] | None = None

    @property
    def name(self) -> str:
        """Which are in use."""
        pointer = self._folder / CURRENT
        return pointer.read_text(encoding="utf-8").strip() if pointer.is_file() else SHIPPED

    def load(self) -> tuple[str, Heads]:
        """Name and heads in use; raises SlateError where they are broken."""
        name = self.name
        with self._lock:
            if self._loaded is None or self._loaded[0] != name:
                self._loaded = (name, self.heads(name))
            return self._loaded

    def heads(self, name: str) -> Heads:
        """Heads by their name; raises NotFoundError, SlateError."""
        if name == SHIPPED:
            return shipped_heads()
        self._must_be_known(name)
        try:
            return load_heads(self._folder / name)
        except _BROKEN as error:
            raise self._broken(name) from error

    def made(self, name: str) -> HeadsMade:
        """What heads of the house were made from."""
        self._must_be_known(name)
        try:
            return HeadsMade.model_validate_json((self._folder / name / MADE).read_bytes())
        except _BROKEN as error:
            raise self._broken(name) from error

    def known(self) -> list[KnownHeads]:
        """Those that ship and those of the house, the latest last."""
        now = self.name
        card = shipped_heads().card
        shipped = KnownHeads(SHIPPED, now == SHIPPED, dict(card.figures), dict(card.data))
        own = [self._known(name, now) for name in self._names()]
        return [shipped, *sorted(own, key=lambda each: str(each.at))]

    def keep(self, heads: Heads, made: HeadsMade) -> str:
        """Write heads into the workspace, whole or not at all; they are not in use by that."""
        name = heads.card.name
        unfinished = self._folder / f"{name}.part"
        shutil.rmtree(unfinished, ignore_errors=True)
        save_heads(heads, unfinished)
        (unfinished / MADE).write_text(made.model_dump_json(indent=1) + "\n", encoding="utf-8")
        shutil.rmtree(self._folder / name, ignore_errors=True)
        unfinished.rename(self._folder / name)
        with self._lock:
            self._loaded = None
        return name

    def use(self, name: str) -> None:
        """Read with these from now on, in every process."""
        if name != SHIPPED:
            self.heads(name)
        self._folder.mkdir(exist_ok=True)
        unfinished = self._folder / f"{CURRENT}.part"
        unfinished.write_text(f"{name}\n", encoding="utf-8")
        unfinished.replace(self._folder / CURRENT)

    def _names(self) -> Collection[str]:
        return sorted(path.parent.name for path in self._folder.glob(f"heads-*/{MADE}"))

    def _known(self, name: str, now: str) -> KnownHeads:
        card, made = self.heads(name).card, self.made(name)
        figures, data = dict(card.figures), dict(card.data)
        return KnownHeads(name, name == now, figures, data, made.at, made.file)

    def _must_be_known(self, name: str) -> None:
        names = self._names()
        if name not in names:
            meant = nearest(name, [SHIPPED, *names])
            raise NotFoundError(
                f"There are no heads {name!r} here",
                where=str(self._folder),
                do=f"Did you mean {meant!r}?" if meant else "See 'slate guard heads'",
            )

    def _broken(self, name: str) -> SlateError:
        return SlateError(
            f"The heads {name} can't be read",
            where=str(self._folder / name),
            do="Train them again, or go back with 'slate guard heads --use shipped'",
        )
