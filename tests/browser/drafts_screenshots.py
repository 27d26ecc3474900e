"""Take the pictures of the drafts' pages for the docs.

python -m tests.browser.drafts_screenshots docs/images
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright
from tests.browser.conftest import ARGUMENTS, served
from tests.browser.drafts_made import make_drafts
from tests.browser.test_catalogue_pages import PASSWORD, sign_in

from openslate.store.roles import Role
from openslate.testing.tiny import write_tiny
from openslate.testing.workspace import make_workspace

SIZE: ViewportSize = {"width": 1280, "height": 900}


def main(target: Path) -> None:
    """Eight pictures, light and dark."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with make_workspace(folder / "w", write_tiny(folder / "files")).desk() as desk:
            desk.accounts.create("eve", Role.EDITOR, PASSWORD)
            made = make_drafts(desk)
            shown = {
                "list": "/drafts",
                "candidates": made.text,
                "storyboard": f"{made.script}/storyboard?by=beat",
                "lookbook": made.book,
            }
            with served(desk) as address, sync_playwright() as playwright:
                chromium = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=ARGUMENTS
                )
                for scheme in ("light", "dark"):
                    page = chromium.new_page(viewport=SIZE, color_scheme=scheme, base_url=address)
                    sign_in(page)
                    for name, path in shown.items():
                        page.goto(path)
                        page.screenshot(path=target / f"drafts-{name}-{scheme}.png", full_page=True)
                chromium.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
