"""The folder in which everything of one organisation sits."""

import os
import secrets
from functools import cached_property
from pathlib import Path
from types import TracebackType

from openslate.app.settings import FILE_NAME, Settings, default_file, read_settings
from openslate.authenticity.disclosure.decide import default_disclosure_text
from openslate.common.clock import Clock, SystemClock
from openslate.common.errors import SlateError
from openslate.graph.quad_store import QuadStore
from openslate.graph.remote import RemoteQuads
from openslate.graph.snapshot import Snapshot, read_snapshot
from openslate.graph.snapshot_writer import current_folder
from openslate.recommend.models.model_folder import load_recommender
from openslate.recommend.models.recommender import Recommender
from openslate.rules.book import Rulebook
from openslate.rules.reading import default_rulebook_text, read_rulebook
from openslate.store.database import Database

CURRENT = "current"
FIRST_RULEBOOKS = {
    "rules.yaml": default_rulebook_text,
    "disclosure.yaml": default_disclosure_text,
}
UNFINISHED = {*FIRST_RULEBOOKS, "slate.db", "slate.db-wal", "slate.db-shm", "graph"}
"""What a killed `create` may leave behind: it writes slate.toml last."""


class Workspace:
    """Settings and stores of one workspace folder; opens each when it is first asked for."""

    def __init__(self, folder: Path, settings: Settings, clock: Clock | None = None) -> None:
        self.folder = folder
        self.settings = settings
        self.clock = clock or SystemClock()

    @classmethod
    def create(cls, folder: Path) -> "Workspace":
        """Make a new workspace; raises SlateError when the folder already holds something."""
        if folder.exists() and not (folder.is_dir() and _free(folder)):
            raise SlateError(
                "There is already something here", where=str(folder), do="Name an empty folder"
            )
        workspace = cls(folder, Settings())
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, text in FIRST_RULEBOOKS.items():
                (folder / name).write_text(text(), encoding="utf-8")
            workspace.database.migrate()
            _ = workspace.quads
            workspace._replace(folder / FILE_NAME, default_file())
        except OSError as error:
            raise SlateError(
                f"The workspace could not be written: {error.strerror}",
                where=str(folder),
                do="Free some space or choose a folder you may write to",
            ) from None
        return workspace

    @classmethod
    def open(cls, folder: Path, clock: Clock | None = None) -> "Workspace":
        """Open an existing workspace; raises SlateError when it is none or a newer one."""
        return cls(folder, read_settings(folder / FILE_NAME), clock)

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database and the quad store."""
        if "database" in self.__dict__:
            self.__dict__.pop("database").dispose()
        if "quads" in self.__dict__:
            self.__dict__.pop("quads").close()

    @cached_property
    def database(self) -> Database:
        """The SQL database, migrated to this version's tables."""
        database = Database(self.settings.database_url(self.folder))
        database.migrate()
        return database

    @cached_property
    def quads(self) -> QuadStore:
        """The record plane, opened for writing: one process at a time."""
        url = self.settings.graph_url()
        return QuadStore(self.folder / "graph", RemoteQuads(url) if url else None)

    @property
    def snapshots(self) -> Path:
        """Folder of numbered snapshots."""
        return self.folder / "snapshots"

    @property
    def models(self) -> Path:
        """Folder of models, each named by its content hash."""
        return self.folder / "models"

    @property
    def rulebook_path(self) -> Path:
        """The rulebook in force."""
        return self.folder / self.settings.rules.rulebook

    def snapshot(self, name: str | None = None) -> Snapshot:
        """The named snapshot, or the newest; raises SlateError when there is none."""
        if name is None:
            folder = current_folder(self.snapshots)
        else:
            folder = self._existing(self.snapshots, name, "snapshot")
        if folder is None:
            raise SlateError(
                "There is no snapshot yet", where=str(self.folder), do="Run 'slate snapshot'"
            )
        return read_snapshot(folder)

    def model(self, name: str) -> Recommender:
        """The named model; raises SlateError when it is no longer here."""
        return load_recommender(self._existing(self.models, name, "model"))

    def model_in_force(self) -> tuple[str, str]:
        """Names of the model that serves and of the snapshot it was trained on."""
        current = self.models / CURRENT
        try:
            named = current.read_text(encoding="utf-8").split()
        except FileNotFoundError:
            raise SlateError(
                "There is no model yet", where=str(self.folder), do="Run 'slate train'"
            ) from None
        if len(named) != 2:
            raise SlateError(
                "The file does not name a model and a snapshot",
                where=str(current),
                do="Run 'slate train' again",
            )
        return named[0], named[1]

    def put_in_force(self, model: str, snapshot: str) -> None:
        """Make the named model and snapshot the pair that serves, in one step."""
        self._replace(self.models / CURRENT, f"{model} {snapshot}\n")

    def rulebook(self, version: str | None = None) -> Rulebook:
        """The rulebook in force, or an earlier version that once decided something."""
        if version is None:
            return read_rulebook(self.rulebook_path)
        return read_rulebook(
            self._existing(self.folder / "rulebooks", f"{version}.yaml", "rulebook")
        )

    def keep_rulebook(self, rulebook: Rulebook) -> None:
        """Keep a copy of a rulebook that decides, so that its decisions can be replayed."""
        kept = self.folder / "rulebooks" / f"{rulebook.version}.yaml"
        if kept.exists():
            return
        try:
            self._replace(kept, rulebook.source.text)
        except OSError as error:
            raise SlateError(
                f"The rulebook could not be kept for replays ({error.strerror})",
                where=str(kept),
                do="Make room on the disk; a rulebook that is not kept does not decide",
            ) from error

    def secret(self) -> str:
        """The key that signs sessions, made once, readable by its owner only."""
        path = self.folder / "secret.key"
        if not path.exists():
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as stream:
                stream.write(secrets.token_urlsafe(48))
        return path.read_text()

    def _existing(self, folder: Path, name: str, what: str) -> Path:
        path = folder / name
        if not path.exists():
            raise SlateError(
                f"The {what} {name} is no longer here", where=str(folder), do="Restore it to go on"
            )
        return path

    def _replace(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(path.name + ".partial")
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)


def _free(folder: Path) -> bool:
    """Whether a folder is empty, or holds just what a killed `create` left there."""
    return {path.name for path in folder.iterdir()} <= UNFINISHED
