"""What a shape says: the part of SHACL Core that Slate runs, as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from openslate.graph.delivery import DeliveryKind
from openslate.graph.vocabulary import SHACL, Field

LogicKind = Literal["and", "or", "not", "xone"]

OF_EACH_VALUE = frozenset(
    {
        *("datatype", "nodeKind", "in", "pattern", "minLength", "maxLength"),
        *("minInclusive", "maxInclusive", "minExclusive", "maxExclusive"),
        *("lessThan", "lessThanOrEquals"),
    }
)
"""Constraints that find fault with single values."""
OF_ALL_VALUES = frozenset({"minCount", "maxCount", "hasValue"})
"""Constraints on how many values there are, or which one must be among them."""
LOGIC = frozenset({"and", "or", "not", "xone"})


@dataclass(frozen=True)
class Constraint:
    """One SHACL constraint by its local name, with its parameter as a Python value.

    `in` has a tuple, `pattern` a regular expression, `lessThan` the column compared with.
    """

    name: str
    value: Any

    @property
    def component(self) -> str:
        """IRI of the constraint's component, as validation reports name it."""
        return f"{SHACL}{self.name[0].upper()}{self.name[1:]}ConstraintComponent"


@dataclass(frozen=True)
class Logic:
    """How many of some shapes must hold: all, one at least, none, exactly one."""

    kind: LogicKind
    members: tuple["Condition", ...]

    @property
    def component(self) -> str:
        """IRI of the constraint's component."""
        return f"{SHACL}{self.kind[0].upper()}{self.kind[1:]}ConstraintComponent"


@dataclass(frozen=True)
class Condition:
    """What must hold of a record: constraints on one field, or other conditions together."""

    field: Field | None = None
    constraints: tuple[Constraint, ...] = ()
    logic: tuple[Logic, ...] = ()
    parts: tuple["Condition", ...] = ()


@dataclass(frozen=True)
class Shape:
    """A condition with a name, whom it is for and what to say where it does not hold.

    `targets` are classes of records of one `kind`. `message` and `suggestion` may quote columns
    of the record in braces, and `{value}`.
    """

    id: str
    title: str
    kind: DeliveryKind
    targets: frozenset[str]
    severity: str
    message: str
    suggestion: str
    condition: Condition

    @property
    def column(self) -> str | None:
        """The field it is about, None for shapes about several."""
        return self.condition.field.column if self.condition.field else None


def of_kind(shapes: Sequence[Shape], kind: DeliveryKind) -> list[Shape]:
    """The shapes for records of one kind."""
    return [shape for shape in shapes if shape.kind == kind]
