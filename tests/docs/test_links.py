"""Every link between documents leads somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.repository import DOCS, ROOT, name_of, text_files

PAGES = [(path, text) for path, text in text_files() if path.suffix == ".md"]
LINK = re.compile(r"\]\(([^)\s]+)\)")
INDEXES = [path for path, _ in PAGES if path.name == "README.md" and DOCS in path.parents]


def anchors(text: str) -> set[str]:
    """What a page's headings are called in links."""
    headings = re.findall(r"(?m)^#+ +(.+?) *$", without_code(text))
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def without_code(text: str) -> str:
    """A page without its blocks of code, where a bracket is no link."""
    return re.sub(r"(?s)```.*?```", "", text)


def links(path: Path, text: str) -> Iterator[tuple[str, Path, str]]:
    """Every link inside the repository: as written, the file it means, the anchor or ''."""
    for target in LINK.findall(without_code(text)):
        if not re.match(r"[a-z]+:", target):
            place, _, anchor = target.partition("#")
            yield target, (path.parent / place).resolve() if place else path, anchor


@pytest.mark.parametrize(("path", "text"), PAGES, ids=[name_of(path) for path, _ in PAGES])
def test_links_lead_somewhere(path: Path, text: str) -> None:
    broken = [target for target, file, _ in links(path, text) if not file.exists()]
    lost = [
        target
        for target, file, anchor in links(path, text)
        if anchor
        and file.suffix == ".md"
        and file.is_file()
        and anchor not in anchors(file.read_text())
    ]
    assert broken + lost == []


def test_links_stay_inside_the_repository() -> None:
    outside = [t for p, text in PAGES for t, file, _ in links(p, text) if ROOT not in file.parents]
    assert outside == []


def test_an_index_lists_every_page() -> None:
    listed = {file for index in INDEXES for _, file, _ in links(index, index.read_text())}
    pages = {path for path, _ in PAGES if DOCS in path.parents and path != DOCS / "README.md"}
    assert sorted(name_of(page) for page in pages - listed) == []
