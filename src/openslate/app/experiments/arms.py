"""Who is served with what while an experiment runs."""

from dataclasses import dataclass, replace
from threading import Lock

from openslate.app.engine import Engine
from openslate.app.experiments.plan import ArmSettings, ExperimentPlan
from openslate.app.slates.ask import Ask
from openslate.app.workspace import Workspace
from openslate.recommend.experiments.assignment import Arm, arm_of
from openslate.store.experiments import ExperimentStore

IN_FORCE = ArmSettings()


@dataclass(frozen=True)
class Exposure:
    """The group a page is served in; `settings` are what it gets instead of what is in force."""

    experiment: str
    arm: Arm
    settings: ArmSettings = IN_FORCE

    def asked(self, ask: Ask) -> Ask:
        """A request as this group makes it."""
        tried = self.settings.exploration
        return ask if tried is None else replace(ask, exploration=tried)

    def to_json(self) -> dict[str, str]:
        """As the journal keeps it."""
        return {"name": self.experiment, "arm": self.arm}


class Arms:
    """Gives each viewer their group and what decides for it; keeps group b's engine loaded.

    Safe to share between threads.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._lock = Lock()
        self._kept: tuple[object, Engine] | None = None

    def exposure(self, viewer: str) -> Exposure | None:
        """The group of a viewer in the experiment that runs, None while none does."""
        record = ExperimentStore(self.workspace.database).running()
        if record is None:
            return None
        plan = ExperimentPlan.model_validate(record.plan)
        arm = arm_of(record.name, plan.salt, plan.share, viewer)
        return Exposure(record.name, arm, plan.b if arm == "b" else IN_FORCE)

    def engine(self, exposure: Exposure | None, in_force: Engine) -> Engine:
        """What decides for a group."""
        named = exposure.settings if exposure else IN_FORCE
        if named.model is None and named.rulebook is None:
            return in_force
        with self._lock:
            key = (named, in_force)
            if self._kept is None or self._kept[0] != key:
                self._kept = (key, engine_of(self.workspace, named, in_force))
            return self._kept[1]


def engine_of(workspace: Workspace, named: ArmSettings, in_force: Engine) -> Engine:
    """The engine that settings name; what they leave open is as in force."""
    rulebook = workspace.rulebook(named.rulebook) if named.rulebook else in_force.rulebook
    if named.model is None:
        return in_force.with_rulebook(rulebook)
    loaded = Engine.load(workspace, named.snapshot, named.model, rulebook.version)
    return loaded.with_rulebook(rulebook)
