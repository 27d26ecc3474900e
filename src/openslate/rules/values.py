"""Values given for fields, in examples and in requests: do they have the field's kind?"""

from datetime import date, datetime
from typing import Any

from openslate.rules.fields import Fields, Kind
from openslate.rules.kinds import NAMES, field_trouble
from openslate.rules.problems import Trouble

_TYPES: dict[Kind, tuple[type, ...]] = {
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "text": (str,),
    "time": (str,),
    "date": (date,),
    "texts": (list, tuple),
    "null": (),
}


def fits(value: object, kind: Kind) -> bool:
    """Whether a value may stand for a field of this kind; None (unknown) always may."""
    if value is None:
        return True
    if isinstance(value, bool) != (kind == "boolean") or isinstance(value, datetime):
        return False
    if kind == "texts" and isinstance(value, list | tuple):
        return all(isinstance(part, str) for part in value)
    return isinstance(value, _TYPES[kind])


def value_trouble(name: str, value: Any, fields: Fields) -> Trouble | None:
    """What is wrong with giving `value` for the field `name`, None when nothing is."""
    if name not in fields:
        found = field_trouble(name, fields)
        return Trouble(found.message, found.suggestion, (name,))
    kind = fields[name].kind
    if fits(value, kind):
        return None
    return Trouble(f"{name} is {NAMES[kind]}, not {value!r}", "Leave it out when unknown.", (name,))
