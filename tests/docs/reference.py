"""Writes docs/reference from the code itself: `scripts/reference`."""

from openslate.catalogue.age_ratings_page import age_ratings_page
from openslate.graph.vocabulary_page import vocabulary_page
from openslate.guard.norms.norms_page import norms_page
from tests.docs.api_reference import api_page
from tests.docs.command_reference import command_page
from tests.docs.metrics_reference import metrics_page
from tests.docs.settings_reference import settings_page
from tests.repository import DOCS, name_of

FOLDER = DOCS / "reference"
PAGES = {
    "cli.md": command_page,
    "settings.md": settings_page,
    "api.md": api_page,
    "metrics.md": metrics_page,
    "vocabulary.md": vocabulary_page,
    "age-ratings.md": age_ratings_page,
    "norms.md": norms_page,
}


def write_pages() -> None:
    """Write every page anew and say where."""
    FOLDER.mkdir(exist_ok=True)
    for name, make in PAGES.items():
        path = FOLDER / name
        path.write_text(make(), encoding="utf-8")
        print(name_of(path))


if __name__ == "__main__":
    write_pages()
