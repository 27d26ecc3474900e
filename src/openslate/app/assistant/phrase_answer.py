"""The grounded answer in a language model's words, sentence by sentence, each judged before."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from openslate.app.assistant.assistant_views import Reply
from openslate.app.assistant.guarding import Check, without_names
from openslate.app.drafts.draft_facts import ItemFacts
from openslate.app.showing import Shown
from openslate.assistant.grounding import FactKind, GroundFact
from openslate.assistant.language_models.errors import LanguageModelError
from openslate.assistant.language_models.language_model import LanguageModel
from openslate.assistant.phrasing.grounded_sentences import GroundedSentences
from openslate.assistant.phrasing.prompt import phrase_prompt
from openslate.guard.conversation import Setting, Speaker, Turn
from openslate.guard.deciding import Judgement
from openslate.guard.guard import Guard
from openslate.guard.streaming import StreamGuard

MOST_ITEMS = 8
MODEL, CATALOGUE = "model", "catalogue"


@dataclass(frozen=True)
class Worded:
    """A sentence to show; `by` says whether a model worded it or the catalogue's phrases do."""

    text: str
    by: str


@dataclass(frozen=True)
class Phrasing:
    """What phrasing needs of one answer: the turns before it, the names that the guard does not
    read, the setting.
    """

    reply: Reply
    turns: Sequence[Turn]
    names: Sequence[str]
    setting: Setting


@dataclass(frozen=True)
class PhraseAnswer:
    """Asks a model to word an answer; what no fact backs is left out.

    Where the model fails, or nothing it says may be shown, the grounded answer stands. `check`
    writes down what was said.
    """

    model: LanguageModel
    guard: Callable[[], Guard]
    check: Check

    def pieces(self, shown: Shown, one: Phrasing) -> Iterator[Worded]:
        """The sentences as they may be shown; who has heard enough closes it."""
        facts = _facts(shown, one.reply)
        prompt = phrase_prompt(one.reply.message, [s.text for s in one.reply.sentences], facts)
        judged = StreamGuard(_Judge(self.guard(), one), one.turns)
        stream = GroundedSentences(facts)
        try:
            for text in stream.passed(judged.passed(self.model.pieces(prompt))):
                yield Worded(text, MODEL)
        except LanguageModelError:
            pass  # what was said so far was whole sentences, and stays
        finally:
            if stream.shown:
                text = without_names(stream.shown, one.names)
                self.check((*one.turns, Turn(text, Speaker.ASSISTANT)), one.setting)
        if not stream.shown:
            for sentence in one.reply.sentences:
                yield Worded(sentence.text, CATALOGUE)


def may_be_phrased(reply: Reply) -> bool:
    """Whether there is anything to word: an answer with facts or items, and no refusal."""
    return bool(reply.message) and (bool(reply.cards) or any(s.sources for s in reply.sentences))


@dataclass(frozen=True)
class _Judge:
    """The guard over a text whose names of the catalogue are left out, as in grounded answers."""

    guard: Guard
    one: Phrasing

    def __call__(self, turns: Sequence[Turn]) -> Judgement:
        *before, last = turns
        plain = Turn(without_names(last.text, self.one.names), last.speaker)
        return self.guard.check((*before, plain), self.one.setting)


def _facts(shown: Shown, reply: Reply) -> tuple[GroundFact, ...]:
    """Facts of the items an answer is about, and what the answer itself says."""
    reader = ItemFacts(shown.snapshot)
    places = {item: at for at, item in enumerate(shown.snapshot.ids)}
    items = [item for item in reply.about[:MOST_ITEMS] if item in places]
    facts = [fact for item in items for fact in reader.of(places[item])]
    subjects = items or ["answer"]
    said = [
        GroundFact(subject, FactKind.TEXT, sentence.text, "the catalogue")
        for subject in subjects
        for sentence in reply.sentences
    ]
    numbers = [
        GroundFact(subject, FactKind.NUMBER, str(number), "the catalogue")
        for subject in subjects
        for sentence in reply.sentences
        for number in sentence.counted
    ]
    return (*facts, *said, *numbers)
