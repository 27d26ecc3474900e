"""What an organisation says of a file when it signs it."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from openslate.authenticity.credentials.actions import ACTIONS, BOUND_MARK, BY_THE_SIGNER
from openslate.authenticity.credentials.source_types import source_uri
from openslate.common.errors import SlateError
from openslate.common.text import nearest

Relation = Literal["parentOf", "componentOf", "inputTo"]
Permission = Literal["allowed", "notAllowed", "constrained"]
OWN_TERM = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9_-]+){2,}")
MARK_BITS = 64


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _known_source(code: str | None) -> str | None:
    if code is not None:
        try:
            source_uri(code)
        except SlateError as error:
            raise ValueError(str(error)) from None
    return code


class ClaimAction(_Part):
    """One thing that was done, in C2PA's words, or in an own one such as `org.example.graded`."""

    action: str
    when: datetime | None = None
    software: str | None = None
    source_type: str | None = None
    description: str | None = None

    _source = field_validator("source_type")(_known_source)

    @field_validator("action")
    @classmethod
    def _known_action(cls, name: str) -> str:
        if name in BY_THE_SIGNER:
            raise ValueError(f"{name} is stated by signing itself, from source type or ingredients")
        own = OWN_TERM.fullmatch(name) and not name.startswith("c2pa.")
        if name not in ACTIONS and not own:
            meant = nearest(name, ACTIONS)
            raise ValueError(
                f"there is no action {name!r}" + (f", did you mean {meant!r}?" if meant else "")
            )
        return name


class TrainingPolicy(_Part):
    """What machines may do with the content (CAWG Training and Data Mining 1.1); None: not said."""

    data_mining: Permission | None = None
    ai_inference: Permission | None = None
    ai_training: Permission | None = None
    ai_generative_training: Permission | None = None
    constraints: str | None = None

    @classmethod
    def all_uses(cls, permission: Permission, constraints: str | None = None) -> "TrainingPolicy":
        """The same permission for every use."""
        uses: dict[str, Any] = dict.fromkeys(TRAINING_USES, permission)
        return cls(**uses, constraints=constraints)

    @property
    def said(self) -> dict[str, Permission]:
        """Uses of which something is said."""
        return {use: said for use in TRAINING_USES if (said := getattr(self, use)) is not None}


TRAINING_USES = ("data_mining", "ai_inference", "ai_training", "ai_generative_training")


class SoftBinding(_Part):
    """What finds this credential again when it was cut off: a mark or fingerprint in the content.

    `algorithm` is a name such as `org.openslate.mark.1`, `value` what it reads there.
    """

    algorithm: str = Field(min_length=1, max_length=200)
    value: str = Field(min_length=1, max_length=4096)

    @classmethod
    def of_mark(cls, algorithm: str, mark_id: int) -> "SoftBinding":
        """The binding of an invisible mark: its 64-bit id as sixteen hexadecimal digits.

        >>> SoftBinding.of_mark("org.openslate.mark.1", 0xBEEF).value
        '000000000000beef'
        """
        if not 0 < mark_id < 1 << MARK_BITS:
            raise ValueError("a mark id is a whole number of 64 bits, and not 0")
        return cls(algorithm=algorithm, value=f"{mark_id:0{MARK_BITS // 4}x}")


class ClaimIngredient(_Part):
    """Another file that this one was made from; its own credential is kept."""

    path: Path
    relation: Relation = "componentOf"
    title: str | None = None


class Claim(_Part):
    """Everything that is signed, besides the bytes themselves.

    `source_type` says how content that is new here came to be. A file that was made from an
    earlier one names that as an ingredient with the relation parentOf instead.
    """

    title: str | None = None
    source_type: str | None = None
    actions: tuple[ClaimAction, ...] = ()
    creators: tuple[str, ...] = ()
    organisation: str | None = None
    training: TrainingPolicy | None = None
    soft_bindings: tuple[SoftBinding, ...] = ()
    ingredients: tuple[ClaimIngredient, ...] = ()

    _source = field_validator("source_type")(_known_source)

    @model_validator(mode="after")
    def _one_parent(self) -> "Claim":
        if sum(one.relation == "parentOf" for one in self.ingredients) > 1:
            raise ValueError("a file has one parent at most; make the others componentOf")
        if not self.soft_bindings and any(a.action == BOUND_MARK for a in self.actions):
            raise ValueError(f"{BOUND_MARK} needs the soft binding of that mark")
        return self

    @property
    def parent(self) -> ClaimIngredient | None:
        """The earlier file that this one was made from."""
        return next((one for one in self.ingredients if one.relation == "parentOf"), None)

    def with_mark(self, algorithm: str, mark_id: int) -> "Claim":
        """The same with an invisible mark that was put in and leads back to this credential."""
        action = ClaimAction(action=BOUND_MARK)
        binding = SoftBinding.of_mark(algorithm, mark_id)
        return self.model_copy(
            update={
                "actions": (*self.actions, action),
                "soft_bindings": (*self.soft_bindings, binding),
            }
        )
