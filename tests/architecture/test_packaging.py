"""What is asked for, what is pinned and what is scripted agree."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.repository import ROOT, name_of, text_files

PIN = re.compile(r"(?m)^([\w.-]+)==(\S+)(?: ;.*?)? \\$")
SCRIPTS = [path for path, text in text_files() if text.startswith("#!/bin/sh")]


def requirements() -> list[Requirement]:
    """Everything pyproject.toml asks for, extras and the set-up group too."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lists = [data["project"]["dependencies"], data["build-system"]["requires"]]
    lists += [
        *data["project"]["optional-dependencies"].values(),
        *data["dependency-groups"].values(),
    ]
    return [Requirement(line) for lines in lists for line in lines]


def pins() -> dict[str, list[str]]:
    """Pinned versions by distribution: several where they differ by Python version."""
    found: dict[str, list[str]] = {}
    for name, version in PIN.findall((ROOT / "constraints.txt").read_text()):
        found.setdefault(canonicalize_name(name), []).append(version)
    return found


@pytest.mark.parametrize("wanted", requirements(), ids=str)
def test_a_requirement_has_a_pin_it_allows(wanted: Requirement) -> None:
    versions = pins().get(canonicalize_name(wanted.name), [])
    assert versions, "run scripts/pin"
    assert all(wanted.specifier.contains(version) for version in versions), "run scripts/pin"


def test_every_pin_has_hashes() -> None:
    blocks = re.split(r"(?m)^(?=[a-z0-9])", (ROOT / "constraints.txt").read_text())[1:]
    assert len(blocks) == sum(map(len, pins().values()))
    assert [b.splitlines()[0] for b in blocks if "--hash=sha256:" not in b] == []


@pytest.mark.parametrize(
    ("asked", "has", "lacks"),
    [
        ("core", {"polars", "polars-runtime-32", "starlette"}, {"pytest", "playwright", "uv"}),
        ("test", {"pytest", "pluggy", "psycopg-binary"}, {"playwright", "alembic"}),
        ("browser", {"playwright", "greenlet"}, {"pytest"}),
        ("sentences", {"safetensors", "tokenizers", "huggingface-hub"}, {"torch", "pytest"}),
        ("setup", {"uv", "hatchling", "pathspec"}, {"pytest"}),
    ],
)
def test_the_pins_of_an_extra_are_whole(asked: str, has: set[str], lacks: set[str]) -> None:
    command = [ROOT / "scripts" / "python", ROOT / "scripts" / "pinned.py", asked]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    names = {name for name, _ in PIN.findall(printed)}
    assert has <= names
    assert not lacks & names


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_a_script_is_plain_and_says_what_it_does(script: Path) -> None:
    assert subprocess.run(["sh", "-n", script], check=False).returncode == 0
    assert script.stat().st_mode & 0o111, "not executable"
    assert script.read_text().splitlines()[1].startswith("# ")


def test_bench_lists_what_can_be_measured() -> None:
    printed = subprocess.run(
        [ROOT / "scripts" / "bench"], capture_output=True, text=True, check=True
    )
    files = (ROOT / "tests" / "benchmarks").glob("bench_*.py")
    assert sorted(printed.stdout.split()) == sorted(f.stem.removeprefix("bench_") for f in files)
