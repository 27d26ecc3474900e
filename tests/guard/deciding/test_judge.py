"""Which norm decides, by a table; and what nothing may change."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.guard.deciding.small_book import BOOK, facts, judged, topic

from openslate.decision.types import Review
from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Part, Purpose, Setting, Surface
from openslate.guard.deciding import BALANCED, STRICT, NormJudge
from openslate.guard.facts import Asks, MessageFacts
from openslate.guard.norms import Obligation, Stance

CHILD, GROWN = Setting(viewer_age=9), Setting(viewer_age=40)
NOVEL = Setting(purpose=Purpose.FICTION)
NO_COPY, EXPLAINED = "no-copying", "piracy-explained"
VOTE, NO_VOTE = Setting(election_period=True), Setting(election_period=False)


@pytest.mark.parametrize(
    ("read", "setting", "verdict", "norm"),
    [
        (facts(), CHILD, Verdict.ALLOW, None),
        (facts(topic("piracy", 0.9)), GROWN, Verdict.BLOCK, NO_COPY),
        (facts(topic("piracy", 0.4)), GROWN, Verdict.ALLOW, None),
        # what is asked decides where the heads are not sure
        (facts(topic("piracy", 0.7), asks=Asks.ABOUT), GROWN, Verdict.ALLOW, EXPLAINED),
        (facts(topic("piracy", 0.9), asks=Asks.ABOUT), GROWN, Verdict.BLOCK, NO_COPY),
        (
            facts(topic("piracy", 0.1, 0.9), asks=Asks.ABOUT),
            GROWN,
            Verdict.ALLOW,
            EXPLAINED,
        ),
        # a narrower topic falls back to the broader one, unless its own norm speaks
        (facts(topic("violence", 0.9)), GROWN, Verdict.BLOCK, "no-harm"),
        (facts(topic("violence", 0.9)), CHILD, Verdict.BLOCK, "no-blood-for-children"),
        (facts(topic("violence", 0.1, 0.9)), CHILD, Verdict.BLOCK, "no-blood-for-children"),
        (facts(topic("violence", 0.1, 0.9)), GROWN, Verdict.ALLOW, None),
        # an unknown age settles nothing: the norm holds where the topic is restrained anyway
        (facts(topic("violence", 0.9)), Setting(), Verdict.BLOCK, "no-blood-for-children"),
        (facts(topic("violence", 0.1, 0.9)), Setting(), Verdict.ALLOW, None),
        # exceptions need an established context; the floor has none
        (facts(topic("harm", 0.9)), NOVEL, Verdict.LABEL, "no-harm"),
        (facts(topic("harm", 0.9)), Setting(), Verdict.BLOCK, "no-harm"),
        (facts(topic("weapons", 0.9)), NOVEL, Verdict.BLOCK, "floor"),
        # a context of the house speaks of harmless questions too
        (facts(topic("elections", 0.1, 0.9)), VOTE, Verdict.LABEL, "both-sides"),
        (facts(topic("elections", 0.1, 0.9)), NO_VOTE, Verdict.ALLOW, "votes-are-public"),
        # a risky message without a clear topic is judged by its likeliest
        (
            facts(topic("piracy", 0.3), topic("harm", 0.2), risk=0.9),
            GROWN,
            Verdict.BLOCK,
            NO_COPY,
        ),
        # topics that the book has no norms about say nothing
        (facts(topic("astrology", 0.9)), GROWN, Verdict.ALLOW, None),
    ],
)
def test_the_most_specific_norm_decides(
    read: MessageFacts, setting: Setting, verdict: Verdict, norm: str | None
) -> None:
    judgement = judged(read, setting)
    cited = judgement.cited
    assert (judgement.verdict, cited and cited.norm.norm) == (verdict, norm)


def test_the_strictest_topic_decides_and_all_are_told() -> None:
    judgement = judged(facts(topic("elections", 0.9), topic("piracy", 0.8)), VOTE)
    assert [f.norm.norm for f in judgement.findings] == [NO_COPY, "both-sides"]
    assert judgement.verdict is Verdict.BLOCK
    assert judgement.obligations == (Obligation.BOTH_SIDES,)


def test_a_tie_goes_to_the_stricter_side_and_to_a_person() -> None:
    tied = BOOK.norm(NO_COPY).model_copy(
        update={"norm": "copying-is-fine", "stance": Stance.ALLOWED}
    )
    book = type(BOOK)(BOOK.topics, {**BOOK.norms, "copying-is-fine": tied})
    judgement = NormJudge(book).judge(facts(topic("piracy", 0.6)), GROWN)
    assert judgement.verdict is Verdict.BLOCK
    assert judgement.cited is not None
    assert judgement.cited.tied
    assert Obligation.HAND_TO_PERSON in judgement.obligations


def test_strict_speaks_sooner() -> None:
    read = facts(topic("piracy", 0.4))
    assert NormJudge(BOOK, BALANCED).judge(read, GROWN).verdict is Verdict.ALLOW
    assert NormJudge(BOOK, STRICT).judge(read, GROWN).verdict is Verdict.BLOCK


def test_exceptions_that_were_tried_are_told() -> None:
    cited = judged(facts(topic("harm", 0.9))).cited
    assert cited is not None
    assert [(tried.exception.exception, tried.holds) for tried in cited.tried] == [
        ("told-in-fiction", None)
    ]


@pytest.mark.parametrize(("name", "verdict"), [("weapons", Verdict.BLOCK), ("harm", Verdict.ALLOW)])
def test_a_review_outranks_all_but_the_floor(name: str, verdict: Verdict) -> None:
    review = Review("ada", Verdict.ALLOW, "It is a quotation.", datetime(2026, 1, 1, tzinfo=UTC))
    assert judged(facts(topic(name, 0.9))).decision("m1", review).verdict is verdict


settings_of_all_kinds = st.builds(
    Setting,
    purpose=st.none() | st.sampled_from(Purpose),
    surface=st.sampled_from(Surface),
    part=st.sampled_from(Part),
    viewer_age=st.none() | st.integers(0, 120),
    election_period=st.none() | st.booleans(),
)
chances = st.floats(0, 1)


@given(
    settings_of_all_kinds, st.sampled_from(Asks), st.floats(BALANCED.restrain, 1), chances, chances
)
def test_nothing_overrides_the_floor(
    setting: Setting, asks: Asks, score: float, other: float, risk: float
) -> None:
    read = facts(topic("weapons", score), topic("piracy", other, other), asks=asks, risk=risk)
    judgement = judged(read, setting)
    assert judgement.verdict is Verdict.BLOCK
    assert any(finding.norm.norm == "floor" for finding in judgement.findings)
