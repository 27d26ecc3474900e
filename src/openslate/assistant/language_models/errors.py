"""What can go wrong with a language model's server, as one sentence."""

from openslate.common.errors import SlateError


class LanguageModelError(SlateError):
    """The server could not be reached, took too long, or gave nothing that can be used."""
