"""What stands beside pictures: stills.csv or stills.json for a folder, name.json for one."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from openslate.common.errors import SlateError

TABLES = ("stills.csv", "stills.json")
LARGEST = 5_000_000  # bytes


class StillWords(BaseModel):
    """What is said of one picture."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    title: str = Field(default="", max_length=500)
    alt: str = Field(default="", max_length=2_000)
    credit: str = Field(default="", max_length=500)
    tags: tuple[str, ...] = ()

    @field_validator("tags", mode="before")
    @classmethod
    def _listed(cls, tags: Any) -> Any:
        """Tags in one cell are parted by ';' or '|'."""
        if isinstance(tags, str):
            return tuple(t.strip() for t in tags.replace("|", ";").split(";") if t.strip())
        return tags


def read_sidecars(folder: Path) -> dict[str, StillWords]:
    """Words by file name; raises SlateError for a table that cannot be read."""
    found: dict[str, StillWords] = {}
    for name in TABLES:
        path = folder / name
        if path.is_file():
            for row in _rows(path):
                file = str(row.get("file", "")).strip()
                if file:
                    found[file] = _words(row, path)
    return found


def sidecar_of(picture: Path) -> StillWords | None:
    """What stands beside one picture, in a file of its name with .json."""
    path = picture.with_suffix(".json")
    if not path.is_file() or path.name in TABLES:
        return None
    told = _json(path)
    return _words(told, path) if isinstance(told, Mapping) else None


def _rows(path: Path) -> list[Mapping[str, Any]]:
    if path.suffix == ".json":
        told = _json(path)
        return [row for row in told if isinstance(row, Mapping)] if isinstance(told, list) else []
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            head = lines.readline()
            lines.seek(0)
            mark = ";" if head.count(";") > head.count(",") else ","
            return [{k.strip().lower(): v or "" for k, v in row.items() if isinstance(k, str)}
                    for row in csv.DictReader(lines, delimiter=mark)]  # fmt: skip
    except (UnicodeDecodeError, csv.Error) as error:
        raise SlateError(
            "The table cannot be read", where=str(path), do="Save it as CSV in UTF-8"
        ) from error


def _json(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError
        return json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise SlateError("The file is no JSON that can be read", where=str(path)) from error


def _words(row: Mapping[str, Any], path: Path) -> StillWords:
    try:
        return StillWords.model_validate(row)
    except ValidationError as error:
        field = ".".join(map(str, error.errors()[0]["loc"]))
        raise SlateError(f"The field {field!r} does not fit", where=str(path)) from error
