"""Every mistake in a file of norms is one sentence with a file, a line, a column and what to do."""

from pathlib import Path

import pytest

from openslate.common.errors import SlateError
from openslate.guard.norms.combining import combine
from openslate.guard.norms.norm_file import parse_norm_file
from openslate.guard.norms.reading import default_norms, read_norms
from openslate.rules.problems import RulebookError

HEAD = "guard: House\nowner: standards\nreview: 2027-01-01\nsource: us\n"
TOPIC = "- {topic: a, name: A, definition: What a is}\n"
TOPICS = f"{HEAD}topics:\n{TOPIC}"
NORM = f"{TOPICS}norms:\n- norm: n\n  topic: a\n  title: N\n  because: B\n  citation: C\n  "
GOOD = NORM + "stance: off-limits\n  severity: 3\n  "


def problems(text: str) -> list[str]:
    with pytest.raises(RulebookError) as caught:
        combine([parse_norm_file(text, "h.yaml")], default_norms())
    return str(caught.value).split("\n")


WRONG = {
    "": "1:1: The file is empty. Start with 'guard: NAME'.",
    "- a": "1:1: A file of norms starts with 'guard: NAME'.",
    "topics: []": "1:1: A file of norms needs a name. Start with 'guard: NAME'.",
    "guard: H\nnroms: []": "2:1: There is no key 'nroms' in a file of norms. Did you mean 'norms'?",
    "guard: H\ntopics:\n- {topic: a, name: A, definition: D, source: S, owner: O}": "3:3: "
    "Topic 1 needs 'review'.",
    f"{HEAD}topics:\n- {{topic: A b, name: A, definition: D}}": "6:11: 'topic' may hold only "
    "small letters, digits and hyphens.",
    f"{HEAD}topics:\n- {{topic: a, name: '', definition: D}}": "6:20: 'name' must not be empty.",
    f"{TOPICS}{TOPIC}": "7:11: The topic 'a' is used twice. See h.yaml.",
    f"{HEAD}topics:\n- {{topic: a, name: A, definition: D, broader: pirocy}}": "6:47: "
    "There is no topic 'pirocy'. Did you mean 'piracy'?",
    f"{HEAD}topics:\n- {{topic: a, name: A, definition: D, broader: b}}\n"
    "- {topic: b, name: B, definition: D, broader: a}": "6:47: The topic is within itself: "
    "a in b in a.",
    NORM + "stance: off-limit\n  severity: 3": "13:11: There is no stance 'off-limit'. "
    "Did you mean 'off-limits'?",
    NORM + "stance: allowed\n  severity: 6": "14:13: 'severity' must be at most 5.",
    GOOD + "obligations: [helplin]": "15:17: There is no obligation 'helplin'. "
    "Did you mean 'helpline'?",
    GOOD + "when: viewer.agee < 13": "15:9: There is no field 'viewer.agee'. "
    "Did you mean 'viewer.age'?",
    GOOD + "when: item.year < 13": "15:9: There is no field 'item.year'. "
    "Did you mean 'message.speaker'?",
    GOOD + "when: message.asks IN ('howto')": "15:26: message.asks is never 'howto'. "
    "Did you mean 'how_to'?",
    GOOD + "whem: viewer.age < 13": "15:3: There is no key 'whem' in a norm. Did you mean 'when'?",
    GOOD + "exceptions:\n  - {exception: e, stance: allowed, because: B}": "16:5: "
    "A norm exception needs 'when'.",
    GOOD + "exceptions:\n  - {exception: e, stance: allowed, because: B, when: 'TRUE', obligation: "
    "[]}": "16:63: There is no key 'obligation' in a norm exception. Did you mean 'obligations'?",
    GOOD + "exceptions:\n  - {exception: e, stance: allowed, because: B, when: viewer.aeg > 3}": ""
    "16:55: There is no field 'viewer.aeg'. Did you mean 'viewer.age'?",
    GOOD + "floor: true\n  exceptions:\n  - {exception: e, stance: allowed, because: B, "
    "when: 'TRUE'}": "16:3: A norm of the floor has no exceptions.",
    NORM + "stance: with-care\n  severity: 3\n  floor: true": "13:3: "
    "A norm of the floor must be off-limits.",
    GOOD.replace("topic: a\n", "topic: spoiler\n"): "9:10: There is no topic 'spoiler'. "
    "Did you mean 'spoilers'?",
}


@pytest.mark.parametrize(("text", "says"), WRONG.items())
def test_a_mistake_is_told_at_its_place(text: str, says: str) -> None:
    assert problems(text)[0] == f"h.yaml:{says}"


def test_every_mistake_is_told_at_once() -> None:
    told = problems(NORM + "stance: never\n  severity: 0\n  when: viewer.agee < 13")
    assert [line.split(": ")[0] for line in told] == ["h.yaml:13:11", "h.yaml:14:13", "h.yaml:15:9"]


def test_a_name_is_used_once_in_all_files() -> None:
    files = [parse_norm_file(TOPICS, name) for name in ("a.yaml", "b.yaml")]
    with pytest.raises(RulebookError, match=r"b.yaml:6:11: .* is used twice. See a.yaml"):
        combine(files)


def test_mistakes_of_all_files_are_told_in_order(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("guard: B\nnroms: []")
    (tmp_path / "a.yaml").write_text("guard: A\n\ntopcs: []")
    with pytest.raises(RulebookError) as caught:
        read_norms(tmp_path)
    assert [(p.file, p.line) for p in caught.value.problems] == [("a.yaml", 3), ("b.yaml", 2)]


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"guard: \xff")
    with pytest.raises(SlateError, match=r"a.yaml: The file of norms is not UTF-8 text"):
        read_norms(tmp_path)


def test_a_file_that_can_not_be_opened(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    with pytest.raises(SlateError, match="The norms can't be read"):
        read_norms(tmp_path)
