"""Evaluations on disk: one JSON file each, named by its content."""

from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from openslate.app.evaluation.evaluation import FORM, Evaluation
from openslate.common.errors import NotFoundError, SlateError
from openslate.common.ids import hash_bytes
from openslate.common.text import nearest

FOLDER = "evaluations"


class EvaluationStore:
    """Keeps evaluations in a workspace's folder; what is kept is never changed."""

    def __init__(self, workspace_folder: Path) -> None:
        self.folder = workspace_folder / FOLDER

    def keep(self, evaluation: Evaluation) -> Evaluation:
        """Write it, whole or not at all, and give it with its name, e.g. 'e-1a2b3c4d'."""
        content = FORM.dump_json(replace(evaluation, name=""))
        named = replace(evaluation, name=f"e-{hash_bytes(content)[:8]}")
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{named.name}.json"
        partial = path.with_name(path.name + ".partial")
        partial.write_bytes(FORM.dump_json(named, indent=1))
        partial.replace(path)
        return named

    def all(self) -> tuple[Evaluation, ...]:
        """Every evaluation, the latest first; raises SlateError for a file that is none."""
        found = [_read(path) for path in sorted(self.folder.glob("e-*.json"))]
        return tuple(sorted(found, key=lambda one: one.evaluated_at, reverse=True))

    def get(self, name: str) -> Evaluation:
        """One by name; NotFoundError names the nearest."""
        names = {path.stem for path in self.folder.glob("e-*.json")}
        if name not in names:
            meant = nearest(name, sorted(names))
            raise NotFoundError(
                f"There is no evaluation {name!r}", do=f"Did you mean {meant!r}?" if meant else None
            )
        return _read(self.folder / f"{name}.json")


def _read(path: Path) -> Evaluation:
    try:
        return FORM.validate_json(path.read_bytes())
    except (OSError, ValidationError):
        raise SlateError(
            "The evaluation cannot be read",
            where=str(path),
            do="Delete the file and run 'slate evaluate' again",
        ) from None
