"""Take the pictures of disclosures and reputations for the docs.

python -m tests.browser.disclosure_screenshots docs/images
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from tests.browser.conftest import ARGUMENTS, served
from tests.browser.test_catalogue_pages import PASSWORD, sign_in
from tests.disclosed import fill

from openslate.app.desk import Desk
from openslate.app.workspace import Workspace
from openslate.store.roles import Role

SIZE = {"width": 1200, "height": 800}


def main(target: Path) -> None:
    """Ten pictures, light and dark."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Workspace.create(folder / "w").close()
        with Desk.open(folder / "w") as desk:
            desk.accounts.create("eve", Role.EDITOR, PASSWORD)
            fill(desk.workspace)
            with served(desk) as address, sync_playwright() as playwright:
                chromium = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=ARGUMENTS
                )
                for scheme in ("light", "dark"):
                    page = chromium.new_page(viewport=SIZE, color_scheme=scheme, base_url=address)
                    sign_in(page)
                    _take(page, target, scheme)
                chromium.close()


def _take(page: Page, target: Path, scheme: str) -> None:
    def take(name: str) -> None:
        page.screenshot(path=target / f"{name}-{scheme}.png", full_page=True)

    page.goto("/disclosures")
    take("disclosures")
    page.click("text=flood.jpg")
    page.get_by_role("heading", name="Who asks").wait_for()
    take("disclosure")
    page.goto("/disclosures/check")
    page.select_option("#kind", "picture")
    page.select_option("#source_type", "trainedAlgorithmicMedia")
    page.select_option("#shows_real_people", "yes")
    page.fill("#territory", "DE")
    page.click("text=Look at it")
    page.locator("#answer").wait_for()
    take("disclosure-check")
    page.goto("/reputation")
    take("reputation")
    page.click("text=South Desk")
    page.get_by_role("heading", name="As a source").wait_for()
    take("reputation-of")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
