"""What hides in text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openslate.authenticity.texts.hidden import HiddenUse, hidden_characters


@pytest.mark.parametrize(
    ("character", "use"),
    [
        ("\u200b", HiddenUse.ZERO_WIDTH), ("\u2060", HiddenUse.ZERO_WIDTH),
        ("\u00ad", HiddenUse.ZERO_WIDTH), ("\u200d", HiddenUse.JOINER),
        ("\u202e", HiddenUse.DIRECTION), ("\u200f", HiddenUse.DIRECTION),
        ("\U000e0041", HiddenUse.TAG), ("\ufe0f", HiddenUse.SELECTOR),
        ("\U000e0101", HiddenUse.SELECTOR), ("\x07", HiddenUse.CONTROL),
        ("\u3164", HiddenUse.BLANK), ("\u00a0", HiddenUse.BLANK),
    ],
)  # fmt: skip
def test_each_kind_with_its_place(character: str, use: HiddenUse) -> None:
    (found,) = hidden_characters(f"one\ntw{character}o").characters
    assert (found.use, found.line, found.column) == (use, 2, 3)
    assert found.code == f"U+{ord(character):04X}"


@pytest.mark.parametrize(
    "text", ["", "Words,\twith\r\nbreaks.", "\ufeffMark", "\u0394\u03b7 \u6f22"]
)
def test_what_is_seen_is_not_reported(text: str) -> None:
    report = hidden_characters(text)
    assert (report.characters, report.spelled, report.sentence) == ((), (), "")


def test_hidden_letters_are_spelled_out() -> None:
    hidden = "".join(chr(0xE0000 + ord(one)) for one in "obey")
    report = hidden_characters(f"Hello{hidden}!")
    assert report.spelled == ("obey",)
    assert "4 hidden characters, the first on line 1, column 6" in report.sentence
    assert "They spell 'obey'." in report.sentence


@given(st.binary(min_size=4, max_size=20))
def test_bytes_in_selectors_are_read(content: bytes) -> None:
    row = "".join(chr(0xFE00 + b) if b < 16 else chr(0xE0100 + b - 16) for b in content)
    assert hidden_characters(f"a{row}b").spelled == (content.decode("utf-8", "replace"),)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    report = hidden_characters(text)
    assert sum(report.counts.values()) == len(report.characters)
