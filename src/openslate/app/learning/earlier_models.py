"""Models that no longer serve."""

import shutil

from openslate.app.experiments.plan import ExperimentPlan
from openslate.app.workspace import CURRENT, Workspace
from openslate.store.experiments import ExperimentStore


def models_in_use(workspace: Workspace) -> set[str]:
    """The model in force, and the one that a running experiment serves."""
    running = ExperimentStore(workspace.database).running()
    tried = ExperimentPlan.model_validate(running.plan).b.model if running else None
    serves = workspace.model_in_force()[0] if (workspace.models / CURRENT).exists() else None
    return {name for name in (tried, serves) if name}


def remove_earlier_models(workspace: Workspace, keep: int = 0) -> None:
    """Remove all but the `keep` newest of those that are not in use."""
    in_use = models_in_use(workspace)
    folders = [folder for folder in workspace.models.glob("*") if folder.is_dir()]
    earlier = [folder for folder in folders if folder.name not in in_use]
    earlier.sort(key=lambda folder: folder.stat().st_mtime_ns, reverse=True)
    for folder in earlier[keep:]:
        shutil.rmtree(folder)
