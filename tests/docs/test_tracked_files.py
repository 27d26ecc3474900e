"""Nothing in the repository depends on one machine or names where packages come from."""

import re

import pytest

from tests.repository import ROOT, name_of, text_files, tracked_files

# Written in parts, so that this file does not hold what it looks for.
HOSTS = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "registry." + "npmjs.org",
    "un" + "pkg.com",
    "jsdelivr" + ".net",
]
MACHINE_PATH = re.compile(r"(?<![\w.}>~-])/(?:root|work|Users|home/\w+|tmp/w[t/])\b")
LARGEST = 1_000_000


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Where a pattern is found: file, line number and line."""
    return [
        f"{name_of(path)}:{number}: {line.strip()[:100]}"
        for path, text in text_files()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("cd /ro" + "ot/slate", True),
        ("open('/ho" + "me/ann/f.csv')", True),
        ("GET /viewers/{viewer}/home/", False),
        ("https://example.org/work/1", False),
        ("app/home.py", False),
    ],
)
def test_the_scan_tells_a_machine_path(line: str, found: bool) -> None:
    assert bool(MACHINE_PATH.search(line)) is found


def test_no_file_names_a_path_of_one_machine() -> None:
    assert lines_with(MACHINE_PATH) == []


def test_no_file_names_a_registry() -> None:
    assert lines_with(re.compile("|".join(map(re.escape, HOSTS)))) == []


def test_no_data_of_others_is_committed() -> None:
    forbidden = re.compile(
        r"(?i)(ml-100k|movielens.*\.(csv|dat|inter|item|user)|movies\.db|\.whl)$"
    )
    assert [name_of(path) for path in tracked_files() if forbidden.search(path.name)] == []


def test_files_stay_small() -> None:
    assert [name_of(p) for p in tracked_files() if p.stat().st_size > LARGEST] == []


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert "Apache License" in text
    assert "APPENDIX: How to apply the Apache License to your work." in text
