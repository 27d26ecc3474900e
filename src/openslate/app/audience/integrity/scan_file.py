"""The latest scan, kept in the workspace."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from openslate.app.workspace import Workspace
from openslate.audience.integrity.flags import Scan
from openslate.audience.integrity.settings import IntegritySettings
from openslate.common.errors import SlateError

FOLDER, NAME = "integrity", "scan.json"


@dataclass(frozen=True)
class KeptScan:
    """A scan with what it was made from; `events` names the state of the events."""

    at: datetime
    events: str
    settings: IntegritySettings
    scan: Scan


KEPT = TypeAdapter(KeptScan)


def scan_path(workspace: Workspace) -> Path:
    """Where the latest scan is."""
    return workspace.folder / FOLDER / NAME


def keep_scan(workspace: Workspace, kept: KeptScan) -> None:
    """Put a scan in the place of the last one, in one step."""
    path = scan_path(workspace)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    partial.write_bytes(KEPT.dump_json(kept))
    partial.replace(path)


def read_scan(workspace: Workspace) -> KeptScan | None:
    """The latest scan, None when there was none; SlateError when the file is damaged."""
    path = scan_path(workspace)
    try:
        return KEPT.validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError:
        raise SlateError(
            "The kept scan cannot be read, perhaps another version of Slate wrote it",
            where=str(path),
            do="Run 'slate audience integrity scan' again",
        ) from None
