"""From the chapters of lessons to the labelled messages in them, or to what is wrong in one."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from openslate.common.errors import SlateError
from openslate.common.text import shorten
from openslate.guard.facts import Asks

_TOPIC = r"^[a-z]+(-[a-z]+)*$"
# libyaml reads the thousands of lessons ten times as fast where PyYAML was built with it.
_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Verdict(StrEnum):
    """What the house would do with a message where nothing but the message is known."""

    OFF_LIMITS = "off-limits"
    WITH_CARE = "with-care"
    ALLOWED = "allowed"


@dataclass(frozen=True)
class Lesson:
    """A message with its right verdict, as a head learns from it.

    `topic` is what is restrained in it; `about` the topic whose harmless neighbour it is. An
    ordinary message has neither. `asks` is None where the writer left it open.
    """

    text: str
    verdict: Verdict
    topic: str | None = None
    about: str | None = None
    lang: str = "en"
    asks: Asks | None = None


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=2, max_length=500)
    verdict: Verdict
    topic: str | None = Field(default=None, pattern=_TOPIC)
    about: str | None = Field(default=None, pattern=_TOPIC)
    lang: str = Field(default="en", pattern=r"^[a-z]{2}$")
    asks: Asks | None = None

    @model_validator(mode="after")
    def _says_what_is_restrained(self) -> "_Entry":
        if self.verdict is not Verdict.ALLOWED and (self.topic is None or self.about):
            raise ValueError(f"what is {self.verdict} names its 'topic', and no 'about'")
        if self.verdict is Verdict.ALLOWED and self.topic:
            raise ValueError("what is allowed names the topic it is near to as 'about'")
        return self


class _Chapter(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    lessons: str = Field(min_length=3)
    entries: list[dict[str, Any]] = Field(min_length=1)


def shipped_lessons() -> tuple[Lesson, ...]:
    """The lessons that come with Slate."""
    return read_lessons(files(__package__))


def read_lessons(folder: Traversable) -> tuple[Lesson, ...]:
    """The lessons of all YAML files of a folder, by file name; raises SlateError at a bad one."""
    chapters = sorted(
        (one for one in folder.iterdir() if one.name.endswith(".yaml")), key=lambda one: one.name
    )
    return tuple(lesson for chapter in chapters for lesson in _read_chapter(chapter))


def _read_chapter(path: Traversable) -> Iterator[Lesson]:
    chapter = _checked(_Chapter, _values(path), path.name)
    for number, values in enumerate(chapter.entries, 1):
        where = f"{path.name}, entry {number} ({shorten(str(values.get('text')), 40)})"
        yield Lesson(**dict(_checked(_Entry, values, where)))


def _values(path: Traversable) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 (both safe)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SlateError(
            f"The lessons can't be read ({' '.join(str(error).split())})",
            where=path.name,
            do="Write one flow mapping a line below 'entries:', with its text in quotes",
        ) from None


_Model = TypeVar("_Model", bound=BaseModel)


def _checked(model: type[_Model], values: Any, where: str) -> _Model:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        said = first["msg"].removeprefix("Value error, ")
        raise SlateError(
            f"{f'{key}: ' if key else ''}{said}", where=where, do="Mend this lesson"
        ) from None
