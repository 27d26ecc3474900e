"""`slate map`: guess a mapping, write it, try it."""

import json
from pathlib import Path

from click.testing import CliRunner
from tests.catalogue.samples import GERMAN

from openslate.cli.main import main


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(word) for word in words])
    return result.exit_code, result.output


def test_guess_write_and_check(tmp_path: Path) -> None:
    titles, mapping = tmp_path / "titles.csv", tmp_path / "m.yaml"
    titles.write_text(GERMAN)
    status, told = run("map", "guess", titles, "--out", mapping)
    assert status == 0
    assert "a table of works, 95% sure" in told
    assert "directors" in told
    assert "Left out: Ort." in told
    assert "name: Titel" in mapping.read_text()
    status, told = run("map", "check", titles, "--mapping", mapping)
    assert status == 0
    assert "3 records under m.yaml, 0 values could not be used" in told
    assert "1 (row 2)  name: Das Boot" in told
    status, told = run("map", "check", titles, "--mapping", mapping, "--json")
    assert json.loads(told)["filled"]["name"] == 3
    assert run("map", "guess", titles, "--out", mapping)[0] == 1


def test_a_mapping_that_is_wrong(tmp_path: Path) -> None:
    titles, mapping = tmp_path / "titles.csv", tmp_path / "m.yaml"
    titles.write_text(GERMAN)
    mapping.write_text("mapping: m\nsource: m\ncolumns:\n  naem: Titel\n")
    status, told = run("map", "check", titles, "--mapping", mapping)
    assert status == 1
    assert "m.yaml:4:3: There is no field 'naem'. Did you mean 'name'?" in told
