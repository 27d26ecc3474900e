"""A house's own file of messages: what is read, and how mistakes are told with their row."""

from pathlib import Path

import pytest

from openslate.common.errors import SlateError
from openslate.guard.evaluation.labelled_file import read_labelled
from openslate.guard.lessons.read_lessons import Verdict

TOPICS = ("piracy", "spoilers")
CSV = """text,label,topic,language
"Who dies, in the end?",off-limits,spoilers,en
Wer stirbt?,With_Care,,de
When is it on?,0,,
"""
LINES = """{"text": "Who dies, in the end?", "label": "off-limits", "topic": "spoilers", "language": "en"}
{"text": "Wer stirbt?", "label": "with-care", "language": "de-AT"}

{"text": "When is it on?", "label": false}
"""  # noqa: E501


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text", "rows"),
    [
        ("own.csv", CSV, (2, 3, 4)),
        ("own.csv", "\ufeff" + CSV, (2, 3, 4)),
        ("own.jsonl", LINES, (1, 2, 4)),
    ],
)
def test_what_is_read(tmp_path: Path, name: str, text: str, rows: tuple[int, ...]) -> None:
    first, second, third = read_labelled(file(tmp_path, name, text), TOPICS)
    assert (first.text, first.verdict, first.topic, first.language) == (
        "Who dies, in the end?",
        Verdict.OFF_LIMITS,
        "spoilers",
        "en",
    )
    assert (second.verdict, second.topic, second.language) == (Verdict.WITH_CARE, None, "de")
    assert (third.restrained, third.language) == (False, None)
    assert (first.row, second.row, third.row) == rows


def test_semicolons_and_texts_over_lines(tmp_path: Path) -> None:
    told = 'text;label\n"One\ntwo";safe\nThree;unsafe\n'
    first, second = read_labelled(file(tmp_path, "own.csv", told), TOPICS)
    assert (first.text, first.row) == ("One\ntwo", 2)
    assert (second.restrained, second.row) == (True, 4)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("own.csv", "", "own.csv, row 1: There is no column 'text'"),
        ("own.csv", "text,topic\na,piracy\n", "own.csv, row 1: There is no column 'label'"),
        ("own.csv", "text,label\n", "own.csv: The file has no message"),
        ("own.csv", "text,label\nHello,\n", "own.csv, row 2: There is no label"),
        ("own.csv", "text,label\nHello,odd\n", "own.csv, row 2: The label 'odd' is not known"),
        ("own.csv", "text,label\n ,safe\n", "own.csv, row 2: There is no text"),
        (
            "own.csv",
            "text,label,topic\na b,1,piracy\nc d,1,spoiler\n",
            "own.csv, row 3: There is no topic 'spoiler'. Did you mean 'spoilers'?",
        ),
        (
            "own.csv",
            "text,label\nIs it on?,safe\nBye,safe\nIS IT ON,unsafe\n",
            "own.csv, row 4: The message 'IS IT ON' is labelled off-limits here and allowed in "
            "row 2",
        ),
        ("own.csv", 'text,label\n"open,safe\n', "own.csv, row 2: The row can't be read"),
        ("own.jsonl", '{"text": "a b", "label": 1}\n[1]\n', "own.jsonl, row 2: The line is no"),
        ("own.jsonl", "{text}\n", "own.jsonl, row 1: The line is no JSON object"),
    ],
)
def test_a_mistake_is_told_with_its_row(tmp_path: Path, name: str, text: str, says: str) -> None:
    with pytest.raises(SlateError) as told:
        read_labelled(file(tmp_path, name, text), TOPICS)
    assert says in str(told.value)
    assert str(told.value).endswith((".", "?"))


def test_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes("text,label\nGrüße,safe\n".encode("latin-1"))
    with pytest.raises(SlateError, match="not UTF-8"):
        read_labelled(path, TOPICS)
