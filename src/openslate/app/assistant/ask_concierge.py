"""Asking the concierge: understand, find what may be shown, answer from the graph alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from openslate.app.assistant.answer_facts import FactAnswerer
from openslate.app.assistant.answer_items import ItemAnswerer
from openslate.app.assistant.arrange_items import ItemArranger
from openslate.app.assistant.assistant_views import Earlier, Reply, Said
from openslate.app.assistant.catalogue_names import names_of
from openslate.app.assistant.guarding import Check, unread, without_names
from openslate.app.assistant.item_facts import ItemFacts
from openslate.app.assistant.names_for_people import names_in
from openslate.app.assistant.select_items import ItemSelector
from openslate.app.assistant.viewing import Viewing, context_of
from openslate.app.showing import Shown
from openslate.app.views import Card, RequestContext
from openslate.assistant.concierge.chips import chips_of
from openslate.assistant.concierge.context import Context
from openslate.assistant.concierge.credited_people import CREDITS
from openslate.assistant.concierge.name_index import NameIndex
from openslate.assistant.concierge.query import ABOUT_ITEMS, Act, Query
from openslate.assistant.concierge.query_text import read_query, write_query
from openslate.assistant.concierge.sentences import TALK
from openslate.assistant.concierge.understand import Understander, Understood
from openslate.common.errors import SlateError
from openslate.common.text import shorten
from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Setting, Speaker, Turn

MOST_LETTERS = 500
MOST_SHOWN = 50


@dataclass(frozen=True)
class Concierge:
    """What answering needs of one snapshot; its index of names is made at the first question."""

    shown: Shown

    @cached_property
    def index(self) -> NameIndex:
        """Every name, ready for misspelt ones too."""
        index = NameIndex(names_of(self.shown))
        index.warm()
        return index

    @cached_property
    def understand(self) -> Understander:
        """Understands messages about this catalogue."""
        return Understander(self.index)

    def warm(self) -> None:
        """Make what the first question needs, once: seconds for a catalogue of 18,000 items."""
        if "facts" in self.__dict__:
            return
        self.understand("films with somebody", Context(this_year=2000))
        self.selector.warm()
        _ = self.facts

    def over(self, shown: Shown) -> "Concierge":
        """The same for another engine over the same snapshot, with the names kept."""
        other = Concierge(shown)
        kept = {"index", "understand"} & set(self.__dict__)
        other.__dict__.update({name: self.__dict__[name] for name in kept})
        return other

    @cached_property
    def facts(self) -> ItemFacts:
        """What is known of items."""
        return ItemFacts(self.shown)

    @cached_property
    def selector(self) -> ItemSelector:
        """Finds items by their facts."""
        return ItemSelector(self.shown)

    @cached_property
    def arranger(self) -> ItemArranger:
        """Puts items in order."""
        return ItemArranger(self.selector, self.facts)


@dataclass(frozen=True)
class _Answer:
    """What is said, about which items, and the cards to show."""

    sentences: tuple[Said, ...]
    items: tuple[int, ...] = ()
    more: bool = False
    people: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class AskConcierge:
    """Answers one message of a conversation, in the light of the turn before.

    `check` is the guard: it hears the message, and of the answer what others wrote (the rest are
    our own sentences around names and numbers); where it says REVIEW or BLOCK its sentence is all
    that is said. Raises SlateError for an overlong message.
    """

    concierge: Concierge
    check: Check | None = None

    def __call__(
        self,
        message: str,
        context: RequestContext,
        *,
        viewer: str | None = None,
        earlier: Earlier | None = None,
        said: Sequence[Turn] = (),
    ) -> Reply:
        """What is answered; `said` are the turns before, for the guard."""
        text = _readable(message)
        understood = self.concierge.understand(text, self._context(context, earlier))
        return self._guarded(text, understood, context, viewer, said, earlier)

    def again(self, query: str, context: RequestContext, *, viewer: str | None = None) -> Reply:
        """The answer to a query's text: what a chip that is taken away leaves."""
        return self._reply("", Understood(read_query(query)), context, viewer, None)

    def _guarded(
        self,
        message: str,
        understood: Understood,
        context: RequestContext,
        viewer: str | None,
        said: Sequence[Turn],
        earlier: Earlier | None,
    ) -> Reply:
        turns = (*said, Turn(unread(message, understood)))
        refused = self._refusal(turns, context) if turns[-1].text else None
        if refused is not None:
            return _only(message, refused)
        reply = self._reply(message, understood, context, viewer, earlier)
        quoted = " ".join(sentence.quoted for sentence in reply.sentences if sentence.quoted)
        if not quoted:
            return reply
        quoted = without_names(quoted, self.names(reply))
        refused = self._refusal((*turns, Turn(quoted, Speaker.ASSISTANT)), context)
        return reply if refused is None else _only(message, refused)

    def names(self, reply: Reply) -> list[str]:
        """Names of the catalogue that an answer may say: items, people, and what was asked for."""
        known = self.concierge.index.by_id
        items = [known[item].name for item in reply.about if item in known]
        people = [name for _, name in reply.earlier.people]
        return [*items, *people, *(chip.value for chip in reply.chips)]

    def _refusal(self, turns: Sequence[Turn], context: RequestContext) -> str | None:
        """What is said instead, where the guard lets the last turn not pass."""
        if self.check is None:
            return None
        judged = self.check(turns, setting_of(context))
        return judged.reply if judged.verdict >= Verdict.REVIEW else None

    def _context(self, context: RequestContext, earlier: Earlier | None) -> Context:
        year = context.at.year
        if earlier is None:
            return Context(year)
        known = self.concierge.index.by_id
        shown = tuple(known[item] for item in earlier.shown[:MOST_SHOWN] if item in known)
        people = tuple(p for p in earlier.people if p[1] in self.concierge.index.persons)
        return Context(year, read_query(earlier.query), shown, people)

    def _reply(
        self,
        message: str,
        understood: Understood,
        context: RequestContext,
        viewer: str | None,
        earlier: Earlier | None,
    ) -> Reply:
        query = understood.query
        viewing = Viewing(self.concierge.shown, context_of(query, context), viewer)
        answer = self._answer(query, viewing)
        ids = self.concierge.shown.snapshot.ids
        about = tuple(ids[item] for item in answer.items)
        names = names_in(query, self.concierge.facts)
        talk = query.act in (Act.GREET, Act.THANKS, Act.HELP, Act.UNKNOWN)
        kept = earlier if talk and earlier else self._earlier(query, answer, about)
        return Reply(
            message=message,
            query=write_query(query),
            chips=chips_of(query, dict(understood.said), names),
            sentences=answer.sentences,
            cards=self._cards(answer.items, query, viewing),
            about=about,
            unused=understood.unused,
            more=answer.more,
            earlier=kept,
        )

    def _earlier(self, query: Query, answer: _Answer, about: tuple[str, ...]) -> Earlier:
        named = [(c.field, v) for c in query.of(*CREDITS) if c.wanted for v in c.values]
        return Earlier(write_query(query), about, (*named, *answer.people))

    def _answer(self, query: Query, viewing: Viewing) -> _Answer:
        one = self.concierge
        if query.act not in ABOUT_ITEMS:
            return _Answer((Said(TALK[query.act]),))
        items = ItemAnswerer(one.selector, one.arranger)
        if query.act in (Act.FIND, Act.COUNT):
            asked = items.find if query.act is Act.FIND else items.count
            listed = asked(query, viewing)
            return _Answer(listed.sentences, listed.items, listed.more)
        facts = FactAnswerer(one.selector, one.arranger, one.facts)
        told = {
            Act.FACT: lambda: facts.fact(query, viewing),
            Act.CHECK: lambda: facts.check(query, viewing),
            Act.COMPARE: lambda: facts.compare(query),
            Act.SHARED: lambda: facts.shared(query),
        }[query.act]()
        return _Answer(told.sentences, told.items, people=told.people)

    def _cards(self, items: Sequence[int], query: Query, viewing: Viewing) -> tuple[Card, ...]:
        """Cards of what may be shown; a fact may be told of what may not be watched now."""
        cards, allowed = self.concierge.shown.cards, viewing.allowed
        return tuple(
            cards.card(
                item,
                self.concierge.arranger.reason(item, query, viewing),
                labels=viewing.outcome.labels(item) if viewing.outcome else (),
            )
            for item in items
            if allowed[item]
        )


def setting_of(context: RequestContext) -> Setting:
    """What the guard is told of a conversation."""
    return Setting(viewer_age=context.age, territory=context.territory, day=context.at.date())


def _readable(message: str) -> str:
    text = " ".join(message.split())
    if not text:
        raise SlateError("There is no question", do="Write what you would like to watch")
    if len(text) > MOST_LETTERS:
        raise SlateError(
            f"The message {shorten(text, 30)!r} is longer than {MOST_LETTERS} letters",
            do="Ask in fewer words",
        )
    return text


def _only(message: str, sentence: str) -> Reply:
    """A reply that says one sentence and keeps nothing."""
    text = write_query(Query(Act.UNKNOWN))
    return Reply(message, text, (), (Said(sentence),), (), (), (), False, Earlier(text))
