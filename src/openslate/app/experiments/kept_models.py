"""Models in the workspace, and which of them fit the snapshot that serves."""

from dataclasses import dataclass

from openslate.app.engine import Engine
from openslate.app.workspace import CURRENT, Workspace
from openslate.common.errors import NotFoundError, SlateError
from openslate.common.text import nearest
from openslate.recommend.models.model_folder import read_card


@dataclass(frozen=True)
class KeptModel:
    """A model in the workspace, its family, and whether it fits the snapshot that serves."""

    name: str
    family: str
    fits: bool


def kept_models(workspace: Workspace, engine: Engine) -> tuple[KeptModel, ...]:
    """Every model whose card can be read, by name."""
    names = sorted(folder.name for folder in workspace.models.iterdir() if folder.name != CURRENT)
    found = (_kept(workspace, engine, name) for name in names)
    return tuple(model for model in found if model)


def fitting_model(workspace: Workspace, engine: Engine, name: str) -> KeptModel:
    """The named model; raises NotFoundError, or SlateError when it scores another snapshot."""
    known = {model.name: model for model in kept_models(workspace, engine)}
    if name not in known:
        meant = nearest(name, known)
        advice = f"The nearest name is {meant}" if meant else None
        raise NotFoundError(f"There is no model {name!r} here", do=advice)
    if not known[name].fits:
        raise SlateError(
            f"The model {name} was trained on another snapshot",
            do="Train it on the snapshot in force",
        )
    return known[name]


def _kept(workspace: Workspace, engine: Engine, name: str) -> KeptModel | None:
    try:
        card = read_card(workspace.models / name)
    except SlateError:
        return None
    of = card.get("notes", {}).get("snapshot", engine.snapshot.name)
    fits = card["items"] == engine.snapshot.size and of == engine.snapshot.name
    return KeptModel(name, str(card["settings"]["model"]["family"]), fits)
