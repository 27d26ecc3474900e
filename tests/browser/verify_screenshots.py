"""Take the pictures of the verify page for the docs: the question, and each of the six verdicts.

python -m tests.browser.verify_screenshots docs/images
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from tests.browser.conftest import ARGUMENTS, served
from tests.browser.test_catalogue_pages import PASSWORD, sign_in
from tests.origins import six_files

from openslate.app.desk import Desk
from openslate.app.workspace import Workspace
from openslate.store.roles import Role

SIZE = {"width": 1200, "height": 800}


def main(target: Path) -> None:
    """Fourteen pictures, light and dark."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Workspace.create(folder / "w").close()
        with Desk.open(folder / "w") as desk:
            desk.accounts.create("eve", Role.EDITOR, PASSWORD)
            files = six_files(desk.workspace, folder)
            with served(desk) as address, sync_playwright() as playwright:
                chromium = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=ARGUMENTS
                )
                for scheme in ("light", "dark"):
                    page = chromium.new_page(viewport=SIZE, color_scheme=scheme, base_url=address)
                    sign_in(page)
                    _take(page, files, target, scheme)
                chromium.close()


def _take(page: Page, files: dict[str, Path], target: Path, scheme: str) -> None:
    page.goto("/verify")
    page.screenshot(path=target / f"verify-{scheme}.png", full_page=True)
    for code, path in files.items():
        page.goto("/verify")
        page.set_input_files("#file", path)
        page.click("text=Look at it")
        page.locator("#verdict").wait_for()
        page.screenshot(path=target / f"verify-{code}-{scheme}.png", full_page=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
