"""Writers for tests: the catalogue's texts, a guard that knows one word, a model or none."""

from openslate.assistant.drafts import DraftWriter, GuardWord, OverlapIndex
from openslate.assistant.drafts.preferences import NOTHING_LEARNED, Ranking
from openslate.assistant.language_models.chat_server import ChatServer
from openslate.assistant.language_models.language_model import LanguageModel
from openslate.assistant.language_models.settings import LanguageModelSettings
from openslate.decision.verdict import Verdict
from openslate.testing.language_models import FakeLanguageModelServer

OFF_LIMITS = "nerve agent"
ELSEWHERE = (
    "A lighthouse keeper raises the orphan of a wreck and hides from the village what the sea "
    "brought that night."
)
TEXTS = {
    "seven": "Two detectives, Mills and Somerset, hunt a killer who takes the seven deadly sins as "
    "his pattern in a city of endless rain.",
    "keeper": ELSEWHERE,
}


def guard(text: str) -> GuardWord:
    """Blocks one thing."""
    if OFF_LIMITS in text.lower():
        return GuardWord(Verdict.BLOCK, "Weapons are off limits", {"norm": "weapons"})
    return GuardWord(Verdict.ALLOW)


def writer(model: LanguageModel | None = None, ranking: Ranking = NOTHING_LEARNED) -> DraftWriter:
    """A writer over two texts."""
    return DraftWriter(guard, OverlapIndex(TEXTS), ranking, model)


def model_at(server: FakeLanguageModelServer, **settings: object) -> LanguageModel:
    """A client of a fake server."""
    chosen = {"url": server.url, "model": "fake-1", "seconds": 5, "attempts": 1, **settings}
    return LanguageModel(ChatServer(LanguageModelSettings.model_validate(chosen)))
