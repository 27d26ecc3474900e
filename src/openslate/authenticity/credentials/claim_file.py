"""Claims as YAML files, so that one serves many files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from openslate.authenticity.credentials.claim import Claim
from openslate.common.errors import SlateError


def read_claim(path: Path) -> Claim:
    """The claim in a file; paths of ingredients are relative to it. Raises SlateError."""
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError):
        raise SlateError("This is no YAML", where=str(path), do="Mend it") from None
    except OSError as error:
        raise SlateError(
            f"The claim could not be read ({error.strerror})", where=str(path), do="Name another"
        ) from None
    if not isinstance(said, dict):
        raise SlateError("A claim is a list of fields", where=str(path), do="Write 'title: ...'")
    claim = make_claim(said, str(path))
    beside = tuple(
        one.model_copy(update={"path": path.parent / one.path}) for one in claim.ingredients
    )
    return claim.model_copy(update={"ingredients": beside})


def make_claim(said: Mapping[str, Any], where: str) -> Claim:
    """A claim from its fields; raises SlateError that names the first one that is wrong."""
    try:
        return Claim.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        what = first["msg"].removeprefix("Value error, ")
        raise SlateError(f"{place}: {what}" if place else what, where=where, do="Mend it") from None
