"""Writing drafts: propose by rules and by a model, check each, rank what may be shown."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from openslate.assistant.drafts.attributes import attributes
from openslate.assistant.drafts.briefs import MISSING
from openslate.assistant.drafts.candidate import TEMPLATES, Author, DraftCandidate, Passage
from openslate.assistant.drafts.extract import count
from openslate.assistant.drafts.injections import without_orders
from openslate.assistant.drafts.letters import TO_DO
from openslate.assistant.drafts.model_texts import leaks, texts_of
from openslate.assistant.drafts.order import DraftOrder
from openslate.assistant.drafts.overlap import OverlapIndex
from openslate.assistant.drafts.preferences import NOTHING_LEARNED, Ranking
from openslate.assistant.drafts.prompts import prompt_for
from openslate.assistant.drafts.templates import TEMPLATES_OF
from openslate.assistant.grounding import FactKind, GroundFact, Grounding
from openslate.assistant.grounding.checking import GroundingChecker
from openslate.assistant.grounding.sentences import sentences
from openslate.assistant.language_models.errors import LanguageModelError
from openslate.assistant.language_models.language_model import LanguageModel
from openslate.decision.verdict import Verdict

_CITED = re.compile(r" ?\[\d{1,3}\]")
_SOURCE = re.compile(r"\[\d{1,3}\] \S")
LONGEST_ENTRY = 15
"""Words of a line in a list that is no more than a label with names."""


@dataclass(frozen=True)
class GuardWord:
    """What the guard says of a text; `trace` is how it came to that."""

    verdict: Verdict
    because: str = ""
    trace: Mapping[str, Any] = field(default_factory=dict)


GuardCheck = Callable[[str], GuardWord]
"""Judges a text that is to be shown."""


@dataclass(frozen=True)
class Written:
    """Candidates, the best first, those that are refused last; `notes` say what went wrong."""

    candidates: tuple[DraftCandidate, ...]
    notes: tuple[str, ...] = ()


class DraftWriter:
    """Writes for one order after another; what it is given is only asked, never kept."""

    def __init__(
        self,
        guard: GuardCheck,
        overlaps: OverlapIndex,
        ranking: Ranking = NOTHING_LEARNED,
        model: LanguageModel | None = None,
    ) -> None:
        self._guard, self._overlaps = guard, overlaps
        self._ranking, self._model = ranking, model

    def write(self, order: DraftOrder) -> Written:
        """Checked candidates of an order; without a model, or where it fails, those by rules."""
        clean = without_orders(order.facts)
        order = replace(
            order,
            facts=clean.facts,
            disputed=without_orders(order.disputed).facts,
        )
        notes = [f"Left out of the catalogue's text: “{text}”" for text in clean.left_out]
        found = [self._by_rules(order, text) for text in TEMPLATES_OF[order.kind](order)]
        try:
            found += self._by_model(order)
        except LanguageModelError as error:
            notes.append(f"{error.what}; these drafts were made without it.")
        return Written(tuple(sorted(found, key=_place)), tuple(notes))

    def check(self, text: str, order: DraftOrder, origin: Passage) -> DraftCandidate:
        """A text whose every sentence is `origin`'s, held against facts, guard and catalogue."""
        return self._checked(_passages(text, _grounds(order), origin), order, origin.model)

    def checked(self, passages: Sequence[Passage], order: DraftOrder) -> DraftCandidate:
        """Passages by several hands, checked together."""
        return self._checked(_passages_of(passages, _grounds(order)), order, "editor")

    def _by_rules(self, order: DraftOrder, text: str) -> DraftCandidate:
        origin = Passage("", Author.ASSISTED, TEMPLATES)
        passages = _template_passages(text, (*_grounds(order), *order.disputed), origin)
        return self._checked(passages, order, TEMPLATES)

    def _by_model(self, order: DraftOrder) -> Iterator[DraftCandidate]:
        if self._model is None or not order.facts:
            return
        if order.asked and self._guard(order.asked).verdict >= Verdict.REVIEW:
            raise LanguageModelError("The letter was not given to a model, since a norm holds it")
        prompt = prompt_for(order)
        origin = Passage("", Author.GENERATED, self._model.name, prompt.hash)
        texts = texts_of(self._model, prompt)
        if not texts:
            raise LanguageModelError("The language model gave nothing that can be used")
        for text in texts:
            if leaks(text, prompt):
                empty = DraftCandidate((), origin.model)
                yield empty.withheld("It repeats what the model was told")
            elif count(text) > order.most_words:
                empty = DraftCandidate((), origin.model, Verdict.ALLOW)
                yield empty.withheld(f"It has more than {order.most_words} words", Verdict.REVIEW)
            else:
                yield self._checked(_passages(text, _grounds(order), origin), order, origin.model)

    def _checked(
        self, passages: tuple[Passage, ...], order: DraftOrder, origin: str
    ) -> DraftCandidate:
        """What guard and catalogue say of it; the guard reads it whole and by sentence."""
        text = "".join(passage.text for passage in passages).strip()
        own = order.facts[0].subject if order.facts else ""
        word = self._strictest(text, passages)
        values = attributes(text, order.facts)
        overlaps = self._overlaps.find(text, own)
        unbacked = any(passage.unsupported for passage in passages)
        candidate = DraftCandidate(
            passages,
            origin,
            max(word.verdict, Verdict.REVIEW if unbacked else Verdict.ALLOW),
            overlaps,
            guard=word.trace,
            attributes=values,
            score=self._ranking.score(values),
        )
        if word.verdict is Verdict.BLOCK:
            return candidate.withheld(word.because or "A norm of the house forbids it")
        taken = [overlap for overlap in overlaps if not overlap.own]
        if taken:
            words = f"{taken[0].words} words in a row" if taken[0].words else "most of its words"
            return candidate.withheld(f"It takes {words} from the text about {taken[0].subject}")
        return candidate

    def _strictest(self, text: str, passages: Sequence[Passage]) -> GuardWord:
        alone = (passage.text.strip() for passage in passages if not _is_entry(passage))
        parts = dict.fromkeys((text, *alone))
        words = [self._guard(part) for part in parts if part]
        return max(words, key=lambda word: word.verdict, default=GuardWord(Verdict.ALLOW))


def _is_entry(passage: Passage) -> bool:
    """Whether it is a line of our own lists, a label with names: no sentence that says anything.

    A long one may be what somebody wrote of a work.
    """
    lines = passage.text.strip().splitlines()
    return passage.model == TEMPLATES and all(
        line.startswith(("- ", "[")) and count(line) <= LONGEST_ENTRY for line in lines
    )


def _grounds(order: DraftOrder) -> tuple[GroundFact, ...]:
    """Facts that a draft is held against: those of the order, and what the house is called."""
    facts = without_orders(order.facts).facts
    if not order.house or not facts:
        return facts
    return (*facts, GroundFact(facts[0].subject, FactKind.TAG, order.house, "the house"))


def _passages(text: str, facts: Sequence[GroundFact], origin: Passage) -> tuple[Passage, ...]:
    return tuple(
        replace(
            origin,
            text=one.text,
            grounding=one.grounding,
            sources=one.sources,
            why=one.why,
        )
        for one in GroundingChecker(facts).check(text)
    )


def _passages_of(passages: Sequence[Passage], facts: Sequence[GroundFact]) -> tuple[Passage, ...]:
    """Each passage as it is after checking all together; passages are whole sentences."""
    text = "".join(passage.text for passage in passages)
    checked = GroundingChecker(facts).check(text)
    if [one.text for one in checked] != [passage.text for passage in passages]:
        raise ValueError("passages are no whole sentences")
    return tuple(
        replace(passage, grounding=one.grounding, sources=one.sources, why=one.why)
        for passage, one in zip(passages, checked, strict=True)
    )


def _template_passages(
    text: str, facts: Sequence[GroundFact], origin: Passage
) -> tuple[Passage, ...]:
    """Sentences by rules; what a person still has to write claims nothing."""
    checker = GroundingChecker(facts)
    whole = list(sentences(text))
    plain = ["\n" if _claims_nothing(one) else _CITED.sub("", one) for one in whole]
    passages = []
    for place, one in enumerate(whole):
        found = checker.check("".join(plain[max(0, place - 1) : place + 1]))
        last = found[-1] if found and plain[place].strip() else None
        passages.append(
            replace(
                origin,
                text=one,
                grounding=last.grounding if last else Grounding.NO_CLAIM,
                sources=last.sources if last else (),
                why=last.why if last else (),
            )
        )
    return tuple(passages)


def _claims_nothing(sentence: str) -> bool:
    """What a person still has to write, questions, what is missing, names of sources."""
    told = sentence.strip()
    source = _SOURCE.match(told) is not None
    return source or TO_DO in told or told.endswith("?") or told.startswith(MISSING)


def _place(candidate: DraftCandidate) -> tuple[bool, bool, float]:
    """Refused last, unbacked before them, then by what editors prefer."""
    return bool(candidate.refused), candidate.unsupported > 0, -candidate.score
