"""Collects the conditions of one message; negation and 'or' reach as far as people mean them to."""

from dataclasses import dataclass, field

from openslate.assistant.concierge.query import AGE, MOOD, Condition
from openslate.assistant.concierge.segments import Place
from openslate.assistant.concierge.told import Told, merged, opposite
from openslate.graph.vocabulary import FIELD

GENRES, COUNTRIES, LANGUAGES = (FIELD[name].column for name in ("genres", "countries", "languages"))
OR, AND, PAUSE = "or", "and", ","


@dataclass
class Collector:
    """What was said so far, and how the next condition is joined to it.

    `plurals` tells that kinds are spoken of in the plural: 'comedies and dramas' are either.
    """

    plurals: bool = False
    told: Told = field(default_factory=Told)
    negated: bool = False
    join: str = ""
    _was_negated: bool = False
    _listed: int = 0

    def pause(self) -> None:
        """Punctuation: what was negated before it is no more; alternatives go on."""
        self.negated = False
        self.join = self.join if self.join == OR else PAUSE

    def turn(self) -> None:
        """A 'but': neither negation nor a list goes on."""
        self.negated, self._was_negated, self.join = False, False, ""

    def take(self, made: Condition, place: Place) -> None:
        """Add a condition, negated or joined to the last as the words before it say."""
        if made.field == AGE and self._youngest(made, place):
            return
        last = self.told.found[-1] if self.told.found else None
        same = last is not None and last.condition.field == made.field
        listed = self.join == OR or (self.join == AND and same)
        negated = made.wanted and (self.negated or (self._was_negated and listed))
        if negated and any(one.condition == made for one in self.told.found):
            self.negated = False
            if made.field in (GENRES, MOOD):
                return  # 'horror, but not too scary' takes nothing back
            self.told.found = [one for one in self.told.found if one.condition != made]
            self.told.add(opposite(made), place)
            return
        if negated:
            made = opposite(made)
        elif last is not None and same and self._either(last.condition, made):
            self._merge(made, place)
            self.join = ""
            return
        elsewhere = self._alternative_to(made) if self.join == OR and not same else None
        if elsewhere is not None:
            found = self.told.found
            found[elsewhere] = merged(found[elsewhere], made, found[elsewhere].place)
            self.join = ""
            return
        self._listed = self._listed + 1 if same and self.join == PAUSE else 0
        self.told.add(made, place)
        self.negated, self._was_negated, self.join = False, negated, ""

    def _youngest(self, made: Condition, place: Place) -> bool:
        """Whether an age was told before; of several the youngest decides."""
        found = self.told.found
        for at, one in enumerate(found):
            if one.condition.field == AGE and one.condition.wanted and not self.negated:
                found[at] = merged(one, made, one.place if place < one.place else place)
                return True
        return False

    def _alternative_to(self, made: Condition) -> int | None:
        """Where what this is said instead of stands: 'German from before 1990 or Austrian'."""
        if made.field not in (COUNTRIES, LANGUAGES) or not made.wanted:
            return None
        told = [at for at, one in enumerate(self.told.found) if _alike(one.condition, made)]
        return told[-1] if told else None

    def _merge(self, made: Condition, place: Place) -> None:
        """Alternatives as one condition, with those listed before: 'drama, fantasy or war'."""
        found = self.told.found
        found[-1] = merged(found[-1], made, place)
        while self._listed and len(found) > 1 and _alike(found[-2].condition, made):
            last = found.pop()
            found[-1] = merged(found[-1], last.condition, last.place)
            self._listed -= 1

    def _either(self, last: Condition, made: Condition) -> bool:
        """Whether two conditions on one field are alternatives."""
        if not last.wanted or self.join not in (OR, AND):
            return False
        if made.ranged:
            return made.low is not None and made.high is not None
        plural = made.field == GENRES and self.plurals
        return self.join == OR or plural or made.field in (COUNTRIES, LANGUAGES)


def _alike(one: Condition, made: Condition) -> bool:
    told = bool(one.values) or (one.low is not None and one.high is not None)
    return one.field == made.field and one.wanted and told
