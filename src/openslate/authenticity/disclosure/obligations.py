"""Who asks for which disclosure: laws, codes and house rules as data with their sources."""

from datetime import date
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from openslate.authenticity.credentials.source_types import OF_C2PA, SOURCE_TYPES
from openslate.authenticity.disclosure.kinds import ContentKind
from openslate.authenticity.disclosure.layers import Layer
from openslate.common.errors import SlateError

FILE = "obligations.yaml"
LARGEST = 1 << 20
Circumstance = Literal["shows_real_people", "public_interest", "human_reviewed", "artistic"]


class Role(StrEnum):
    """What an organisation is to the content, in the laws' words."""

    PROVIDER = "provider"
    DEPLOYER = "deployer"
    PLATFORM = "platform"
    PUBLISHER = "publisher"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ObligationScope(_Part):
    """Which content an obligation is about; what is empty leaves nothing out."""

    source_types: tuple[str, ...] = ()
    kinds: tuple[ContentKind, ...] = ()
    circumstances: dict[Circumstance, bool] = {}

    @model_validator(mode="after")
    def _known(self) -> "ObligationScope":
        strange = [one for one in self.source_types if one not in {**SOURCE_TYPES, **OF_C2PA}]
        if strange:
            raise ValueError(f"there is no digital source type {strange[0]!r}")
        return self


class Obligation(_Part):
    """One of them. Its summary is ours; `source` is where the words stand that count.

    `territories` are codes such as EU, US-CA or DE, none for everywhere. `certainty` says how far
    the entry may be relied on, and `doubt` what about it is not sure.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: str = Field(min_length=1)
    jurisdiction: str = Field(min_length=1)
    territories: tuple[str, ...] = ()
    binds: tuple[Role, ...] = Field(min_length=1)
    status: Literal["law", "voluntary", "draft", "house rule"]
    applies_from: date | None = None
    source: str = Field(min_length=1)
    read_on: date
    certainty: Literal["certain", "check with counsel"]
    doubt: str = ""
    about: ObligationScope = ObligationScope()
    exceptions: tuple[str, ...] = ()
    asks: tuple[Layer, ...] = Field(min_length=1)
    note: str = ""

    @model_validator(mode="after")
    def _says_what_is_doubtful(self) -> "Obligation":
        if self.certainty != "certain" and not self.doubt:
            raise ValueError("what is not certain says in 'doubt' what is not")
        return self


class _File(_Part):
    obligations: tuple[Obligation, ...]


def shipped_obligations() -> tuple[Obligation, ...]:
    """Those that ship with Slate."""
    text = files("openslate.authenticity.disclosure").joinpath(FILE).read_text(encoding="utf-8")
    return parse_obligations(text, FILE)


def read_obligations(path: Path) -> tuple[Obligation, ...]:
    """Slate's and, where the file is there, an organisation's own, which replace those of their id.

    Raises SlateError with the first thing that is wrong.
    """
    known = {one.id: one for one in shipped_obligations()}
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST).decode()
    except FileNotFoundError:
        return tuple(known.values())
    except (OSError, UnicodeDecodeError):
        raise SlateError(
            "The obligations can't be read", where=str(path), do="Save them as text in UTF-8"
        ) from None
    own = parse_obligations(text, path.name)
    return tuple({**known, **{one.id: one for one in own}}.values())


def parse_obligations(text: str, name: str) -> tuple[Obligation, ...]:
    """The obligations in a YAML text called `name`; raises SlateError."""
    try:
        found = _File.model_validate(yaml.safe_load(text)).obligations
    except yaml.YAMLError as error:
        raise SlateError(
            "It is not valid YAML", where=name, do=str(error).split("\n")[-1]
        ) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise SlateError(f"{place}: {first['msg']}", where=name, do="Mend that entry") from None
    ids = [one.id for one in found]
    if twice := next((one for one in ids if ids.count(one) > 1), None):
        raise SlateError(f"There are two obligations {twice!r}", where=name, do="Rename one")
    return found
