"""The house's own guard on drafts."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from tests.guard.deciding.small_book import BOOK, facts, topic

from openslate.app.drafts.guarding import DraftGuard, JudgedByGuard
from openslate.assistant.drafts import DraftKind
from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Setting, Speaker, Surface, Turn
from openslate.guard.facts import MessageFacts
from openslate.guard.guard import Guard


@dataclass
class Reading:
    """Reads a topic where a text names it."""

    settings: list[Setting]

    def read(self, turns: Sequence[Turn], setting: Setting) -> MessageFacts:
        self.settings.append(setting)
        assert turns[-1].speaker is Speaker.DRAFT
        found = [name for name in ("piracy", "weapons") if name in turns[-1].text]
        return facts(*(topic(name, 0.99) for name in found), risk=0.99 if found else 0.0)


@pytest.mark.parametrize(
    ("text", "verdict", "because", "floor"),
    [
        ("How piracy is done.", Verdict.BLOCK, "Copying takes from those who made it.", False),
        ("How weapons are made.", Verdict.BLOCK, "Never.", True),
        ("A quiet film.", Verdict.ALLOW, "", False),
    ],
)
def test_a_draft_is_judged_by_the_norms(
    text: str, verdict: Verdict, because: str, floor: bool
) -> None:
    reading = Reading([])
    word = DraftGuard(JudgedByGuard(lambda: Guard(reading, BOOK)), DraftKind.PRESS)(text)
    assert (word.verdict, word.because) == (verdict, because)
    assert any(found["floor"] for found in word.trace["findings"]) is floor
    assert reading.settings[0].surface is Surface.PUBLICATION


def test_without_a_guard_a_person_looks() -> None:
    assert DraftGuard(None, DraftKind.PRESS)("A quiet film.").verdict is Verdict.REVIEW
