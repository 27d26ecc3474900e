"""Words taken from the catalogue."""

import pytest
from tests.assistant.drafts.writers import ELSEWHERE, TEXTS

from openslate.assistant.drafts import OverlapIndex

INDEX = OverlapIndex(TEXTS)
CHANGED = ELSEWHERE.replace("keeper", "man").replace("village", "town")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (ELSEWHERE, [("keeper", 20, 1.0, False)]),
        (ELSEWHERE.upper().replace(" ", "  "), [("keeper", 20, 1.0, False)]),
        ("Somerset hunts: " + " ".join(ELSEWHERE.split()[:8]), [("keeper", 8, 0.667, False)]),
        ("Here, a new story by us, " + " ".join(ELSEWHERE.split()[2:9]) + " but nothing more", []),
        ("A lighthouse keeper raises", []),
        ("", []),
    ],
)
def test_a_run_of_eight_words_is_found(
    text: str, found: list[tuple[str, int, float, bool]]
) -> None:
    told = [(one.subject, one.words, one.share, one.own) for one in INDEX.find(text, "seven")]
    assert told == found


def test_a_text_changed_here_and_there_is_found_by_how_much_is_left() -> None:
    (one,) = OverlapIndex(TEXTS).find(ELSEWHERE.replace("orphan", "child"), "seven")
    assert one.share >= 0.5


def test_own_words_may_be_cited() -> None:
    assert INDEX.find(TEXTS["seven"], "seven")[0].own
    assert OverlapIndex({}).find(ELSEWHERE, "") == ()
