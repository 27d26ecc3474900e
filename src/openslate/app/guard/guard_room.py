"""What people and programs can ask of a workspace's guard."""

from collections.abc import Sequence
from functools import cached_property

from openslate.app.guard.check_message import NOBODY, CheckedMessage, CheckMessage
from openslate.app.guard.guarded_chat import GuardedChat
from openslate.app.workspace import Workspace
from openslate.assistant.language_models import ChatServer
from openslate.guard.conversation import Setting, Turn
from openslate.guard.deciding.operating_point import named_point
from openslate.guard.guard import Guard
from openslate.guard.reading.heads import shipped_heads
from openslate.guard.reading.message_reader import MessageReader
from openslate.store.journal import Journal


class GuardRoom:
    """Judges messages by the house's norms, and chats with a language model under them.

    Safe to share between threads.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @cached_property
    def guard(self) -> Guard:
        """Reader, norms and operating point of this workspace."""
        point = named_point(self._workspace.settings.guard.point)
        return Guard(MessageReader(shipped_heads()), point=point)

    @cached_property
    def chat(self) -> GuardedChat:
        """The language model with the guard on both sides; raises SlateError without a model."""
        return GuardedChat(self._server, self.guard, self._check)

    def check(
        self, turns: Sequence[Turn], setting: Setting, *, viewer: str = NOBODY
    ) -> CheckedMessage:
        """Judge the newest turn; the judgement is in the journal."""
        return self._check(turns, setting, viewer=viewer)

    def models(self) -> list[str]:
        """Names of the language models that can be asked; raises SlateError without a server."""
        return self._server.models()

    def close(self) -> None:
        """Let go of the connection to the language model."""
        if "_server" in self.__dict__:
            self._server.close()

    @cached_property
    def journal(self) -> Journal:
        """Where judgements are written down."""
        return Journal(self._workspace.database, self._workspace.clock)

    @cached_property
    def _check(self) -> CheckMessage:
        return CheckMessage(self.guard, self.journal, shipped_heads().card.name)

    @cached_property
    def _server(self) -> ChatServer:
        return ChatServer(self._workspace.settings.language_model)
