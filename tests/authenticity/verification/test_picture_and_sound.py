"""Two searches are counted as two, and it is told where the mark is."""

import pytest

from openslate.authenticity.verification.evidence import MarkReading
from openslate.authenticity.verification.picture_and_sound import in_either

SHOTS = "It shows in 2 of 2 shots."
SEEN, UNSEEN = MarkReading(7, 1e-20, 100, SHOTS), MarkReading(None, 0.3, 100)
HEARD, UNHEARD = MarkReading(7, 1e-12, 10), MarkReading(None, 0.9, 10)


@pytest.mark.parametrize(
    ("seen", "heard", "found", "p_value", "told"),
    [
        (SEEN, HEARD, 7, 2e-20, f"Picture and sound bear it. {SHOTS}"),
        (SEEN, UNHEARD, 7, 2e-20, f"The picture bears it; none was found in the sound. {SHOTS}"),
        (UNSEEN, HEARD, 7, 2e-12, "The sound bears it; none was found in the picture."),
        (UNSEEN, UNHEARD, None, 0.6, ""),
        (UNHEARD, UNHEARD, None, 1.0, ""),
        (MarkReading(7, 9e-7, 100, SHOTS), UNHEARD, None, 18e-7, ""),  # too little for two searches
        (
            SEEN,
            MarkReading(8, 1e-12, 10),
            7,
            2e-20,
            "The picture bears mark 0000000000000007 and the sound 0000000000000008: they come "
            f"from two files. {SHOTS}",
        ),
    ],
)
def test_together(
    seen: MarkReading, heard: MarkReading, found: int | None, p_value: float, told: str
) -> None:
    both = in_either(seen, heard)
    assert both.found == found
    assert both.p_value == pytest.approx(p_value)
    assert both.tests == seen.tests + heard.tests
    assert both.geometry == told
