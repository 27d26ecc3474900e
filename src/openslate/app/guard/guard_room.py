"""What people and programs can ask of a workspace's guard."""

from collections.abc import Sequence
from functools import cached_property

from openslate.app.assistant.phrase_answer import PhraseAnswer
from openslate.app.guard.check_message import NOBODY, CheckedMessage, CheckMessage
from openslate.app.guard.corrections import Corrections
from openslate.app.guard.exceptions import Exceptions
from openslate.app.guard.guarded_chat import GuardedChat
from openslate.app.guard.make_exception import MakeException
from openslate.app.guard.serving_guard import ServingGuard
from openslate.app.guard.teach_guard import TeachGuard
from openslate.app.workspace import Workspace
from openslate.assistant.language_models.chat_server import ChatServer
from openslate.assistant.language_models.language_model import LanguageModel
from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Setting, Turn
from openslate.guard.deciding.judgement import KIND
from openslate.guard.guard import Guard
from openslate.guard.norms import NormBook
from openslate.guard.teaching.agreement import Agreement, agreement, judged_by_several
from openslate.store.journal import Journal, JournalEntry
from openslate.store.reviews import ReviewStore


class GuardRoom:
    """Judges messages by the house's norms, chats under them, and learns from moderators.

    Safe to share between threads.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @property
    def guard(self) -> Guard:
        """The guard in force."""
        return self._serving.guard

    @property
    def book(self) -> NormBook:
        """The norms in force."""
        return self._serving.book

    @property
    def house_book(self) -> NormBook:
        """The norms as pack and files have them, without moderators' exceptions."""
        return self._serving.house_book

    @cached_property
    def chat(self) -> GuardedChat:
        """The language model with the guard on both sides; raises SlateError without a model."""
        return GuardedChat(self._server, lambda: self.guard, self._check)

    @cached_property
    def phrase(self) -> PhraseAnswer | None:
        """The assistant's answers in the language model's words; None where none is set up."""
        if not self._workspace.settings.language_model.url:
            return None
        return PhraseAnswer(LanguageModel(self._server), lambda: self.guard, self.check)

    @cached_property
    def teach(self) -> TeachGuard:
        """Corrections by moderators."""
        return TeachGuard(self._serving, self.corrections, self.journal, self._workspace.clock)

    @cached_property
    def corrections(self) -> Corrections:
        """What moderators said so far."""
        return Corrections(ReviewStore(self._workspace.database, self._workspace.clock))

    @cached_property
    def exceptions(self) -> Exceptions:
        """Exceptions that moderators made to norms."""
        return Exceptions(ReviewStore(self._workspace.database, self._workspace.clock))

    @cached_property
    def make_exception(self) -> MakeException:
        """From a correction to an exception, and back."""
        return MakeException(
            self._serving,
            self.corrections,
            self.exceptions,
            self.teach,
            self.journal,
            self._workspace.clock,
        )

    @cached_property
    def journal(self) -> Journal:
        """Where judgements are written down."""
        return Journal(self._workspace.database, self._workspace.clock)

    def check(
        self, turns: Sequence[Turn], setting: Setting, *, viewer: str = NOBODY
    ) -> CheckedMessage:
        """Judge the newest turn; the judgement is in the journal."""
        return self._check(turns, setting, viewer=viewer)

    def latest(self, n: int = 50) -> list[JournalEntry]:
        """The last judgements, latest first."""
        return self.journal.latest(n, kind=KIND)

    def agreement(self) -> Agreement | None:
        """How far moderators agree on messages that several of them judged."""
        return agreement(judged_by_several(self.corrections.judgements()), len(Verdict))

    def models(self) -> list[str]:
        """Names of the language models that can be asked; raises SlateError without a server."""
        return self._server.models()

    def close(self) -> None:
        """Let go of the connection to the language model."""
        if "_server" in self.__dict__:
            self._server.close()

    @cached_property
    def _serving(self) -> ServingGuard:
        return ServingGuard(self._workspace, self.corrections, self.exceptions)

    @cached_property
    def _check(self) -> CheckMessage:
        return CheckMessage(lambda: self.guard, self.journal, self._serving.reader_name)

    @cached_property
    def _server(self) -> ChatServer:
        return ChatServer(self._workspace.settings.language_model)
