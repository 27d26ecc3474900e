"""`slate guard`, as a person and as a program."""

from pathlib import Path

from tests.cli.conftest import Slate

HOUSE = """guard: House
norms:
- norm: ours
  topic: pirocy
"""


def write(slate: Slate, text: str) -> None:
    folder = Path(slate.workspace) / "norms"
    folder.mkdir(exist_ok=True)
    (folder / "house.yaml").write_text(text, encoding="utf-8")


def test_the_tree(empty: Slate) -> None:
    said = empty.says("guard", "norms")
    assert "    Piracy " in said
    assert "1 allowed, 1 off-limits" in said
    assert said.splitlines()[-1].endswith(f"version {empty.json('guard', 'norms')['version']}.")


def test_a_topic(empty: Slate) -> None:
    said = empty.says("guard", "norms", "grooming")
    assert "Part of child-sexual-exploitation in sex-crimes in hazards." in said
    assert "From child-sexual-exploitation: Nothing sexual about anyone under eighteen" in said
    told = empty.json("guard", "norms", "voice-cloning")["topics"][0]["norms"][0]
    assert (told["stance"], told["review"]) == ("off-limits", "2027-06-01")
    assert "Did you mean 'voice-cloning'" in empty.fails("guard", "norms", "voice-clonin")


def test_checking(empty: Slate) -> None:
    said = empty.says("guard", "check")
    assert "from the default pack alone" in said
    assert said.endswith("The graph was brought up to date.\n")
    assert empty.json("guard", "check")["stored"] is False


def test_mistakes_are_told_with_their_places(empty: Slate) -> None:
    write(empty, HOUSE)
    told = empty.fails("guard", "check").splitlines()
    assert told[0] == "slate: house.yaml:3:3: Norm 1 needs 'title'."
    assert len(told) == 7
