"""The whole main job on real data, step by step, ready to serve."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openslate.app.deliveries.import_files import (
    ImportAvailability,
    ImportCatalogue,
    ImportEvents,
    ImportViewers,
)
from openslate.app.demo_data import DemoData, fetch_demo_data
from openslate.app.identity.make_snapshot import MakeSnapshot
from openslate.app.identity.resolve import ResolveIdentities
from openslate.app.settings import FILE_NAME
from openslate.app.train import TrainRecommender
from openslate.app.workspace import CURRENT, Workspace
from openslate.catalogue.demo_availability import first_records, invented_sheet
from openslate.graph.canonical import derive_canonical
from openslate.store.accounts import AccountStore
from openslate.store.roles import Role
from openslate.store.viewers import ViewerStore

EDITOR = "editor"
Say = Callable[[str], None]
Start = Callable[[str], Callable[[int, int | None], None]]


@dataclass(frozen=True)
class DemoView:
    """A demo workspace that is ready, and a viewer whose home is worth a look."""

    folder: str
    viewer: str
    model: str
    snapshot: str


@dataclass(frozen=True)
class MakeDemo:
    """Makes the demo workspace; every step that was done before is recognised and passed over."""

    folder: Path
    from_dir: Path | None = None

    def __call__(self, *, say: Say, start: Start) -> DemoView:
        if not (self.folder / FILE_NAME).exists():
            Workspace.create(self.folder).close()
        workspace = Workspace.open(self.folder)
        try:
            if not (workspace.models / CURRENT).exists():
                self._build(workspace, say, start)
            self._editor(workspace)
            model, snapshot = workspace.model_in_force()
            viewer = ViewerStore(workspace.database).find(limit=1)[0]
            return DemoView(self.folder.name, viewer.viewer, model, snapshot)
        finally:
            workspace.close()

    def _build(self, workspace: Workspace, say: Say, start: Start) -> None:
        data = fetch_demo_data(from_dir=self.from_dir, tell=say)
        for wheel in data.wheels:
            say(f"{wheel.title}. Licence: {wheel.licence}.")
        self._import(workspace, data, say, start)
        found = ResolveIdentities(workspace)()
        say(
            f"{found.records:,} records are {found.items:,} items; "
            f"{found.waiting} pairs wait for a person."
        )
        say(ImportAvailability(workspace)(self._sheet(workspace), start("Rights")).sentence)
        made = MakeSnapshot(workspace)(start("Snapshot"))
        say(f"Snapshot {made.name}: {made.items:,} items.")
        trained = TrainRecommender(workspace)(start("Training"))
        say(f"Model {trained.model}: {trained.warm:,} items with history, {trained.seconds:.1f} s.")

    def _import(self, workspace: Workspace, data: DemoData, say: Say, start: Start) -> None:
        catalogue = ImportCatalogue(workspace)
        say(catalogue(data.path("movies.db"), "wikidata-films", start("Wikidata films")).sentence)
        say(catalogue(data.path("ml-100k.item"), "movielens", start("MovieLens films")).sentence)
        say(ImportViewers(workspace)(data.path("ml-100k.user")).sentence)
        say(ImportEvents(workspace)(data.path("ml-100k.inter"), start("Ratings")).sentence)

    def _sheet(self, workspace: Workspace) -> Path:
        """The invented availability sheet, made once around the day the demo was made."""
        sheet = workspace.folder / "availability-invented.csv"
        if not sheet.exists():
            records = first_records(derive_canonical(workspace.quads).records)
            partial = sheet.with_suffix(".partial")
            partial.write_text(invented_sheet(records, workspace.clock.now().date()), "utf-8")
            partial.replace(sheet)
        return sheet

    def _editor(self, workspace: Workspace) -> None:
        accounts = AccountStore(workspace.database, workspace.clock)
        if accounts.account(EDITOR) is None:
            accounts.create(EDITOR, Role.EDITOR)
