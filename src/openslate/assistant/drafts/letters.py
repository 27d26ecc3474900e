"""Replies to viewers' letters: what facts answer is answered, the rest is left to the editor."""

import re
from collections.abc import Iterator

from openslate.assistant.drafts.answers import Answer, answers_to
from openslate.assistant.drafts.material import Material
from openslate.assistant.drafts.order import DraftOrder

TO_DO = "[Editor:"
"""Begins what a person still has to write; no draft with it in goes out."""
_ANGRY = re.compile(
    r"\b(?:complain\w*|disappoint\w*|angry|terrible|awful|disgust\w*|shame|offen[ds]\w*|"
    r"appalled|unacceptable|annoy\w*|bor(?:ed|ing)|worst|too (?:violent|loud|long)|cancel)\b",
    re.I,
)
_GLAD = re.compile(r"\b(?:love[ds]?|enjoy\w*|wonderful|great|thank\w*|brilliant|moved)\b", re.I)


def letters(order: DraftOrder) -> list[str]:
    """A full reply and a brief one."""
    material = Material(order.facts)
    answers = [a for a in answers_to(order.asked, material) if order.asked.strip()]
    house = order.house or "The viewers' office"
    full = [*_opening(order.asked, material), *_points(order.asked, answers)]
    brief = [f"Thank you for your letter about {material.title}.", *_points(order.asked, answers)]
    close = f"Kind regards\n{house}"
    return list(
        dict.fromkeys("Dear viewer,\n\n" + "\n\n".join((*body, close)) for body in (full, brief))
    )


def _opening(asked: str, material: Material) -> Iterator[str]:
    thanks = f"Thank you for writing to us about {material.title}."
    if _ANGRY.search(asked):
        yield f"{thanks} We are sorry to hear that it troubled you."
    elif _GLAD.search(asked):
        yield f"{thanks} We are glad to hear that you enjoyed it."
    else:
        yield thanks


def _points(asked: str, answers: list[Answer]) -> Iterator[str]:
    known = [answer.text for answer in answers if answer.known]
    if known:
        yield " ".join(known)
    for answer in answers:
        if not answer.known:
            yield f"{TO_DO} the catalogue does not answer “{answer.question}”]"
    if _ANGRY.search(asked):
        yield f"{TO_DO} say what was done about the complaint]"
    if not answers and not _ANGRY.search(asked) and "?" in asked:
        yield f"{TO_DO} answer the question in the letter]"
