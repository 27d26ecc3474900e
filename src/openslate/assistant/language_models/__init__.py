"""A client of any server that speaks the OpenAI chat protocol; no model is part of Slate."""

from openslate.assistant.language_models.chat_server import ChatServer
from openslate.assistant.language_models.errors import LanguageModelError
from openslate.assistant.language_models.language_model import LanguageModel, Said
from openslate.assistant.language_models.settings import LanguageModelSettings

__all__ = [
    "ChatServer",
    "LanguageModel",
    "LanguageModelError",
    "LanguageModelSettings",
    "Said",
]
