"""The guide's example does what it says."""

from pathlib import Path

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "slates.md"


def test_the_example_of_the_guide_runs():
    example = GUIDE.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    assert "assert slate.items" in example
    exec(compile(example, str(GUIDE), "exec"), {})
