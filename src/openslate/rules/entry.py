"""What every entry of a rulebook shares: frozen, named, conditions checked as they are read."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, ValidationInfo
from pydantic_core import PydanticCustomError

from openslate.rules.condition import Condition, read_condition
from openslate.rules.fields import DEFAULT_FIELDS, Fields
from openslate.rules.problems import Trouble


def fail(troubles: list[Trouble]) -> None:
    """Hand troubles through pydantic to the reader, which knows the lines."""
    if troubles:
        raise PydanticCustomError("troubles", "see context", {"troubles": troubles})


def known_fields(info: ValidationInfo) -> Fields:
    """What conditions may read, as the reader says."""
    fields: Fields = (info.context or {}).get("fields", DEFAULT_FIELDS)
    return fields


def _condition(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, Condition):
        return value
    if not isinstance(value, str):
        fail([Trouble(f"{value!r} is not a yes/no condition", "Put a condition here, as text.")])
    condition, troubles = read_condition(value, known_fields(info))
    fail(troubles)
    return condition


ConditionText = Annotated[
    Condition, BeforeValidator(_condition), PlainSerializer(lambda condition: condition.text)
]


class Entry(BaseModel):
    """One entry: frozen, with no keys but its own."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True
    )


Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]


class Dated(Entry):
    """An entry that someone answers for and that may end."""

    owner: str | None = None
    expires: date | None = None

    def active(self, day: date | None) -> bool:
        """Whether it still holds; `expires` is the first day it does not."""
        return self.expires is None or day is None or day < self.expires
