"""The JSON API's assistant: a message, and what the answer before gave back."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from openslate.app.assistant.ask_concierge import MOST_LETTERS, MOST_SHOWN
from openslate.app.assistant.assistant_views import Earlier, Reply
from openslate.assistant.concierge.query_text import MOST
from openslate.web.api_models import PROBLEMS, Id
from openslate.web.asked import AskedIn
from openslate.web.session import DeskIn

router = APIRouter(prefix="/api/v1/assistant", tags=["assistant"], responses=PROBLEMS)
Name = Annotated[str, Field(max_length=200)]


class EarlierTurn(BaseModel):
    """`earlier` of the answer before, as it came."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    query: Annotated[str, Field(max_length=MOST)]
    shown: Annotated[tuple[Id, ...], Field(max_length=MOST_SHOWN)] = ()
    people: Annotated[tuple[tuple[Name, Name], ...], Field(max_length=400)] = ()

    def told(self) -> Earlier:
        """As the assistant takes it."""
        return Earlier(self.query, self.shown, self.people)


class Question(BaseModel):
    """A message, or instead of it a query's text, such as a chip's `without`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    message: Annotated[str, Field(max_length=MOST_LETTERS)] = ""
    query: Annotated[str, Field(max_length=MOST)] = ""
    viewer: Id | None = None
    earlier: EarlierTurn | None = None


@router.post("/ask")
def ask(question: Question, desk: DeskIn, asked: AskedIn) -> Reply:
    """Understand a message, find what this viewer may be shown, answer from the graph alone.

    Nothing is kept: send `earlier` of the answer with the next message to go on.
    """
    context = asked.context(desk, question.viewer)
    if question.query:
        return desk.assistant.without(question.query, context, viewer=question.viewer)
    earlier = question.earlier.told() if question.earlier else None
    return desk.assistant.ask(question.message, context, viewer=question.viewer, earlier=earlier)
