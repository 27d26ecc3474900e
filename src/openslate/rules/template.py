"""`because` sentences: text with `{item.name}` in it, filled from facts and nothing else."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from openslate.common.text import join_words
from openslate.rules.fields import Fields
from openslate.rules.kinds import field_trouble
from openslate.rules.problems import Trouble

_SLOT = re.compile(r"\{([^{}]*)\}")


def template_fields(template: str) -> frozenset[str]:
    """The fields that a template shows."""
    return frozenset(match.group(1).strip() for match in _SLOT.finditer(template))


def check_template(template: str, fields: Fields) -> list[Trouble]:
    """Unknown fields and stray brackets of a template."""
    troubles = [
        field_trouble(match.group(1).strip(), fields, match.start(1))
        for match in _SLOT.finditer(template)
        if match.group(1).strip() not in fields
    ]
    rest = _SLOT.sub(lambda match: "_" * len(match.group()), template)
    stray = [i for i, character in enumerate(rest) if character in "{}"]
    if stray:
        message = "A bracket is not closed"
        troubles.append(Trouble(message, "Write fields as {item.name}.", (), stray[0]))
    return troubles


def fill(template: str, facts: Mapping[str, Any]) -> str:
    """The template with facts in place; what is missing reads 'unknown'.

    >>> fill("{item.name} ({item.year})", {"item.name": "Vertigo"})
    'Vertigo (unknown)'
    """
    return _SLOT.sub(lambda match: say(facts.get(match.group(1).strip())), template)


def say(value: Any) -> str:
    """A fact as a sentence shows it."""
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return join_words(map(str, value))
    return str(value)
