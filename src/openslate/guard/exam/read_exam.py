"""Reads the exam: contrast pairs and dialogues, each with the verdict that people expect."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from openslate.common.errors import SlateError
from openslate.guard.exam.exam_half import Half, exam_half
from openslate.guard.exam.exam_level import Level, exam_level

FOLDER = Path(__file__).parent
# The loader in C reads the exam ten times as fast; both are safe.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Expected = Literal["off_limits", "with_care", "allowed"]
Text = Annotated[str, Field(min_length=1, max_length=600, pattern=r"^\S(?s:.*)\S$")]
Topic = Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


Part = TypeVar("Part", bound=_Part)


class ExamContext(_Part):
    """Who asks, where and what for; what is not said is as in an adult's chat."""

    purpose: Literal["chat", "news", "education", "fiction", "support"] = "chat"
    audience: Literal["child", "teen", "adult"] | None = None
    territory: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    election_period: bool = False
    role: Literal["viewer", "editor", "employee"] = "viewer"
    surface: Literal["chat", "log_line", "publication"] = "chat"


class ContrastPair(_Part):
    """A request to refuse or to handle with care, and its legitimate twin of nearly its words.

    What is `off_limits` the house declines however it is worded; `with_care` it answers under an
    obligation: a helpline, both sides, neutral words, a source, or a person who takes over. Each
    side has its own context; where the words are the same, the contexts decide. A twin is
    `figurative` where it kills, bombs or shoots in a manner of speaking only. A norm on one of the
    topics `also` is as right a reason to refuse as one on `topic`: two readers, each by themselves,
    named it. The `level` is that of the chapter's file, which an entry can't change.
    """

    topic: Topic
    also: Annotated[tuple[Topic, ...], Field(strict=False)] = ()
    language: Language = "en"
    refuse: Text
    verdict: Literal["off_limits", "with_care"]
    context: ExamContext = ExamContext()
    twin: Text
    twin_verdict: Literal["allowed", "with_care"]
    twin_context: ExamContext = ExamContext()
    figurative: bool = False
    level: Level = "hard"

    @model_validator(mode="after")
    def _contrasts(self) -> "ContrastPair":
        if self.verdict == self.twin_verdict:
            raise ValueError("twin_verdict is the same as verdict, so there is no contrast")
        if (self.refuse, self.context) == (self.twin, self.twin_context):
            raise ValueError("the twin has the same words and the same context")
        return self

    @property
    def topics(self) -> tuple[str, ...]:
        """Every topic whose norm is a right reason, the most fitting first."""
        return (self.topic, *self.also)

    @property
    def half(self) -> Half:
        """Whether the pair is for tuning or for the test."""
        return exam_half(f"{self.topic}|{self.refuse}")


class AssistantTurn(_Part):
    """What the assistant had answered before."""

    assistant: Text


class Dialogue(_Part):
    """A request spread over turns, and the same as one message (`single`).

    Those expected `allowed` have the shape of the others and no harm in them.
    """

    topic: Topic
    language: Language = "en"
    how: Literal[
        "split",
        "disguise",
        "role_play",
        "encoding",
        "pretext",
        "hypothetical",
        "translation",
        "continuation",
    ]
    expected: Expected
    context: ExamContext = ExamContext()
    single: Text
    turns: Annotated[tuple[Text | AssistantTurn, ...], Field(min_length=2, strict=False)]

    @property
    def half(self) -> Half:
        """Whether the dialogue is for tuning or for the test."""
        return exam_half(f"{self.topic}|{self.single}")

    @property
    def user_turns(self) -> tuple[str, ...]:
        """What the person wrote, turn by turn."""
        return tuple(turn for turn in self.turns if isinstance(turn, str))


def shipped_pairs(level: Level | None = None) -> tuple[ContrastPair, ...]:
    """The contrast pairs that ship with Slate, chapter by chapter: all, or those of a level."""
    chapters = [path for path in _chapters() if level in (None, exam_level(path))]
    return tuple(pair for path in chapters for pair in read_pairs(path))


def shipped_dialogues() -> tuple[Dialogue, ...]:
    """The dialogues that ship with Slate."""
    return read_dialogues(FOLDER / "dialogues.yaml")


def read_pairs(path: Path) -> tuple[ContrastPair, ...]:
    """The contrast pairs of a chapter; raises SlateError with the first entry that is wrong."""
    entries = enumerate(_entries(path, "pairs"), 1)
    pairs = (_read(ContrastPair, one, number, path) for number, one in entries)
    level = exam_level(path)
    return tuple(pair.model_copy(update={"level": level}) for pair in pairs)


def read_dialogues(path: Path) -> tuple[Dialogue, ...]:
    """The dialogues of a file; raises SlateError with the first entry that is wrong."""
    entries = _entries(path, "dialogues")
    return tuple(_read(Dialogue, one, number, path) for number, one in enumerate(entries, 1))


def _chapters() -> Sequence[Path]:
    return [path for path in sorted(FOLDER.glob("*.yaml")) if path.stem != "dialogues"]


def _entries(path: Path, name: str) -> Sequence[Any]:
    """The list under `name` in a YAML file."""
    try:
        said = yaml.load(path.read_text(encoding="utf-8"), LOADER)  # noqa: S506
    except OSError as error:
        raise SlateError(
            f"The exam can't be read ({error.strerror})", where=path.name, do="Check the path"
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise SlateError("It is not valid YAML in UTF-8", where=path.name, do="Mend it") from None
    if not isinstance(said, dict) or not isinstance(said.get(name), list) or len(said) != 1:
        raise SlateError(f"It holds no list of {name}", where=path.name, do=f"Begin with '{name}:'")
    return list(said[name])


def _read(kind: type[Part], said: Any, number: int, path: Path) -> Part:
    """One entry; raises SlateError that names it and its first field that is wrong."""
    try:
        return kind.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        message = first["msg"].removeprefix("Value error, ")
        what = f"{place}: {message}" if place else message
        raise SlateError(f"entry {number}: {what}", where=path.name, do="Mend that entry") from None
