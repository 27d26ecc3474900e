"""Questions and answers about a title, as help pages have them."""

from collections.abc import Sequence

from openslate.assistant.drafts.answers import UNKNOWN, Answer, all_answers, answers_to
from openslate.assistant.drafts.material import Material
from openslate.assistant.drafts.order import DraftOrder

SHORT = 4
"""Questions of the short list."""


def faqs(order: DraftOrder) -> list[str]:
    """The answer to what is asked; without a question all answers, and a short list of them."""
    material = Material(order.facts)
    if order.asked.strip():
        answers = answers_to(order.asked, material)
        known = [answer for answer in answers if answer.known]
        told = [_listed(answers), " ".join(answer.text for answer in known)]
        return list(dict.fromkeys(text for text in told if text)) or [UNKNOWN]
    answers = all_answers(material)
    return list(dict.fromkeys(filter(None, (_listed(answers), _listed(answers[:SHORT])))))


def _listed(answers: Sequence[Answer]) -> str:
    return "\n\n".join(f"{answer.question}\n{answer.text}" for answer in answers)
