"""What an answer owes where a norm asks for care."""

from enum import StrEnum


class Obligation(StrEnum):
    """A closed list, so that whoever answers knows how to meet each of them."""

    HELPLINE = "helpline"
    BOTH_SIDES = "both-sides"
    NEUTRAL_WORDING = "neutral-wording"
    CITE_SOURCE = "cite-source"
    HAND_TO_PERSON = "hand-to-person"
    NO_DETAIL = "no-detail"
    AGE_CHECK = "age-check"
    SAY_WHO_PAYS = "say-who-pays"
    SPOILER_WARNING = "spoiler-warning"
    RIGHT_OF_REPLY = "right-of-reply"
    NOT_ADVICE = "not-advice"
    MARK_OPINION = "mark-opinion"

    @property
    def words(self) -> str:
        """What it asks for, as a command."""
        return _WORDS[self]


_WORDS: dict[Obligation, str] = {
    Obligation.HELPLINE: "Name a helpline of the viewer's country",
    Obligation.BOTH_SIDES: "Give the main positions their due weight",
    Obligation.NEUTRAL_WORDING: "Word it without taking sides",
    Obligation.CITE_SOURCE: "Name the source of each claim",
    Obligation.HAND_TO_PERSON: "Let a person decide before anything is shown",
    Obligation.NO_DETAIL: "Leave out means, doses, places and steps",
    Obligation.AGE_CHECK: "Establish the viewer's age first",
    Obligation.SAY_WHO_PAYS: "Say who pays for it or gains by it",
    Obligation.SPOILER_WARNING: "Warn before telling what happens",
    Obligation.RIGHT_OF_REPLY: "Let those who are criticised answer, and say what they said",
    Obligation.NOT_ADVICE: "Say that it is general information and who gives advice",
    Obligation.MARK_OPINION: "Mark what is opinion as opinion",
}
