"""What a model wrote, taken apart into candidates; nothing in it is obeyed."""

import re

from openslate.assistant.drafts.overlap import OverlapIndex
from openslate.assistant.drafts.prompts import BETWEEN, Prompt
from openslate.assistant.grounding.sentences import cleaned
from openslate.assistant.language_models.language_model import LanguageModel

MOST_LETTERS = 12_000
"""Characters that are read of all candidates together."""
MOST = 5
_MARK = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)]|#+)\s+|^\s*(?:log ?line|synopsis)\s*\d*:\s*", re.I)


def texts_of(model: LanguageModel, prompt: Prompt, temperature: float = 0.7) -> list[str]:
    """Candidates in the order they came; reading ends where there is enough. May raise
    LanguageModelError.
    """
    read = ""
    for piece in model.pieces(prompt.said, temperature=temperature):
        read += piece
        if len(read) >= MOST_LETTERS:
            read = read[:MOST_LETTERS]
            break
    parts = re.split(rf"(?m)^\s*{BETWEEN}+\s*$", cleaned(read))
    plain = (_MARK.sub("", part.strip()).strip('"“” \n') for part in parts)
    return list(dict.fromkeys(text for text in plain if text))[:MOST]


def leaks(text: str, prompt: Prompt) -> bool:
    """Whether a text repeats what the model was told."""
    if prompt.fence in text or prompt.fence[5:] in text:
        return True
    return bool(OverlapIndex({"orders": prompt.orders}).find(text, ""))
