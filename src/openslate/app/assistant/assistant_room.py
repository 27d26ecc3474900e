"""The assistant of one workspace: answers over what is shown now, in conversations or alone."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from threading import Lock

from openslate.app.assistant.ask_concierge import AskConcierge, Concierge, setting_of
from openslate.app.assistant.assistant_views import Earlier, Reply
from openslate.app.assistant.guarding import Check, without_names
from openslate.app.assistant.phrase_answer import (
    CATALOGUE,
    PhraseAnswer,
    Phrasing,
    Worded,
    may_be_phrased,
)
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

    `check` is the guard, None while there is none; `phrase` has answers worded by a language model
    where one is set up. Safe to share between threads.
    """

    def __init__(
        self,
        shown: Callable[[], Shown],
        check: Check | None = None,
        phrase: PhraseAnswer | None = None,
    ) -> None:
        self._shown, self._check, self._phrase = shown, check, phrase
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
        return self._conversation(self._asking(), steps, context, viewer)[0]

    def phrases(self, reply: Reply) -> bool:
        """Whether an answer can be had in a language model's words too."""
        return self._phrase is not None and may_be_phrased(reply)

    def phrased(
        self,
        steps: Sequence[Step],
        context: RequestContext,
        *,
        viewer: str | None = None,
    ) -> Generator[Worded, None, None]:
        """The last answer of a conversation sentence by sentence, in a model's words where it may.

        Who has heard enough closes it; what was shown is written down all the same.
        """
        asking = self._asking()
        replies, said = self._conversation(asking, steps, context, viewer)
        if not replies:
            return
        reply = replies[-1]
        if self._phrase is None or not may_be_phrased(reply):
            yield from (Worded(sentence.text, CATALOGUE) for sentence in reply.sentences)
            return
        names = asking.names(reply)
        question = Turn(without_names(reply.message, names))
        turns = (*said[:-2], question)
        one = Phrasing(reply, turns, names, setting_of(context))
        yield from self._phrase.pieces(asking.concierge.shown, one)

    def _conversation(
        self,
        asking: AskConcierge,
        steps: Sequence[Step],
        context: RequestContext,
        viewer: str | None,
    ) -> tuple[tuple[Reply, ...], list[Turn]]:
        """The answers, and all that was said."""
        replies: list[Reply] = []
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
        return tuple(replies), said

    def _asking(self) -> AskConcierge:
        return AskConcierge(self.concierge, self._check)
