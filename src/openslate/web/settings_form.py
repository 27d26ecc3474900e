"""The forms in which other settings are written: read into a model, mistakes in sentences."""

from collections.abc import Sequence
from typing import Any, TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError
from starlette.formparsers import MultiPartException

from openslate.common.errors import SlateError
from openslate.web.problems import please_correct
from openslate.web.sent_file import sent_text

Said = TypeVar("Said", bound=BaseModel)
RULEBOOK = "rulebook"
PERCENT = ("share", "exploration")
"""Fields that are written in per cent."""
FIELDS = 20


async def read_form(request: Request) -> dict[str, str]:
    """What was written into a form, without what was left empty; a file as its text.

    Raises SlateError when it did not arrive whole or the file is no text.
    """
    try:
        async with request.form(max_files=1, max_fields=FIELDS) as form:
            texts = {k: v.strip() for k, v in form.items() if isinstance(v, str) and v.strip()}
            sent = await sent_text(form.get(RULEBOOK))
    except MultiPartException:
        raise SlateError("The form did not arrive whole", do="Send it again") from None
    return texts if sent is None else texts | {RULEBOOK: sent}


def said(model: type[Said], written: dict[str, str], labels: dict[str, str]) -> Said:
    """What a form says; raises SlateError with one sentence that names fields by their labels."""
    values: dict[str, Any] = {
        key: _fraction(value) if key in PERCENT else value for key, value in written.items()
    }
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise SlateError(please_correct(_labelled(error.errors(), labels))) from None


def _fraction(percent: str) -> Any:
    """Per cent as a share; what is no number stays as it is, to be refused."""
    try:
        return float(percent) / 100
    except ValueError:
        return percent


def _labelled(errors: Sequence[Any], labels: dict[str, str]) -> list[dict[str, Any]]:
    return [{**e, "loc": [labels.get(str(part), part) for part in e["loc"]]} for e in errors]
