"""The assistant of one workspace: answers over what is shown now, in conversations or alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

from openslate.app.assistant.ask_concierge import AskConcierge, Concierge
from openslate.app.assistant.assistant_views import Earlier, Reply
from openslate.app.assistant.guarding import Check
from openslate.app.showing import Shown
from openslate.app.views import RequestContext
from openslate.guard.conversation import Speaker, Turn

MOST_TURNS = 12


@dataclass(frozen=True)
class Step:
    """What a person did in a conversation: wrote a message, or took a chip away.

    Then `query` is the text of the query that is left, and `message` is empty.
    """

    message: str = ""
    query: str = ""


class AssistantRoom:
    """Answers messages; what it needs of a snapshot is made once and again when that changes.

    `check` is the guard, None while there is none. Safe to share between threads.
    """

    def __init__(self, shown: Callable[[], Shown], check: Check | None = None) -> None:
        self._shown, self._check = shown, check
        self._lock = Lock()
        self._last: Concierge | None = None

    @property
    def concierge(self) -> Concierge:
        """What answers now."""
        shown = self._shown()
        with self._lock:
            if self._last is None or self._last.shown is not shown:
                last = self._last if self._last else None
                same = last is not None and last.shown.snapshot is shown.snapshot
                self._last = last.over(shown) if last and same else Concierge(shown)
            self._last.warm()
            return self._last

    def ask(
        self,
        message: str,
        context: RequestContext,
        *,
        viewer: str | None = None,
        earlier: Earlier | None = None,
    ) -> Reply:
        """The answer to one message; `earlier` is what the answer before gave back."""
        return self._asking()(message, context, viewer=viewer, earlier=earlier)

    def without(self, query: str, context: RequestContext, *, viewer: str | None = None) -> Reply:
        """The answer to a query's text, such as a chip leaves that is taken away."""
        return self._asking().again(query, context, viewer=viewer)

    def conversation(
        self, steps: Sequence[Step], context: RequestContext, *, viewer: str | None = None
    ) -> tuple[Reply, ...]:
        """The answers to all of a conversation, of which the last twelve steps count."""
        asking, replies = self._asking(), []
        said: list[Turn] = []
        earlier: Earlier | None = None
        for step in steps[-MOST_TURNS:]:
            if step.query:
                reply = asking.again(step.query, context, viewer=viewer)
            else:
                reply = asking(step.message, context, viewer=viewer, earlier=earlier, said=said)
                said.append(Turn(step.message))
                answer = " ".join(one.text for one in reply.sentences)
                said.append(Turn(answer, Speaker.ASSISTANT))
            replies.append(reply)
            earlier = reply.earlier
        return tuple(replies)

    def _asking(self) -> AskConcierge:
        return AskConcierge(self.concierge, self._check)
