"""Segments in YAML: conditions over profiles, every problem with its place."""

from pathlib import Path

import numpy as np
import pytest
from tests.audience.segments.test_segments import PROFILES

from openslate.audience.segments.declared import (
    declared_segments,
    parse_segments,
    read_segments,
)
from openslate.rules.problems import RulebookError

FAMILIES = """segments:
- segment: families
  title: Families with children
  where: viewer.child_profile = true
- segment: young-brits
  where: viewer.age < 18 AND viewer.territory IN ('GB')
- segment: ada
  where: viewer.id = 'ada' OR viewer.occupation IS NULL AND viewer.gender = 'F'
"""


def test_whom_they_hold() -> None:
    found = declared_segments(parse_segments(FAMILIES, "segments.yaml"), PROFILES)
    names = np.array(found.viewers)
    held = {group.name: names[group.members].tolist() for group in found}
    assert held == {"families": ["bob"], "young-brits": ["bob"], "ada": ["ada", "cyd"]}
    assert found["families"].title == "Families with children"
    assert found["young-brits"].title == "young-brits"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("segment: a\n", "s.yaml:1:1: Segments stand in a list 'segments:'"),
        ("segments:\n- families\n", "s.yaml:2:3: A segment has 'segment: NAME' and"),
        (
            "segments:\n- segment: a\n  where: viewer.agee > 3\n",
            "s.yaml:3:10: There is no field 'viewer.agee'. Did you mean 'viewer.age'",
        ),
        ("segments:\n- segment: a\n  where: item.year > 3\n", "s.yaml:3:10: .*item.year"),
        ("segments:\n- segment: a\n  where: viewer.local_time > '20:00'\n", "viewer.local_time"),
        ("segments:\n- {segment: a, where: viewer.age > 3, when: x}\n", "no key 'when'"),
        (
            "segments:\n" + "- {segment: a, where: viewer.age > 3}\n" * 2,
            "s.yaml:3:13: There are two segments 'a'",
        ),
    ],
)
def test_a_problem_names_its_place(text: str, problem: str) -> None:
    with pytest.raises(RulebookError, match=problem):
        parse_segments(text, "s.yaml")


def test_a_missing_or_empty_file_declares_none(tmp_path: Path) -> None:
    assert read_segments(tmp_path / "segments.yaml") == ()
    (tmp_path / "segments.yaml").write_text("\n")
    assert read_segments(tmp_path / "segments.yaml") == ()
