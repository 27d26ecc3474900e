"""A look book from the house's own stills, kept so that it can be made again."""

from dataclasses import asdict, dataclass
from pathlib import Path

from openslate.app.drafts.make_storyboard import stills_folder
from openslate.app.workspace import Workspace
from openslate.assistant.look_books import LookWish, Still, choose, look_book, read_stills
from openslate.assistant.sheets import Sheet
from openslate.common.errors import SlateError
from openslate.store.drafts import DraftStore, KeptDraft, NewDraft

LOOK_BOOK = "lookbook"


@dataclass(frozen=True)
class MakeLookBook:
    """Chooses stills by a wish and keeps which they were."""

    workspace: Workspace

    def __call__(
        self, title: str, wish: LookWish, *, by: str, folder: Path | None = None
    ) -> KeptDraft:
        """The look book as it was kept; raises SlateError."""
        if not title.strip():
            raise SlateError("The look book has no title", do="Give it one")
        place = folder or stills_folder(self.workspace)
        found = read_stills(place)
        chosen = choose(found.stills, wish)
        about = {
            "folder": None if folder is None else str(folder.resolve()),
            "wish": asdict(wish),
            "stills": [str(still.path.relative_to(place)) for still in chosen],
            "notes": list(found.problems[:20]),
        }
        store = DraftStore(self.workspace.database, self.workspace.clock)
        return store.keep(NewDraft(LOOK_BOOK, title.strip(), None, about), [], by=by)

    def sheet(self, draft: str) -> Sheet:
        """The pages of a kept look book; raises NotFoundError, and SlateError for stills gone."""
        kept = DraftStore(self.workspace.database, self.workspace.clock).get(draft)
        if kept.kind != LOOK_BOOK:
            raise SlateError(f"The draft {draft!r} is no look book", do="Give the id of one")
        named = kept.about["folder"]
        place = Path(named) if named else stills_folder(self.workspace)
        by_name = {str(s.path.relative_to(place)): s for s in read_stills(place).stills}
        return look_book(kept.title, [_still(by_name, name) for name in kept.about["stills"]])


def _still(by_name: dict[str, Still], name: str) -> Still:
    if name not in by_name:
        raise SlateError("A still of the look book is no longer there", where=name,
                         do="Put it back, or make the look book again")  # fmt: skip
    return by_name[name]
