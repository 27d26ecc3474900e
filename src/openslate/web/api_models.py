"""Shapes of the JSON API that are not simply the views themselves."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from openslate.app.views import Share
from openslate.decision.verdict import Verdict
from openslate.web.asked import Asked, Code

Id = Annotated[str, Field(min_length=1, max_length=80)]


def _word(verdict: Any) -> Any:
    return verdict.name.lower() if isinstance(verdict, Verdict) else verdict


VerdictWord = Annotated[Literal["allow", "label", "review", "block"], BeforeValidator(_word)]


class Answer(BaseModel):
    """Read from a view of the same fields."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class FindingAnswer(Answer):
    """What one rule had to say, with its verdict as a word."""

    rule: str
    verdict: VerdictWord
    title: str
    because: str
    facts: Mapping[str, Any]
    binding: bool
    known: bool
    factor: float


class WhyAnswer(Answer):
    """Why an item is or is not on a viewer's page."""

    viewer: str
    item: str
    name: str
    year: int | None
    shown: bool
    place: str
    score: float
    factor: float
    rank: int | None
    verdict: VerdictWord
    findings: tuple[FindingAnswer, ...]
    shares: tuple[Share, ...]
    others: float
    sentence: str
    change: tuple[str, ...]


class ContextAsked(BaseModel):
    """The context a program may set; what it leaves out takes the defaults."""

    model_config = ConfigDict(extra="forbid")
    territory: Annotated[str | None, Code] = None
    at: datetime | None = None
    age: Annotated[int | None, Field(ge=0, le=130)] = None
    child_profile: bool | None = None


class Likes(BaseModel):
    """What someone without history likes, and where and when they are."""

    model_config = ConfigDict(extra="forbid")
    likes: Annotated[list[Id], Field(min_length=1, max_length=100)]
    context: ContextAsked = ContextAsked()
    size: Annotated[int, Field(ge=1, le=100)] = 20

    def asked(self) -> Asked:
        """The same as an address would ask."""
        given = self.context
        return Asked(given.territory, None, given.at, given.age, given.child_profile)


class Viewing(BaseModel):
    """That an item was watched, or what else a viewer did: then `event` says what."""

    model_config = ConfigDict(extra="forbid")
    item: Id | None = None
    event: Annotated[str, Field(max_length=20)] | None = None
    at: datetime | None = None
    id: Id | None = None
    rating: float | None = None
    position: float | None = None
    query: Annotated[str, Field(max_length=500)] | None = None
    purposes: Annotated[list[str], Field(max_length=4)] | None = None


class Noted(BaseModel):
    """What was noted, and who did it."""

    viewer: str
    item: str | None
    by: str
    event: str = "watched"


class Problem(BaseModel):
    """An RFC 9457 problem document with one sentence of detail."""

    type: str
    title: str
    status: int
    detail: str


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": text}
    for status, text in ((404, "Not here; the nearest is named"), (422, "Does not fit"))
}
