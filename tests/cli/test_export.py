"""`slate export`: every format by its name, some items or all."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Slate

from openslate.catalogue.exports.formats import EXPORTS


@pytest.mark.parametrize("form", EXPORTS)
def test_every_format_is_written(slate: Slate, tmp_path: Path, form: str) -> None:
    file = tmp_path / "out"
    told = slate.says("export", form, file)
    assert told.startswith(f"{file}: ")
    assert f" {EXPORTS[form].unit} of snapshot s0001-" in told
    assert file.stat().st_size > 0


def test_items_that_are_named(slate: Slate, tmp_path: Path, item: Callable[[str], str]) -> None:
    file = tmp_path / "toys.jsonld"
    report = slate.json("export", "json-ld", file, "--item", item("toy story"))
    assert (report["written"], report["unit"]) == (1, "items")
    assert [node["name"] for node in json.loads(file.read_text())["@graph"]] == ["Toy Story"]
    assert "There is no item 'i0'" in slate.fails("export", "csv", file, "--item", "i0")
