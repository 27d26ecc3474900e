"""Orders to a machine in catalogue text: left out, and told to the editor."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from openslate.assistant.grounding import FactKind, GroundFact
from openslate.assistant.grounding.sentences import cleaned, sentences

_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|rules?|prompts?|above|previous)"
    r"|\bsystem (?:prompt|message)\b|\b(?:as an?|you are an?) (?:ai|assistant|language model)\b"
    r"|\b(?:assistant|system|developer) ?:|</?\w+>|<\||\|>|```|\bprompt injection\b"
    r"|\b(?:reveal|print|repeat|output)\b.{0,40}\b(?:prompt|instructions?|password|key)\b"
    r"|\b(?:do not|don't) (?:mention|follow|obey)\b|https?://|\bwww\.",
    re.I | re.S,
)


@dataclass(frozen=True)
class CleanFacts:
    """Facts without sentences that give orders, and those sentences."""

    facts: tuple[GroundFact, ...]
    left_out: tuple[str, ...]


def without_orders(facts: Sequence[GroundFact]) -> CleanFacts:
    """Prose without the sentences that address a machine; names and numbers as they are.

    This is no wall: what gets through is still data behind a fence, no tool exists that it could
    call, and every sentence of an answer is held against the facts.
    """
    kept, out = [], []
    for fact in facts:
        if not _ORDERS.search(fact.value):
            kept.append(fact)
            continue
        told = list(sentences(cleaned(fact.value)))
        out += [sentence.strip() for sentence in told if _ORDERS.search(sentence)]
        rest = "".join(s for s in told if not _ORDERS.search(s)).strip()
        if fact.kind is FactKind.TEXT and rest:
            kept.append(replace(fact, value=rest))
    return CleanFacts(tuple(kept), tuple(out))
