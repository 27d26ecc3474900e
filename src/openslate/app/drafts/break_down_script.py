"""Taking a script apart and keeping it, so that storyboards can be made from it."""

from dataclasses import dataclass

from openslate.app.drafts.draft_views import SceneView, ScriptView
from openslate.app.workspace import Workspace
from openslate.assistant.scripts import Breakdown, break_down, read_fountain
from openslate.common.errors import SlateError
from openslate.store.drafts import DraftStore, KeptDraft, NewDraft

SCRIPT = "script"
LISTS = ("characters", "locations", "props", "times")


@dataclass(frozen=True)
class BreakDownScript:
    """Reads a Fountain script and keeps it with its scenes."""

    workspace: Workspace

    def __call__(self, text: str, *, name: str, by: str) -> KeptDraft:
        """The script as it was kept; raises SlateError for one without scenes."""
        found = break_down(read_fountain(text))
        if not found.scenes:
            raise SlateError(
                "There is no scene in the script",
                where=name,
                do="Begin scenes with INT. or EXT., or with a full stop",
            )
        store = DraftStore(self.workspace.database, self.workspace.clock)
        about = {"text": text, "name": name, "scenes": len(found.scenes)}
        return store.keep(NewDraft(SCRIPT, found.title or name, None, about), [], by=by)


def breakdown_of(draft: KeptDraft) -> Breakdown:
    """The scenes of a kept script; raises SlateError for a draft that is none."""
    if draft.kind != SCRIPT:
        raise SlateError(f"The draft {draft.id!r} is no script", do="Give the id of a script")
    found = break_down(read_fountain(str(draft.about["text"])))
    return found if found.title else Breakdown(draft.title, found.scenes)


def script_view(draft: KeptDraft) -> ScriptView:
    """A kept script's scenes and lists."""
    found = breakdown_of(draft)
    scenes = tuple(
        SceneView(
            s.number, s.heading, s.setting, s.location, s.time, s.length, s.characters,
            tuple(prop.name for prop in s.props), s.synopsis,
        )
        for s in found.scenes
    )  # fmt: skip
    lists = {what: found.scenes_of(what) for what in LISTS}
    return ScriptView(draft.id, draft.title, draft.at, draft.made_by, found.length, scenes, lists)
