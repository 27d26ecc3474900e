"""One message read on its own: what it asks, of what, and what it leaves to the turn before."""

from collections.abc import Sequence
from dataclasses import dataclass

from openslate.assistant.concierge.query import AVAILABLE, EVERYTHING, Act
from openslate.assistant.concierge.segments import Segment
from openslate.assistant.concierge.told import Told
from openslate.graph.vocabulary import FIELD

DESCRIPTION, SCORE = FIELD["description"].column, FIELD["critics_score"].column
WHAT_IS = frozenset({"what is", "what s"})
WHO = frozenset({"who", "wer", "qui", "quien", "chi", "whos"})
WHO_HAS = frozenset({"wer hat", "qui a", "chi ha", "who did", "who has"})
"""Questions whose last word says what was done."""
CLOSING = frozenset({"worth watching", "worth it", "worth seeing", "well reviewed"})
"""Words that ask how good something is where a question ends with them: 'is it any good?'."""
ALL = "all"
TITLES = ("questions", "check", "whole", "have", "called", "asked", "field")
"""What announced names that items have themselves, not names that others are compared with."""


@dataclass(frozen=True)
class Reading:
    """A message's segments and what they say of items."""

    segments: tuple[Segment, ...]
    told: Told

    def has(self, section: str, *values: str) -> bool:
        """Whether any segment means something of a section (one of `values`, where given)."""
        said = (one.get(section) for one in self.segments)
        return any(value in values if values else bool(value) for value in said)

    def value(self, section: str) -> str:
        """The first meaning of a section, empty for none."""
        return next((v for one in self.segments if (v := one.get(section))), "")

    def titles(self, *why: str) -> list[Segment]:
        """Names of items that were announced in one of these ways."""
        return [one for one in self.segments if one.title and one.why in (why or TITLES)]

    @property
    def question(self) -> Segment | None:
        """The words that ask for a fact, if any do."""
        asked = [one for one in self.segments if one.get("questions")]
        vague = (EVERYTHING, DESCRIPTION)
        clear = (one for one in asked if one.get("questions") not in vague)
        named = (one for one in asked if one.text not in WHAT_IS)
        return next(clear, next(named, asked[0] if asked else None))

    @property
    def field(self) -> str:
        """The field that is asked about, empty for none."""
        asked, noun = self.question, self.noun
        if noun == AVAILABLE:
            return noun
        if asked is not None and asked.text in WHO_HAS and (noun or self.value("did")):
            return noun or self.value("did")
        if asked is None and not noun:
            return self._done()
        if asked is None or asked.text in WHAT_IS or (noun and self._weak(asked)):
            if noun:
                return noun
            about = self.segments[-1].text == "about" if self.segments else False
            if asked is not None and about:
                return DESCRIPTION
            return EVERYTHING if asked is not None else ""
        return asked.get("questions")

    def _done(self) -> str:
        """'Who drected X': what was done, asked with a word that no phrase begins with."""
        people = any(one.people for one in self.segments)
        who = any(one.text in WHO for one in self.segments[:2])
        return self.value("did") if who and not people else ""

    def _weak(self, asked: Segment) -> bool:
        """Whether a noun after the question says better what is asked: 'who was the writer'."""
        return asked.get("questions") == EVERYTHING

    @property
    def any_good(self) -> bool:
        """Whether it asks how good something is: 'is the third one any good?'"""
        last = [one.text for one in self.segments[-2:]]
        asked = bool(self.segments) and bool(self.segments[0].get("check") and self.titles())
        return last == ["any", "good"] or (asked and last[-1:] == ["good"])

    @property
    def noun(self) -> str:
        """The field that a noun names: 'director', 'length'; empty for none."""
        nouns = [
            one
            for one in self.segments
            if one.get("fields")
            and not one.get("head")
            and (one.text not in CLOSING or one is self.segments[-1])
        ]
        if self.any_good:
            return SCORE
        told = {f.place for f in self.told.found}
        return next((one.get("fields") for one in nouns if one.place not in told), "")

    @property
    def ordinal(self) -> int | str | None:
        """Which of the items shown is meant: 1 for 'it' and 'the first', 'all' for 'those'."""
        for one in self.segments:
            if one.get("ordinals") and not one.get("sorts"):
                return int(one.get("ordinals"))
            if one.get("ordinals") and one.text.endswith("one"):
                return int(one.get("ordinals"))
        if any(one.text in ("those", "these", "them") for one in self.segments):
            return ALL
        return 1 if self.of_item else None

    @property
    def of_item(self) -> bool:
        """Whether it speaks of 'it': by itself, or within a question as 'is it any good'."""
        asked = self.question
        within = asked is not None and "it" in asked.text.split()
        return within or self.has("pronouns", "item")

    @property
    def person_meant(self) -> bool:
        """Whether it speaks of a person named before."""
        return self.has("pronouns", "person")

    @property
    def standing(self) -> bool:
        """Whether it says what is wanted, so that it may stand alone."""
        return self.has("head") or self.has("suggest") or self.has("have")

    @property
    def comparatives(self) -> Sequence[Segment]:
        """'older', 'shorter': comparisons with something that is not named beside them."""
        return [one for one in self.segments if one.get("comparative")]

    @property
    def talk(self) -> Act | None:
        """What it says where it asks for nothing."""
        rest = [one for one in self.segments if not one.get("talk") and not one.get("noise")]
        said = self.value("talk")
        return Act(said) if said and not rest else None
