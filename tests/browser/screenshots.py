"""Take the pictures of the docs: home, why, item, rules, search, a person and what is around them.

Light and dark, 1440 by 900:

python tests/browser/screenshots.py http://127.0.0.1:8765 196 docs/images
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SIZE = {"width": 1440, "height": 900}


def main(address: str, viewer: str, folder: Path) -> None:
    """Fourteen pictures of a running server, as PNG files."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        for scheme in ("light", "dark"):
            page = chromium.new_page(viewport=SIZE, color_scheme=scheme, base_url=address)
            take(page, viewer, folder, scheme)
            page.close()
        chromium.close()


def take(page: Page, viewer: str, folder: Path, scheme: str) -> None:
    """The pictures of one colour scheme."""

    def snap(name: str) -> None:
        page.wait_for_load_state("networkidle")
        page.screenshot(path=folder / f"{name}-{scheme}.png")

    page.goto(f"/viewers/{viewer}?time=21:15")
    snap("home")
    page.locator(".why-link").first.click()
    page.locator("#panel[open] #why").wait_for()
    page.wait_for_timeout(300)
    snap("why")
    page.keyboard.press("Escape")
    page.locator(".card-link").first.click()
    page.wait_for_url("**/items/**")
    snap("item")
    for name, path in (
        ("rules", "/rules"),
        ("search", "/search?q=drama"),
        ("person", "/people/Tom_Hanks"),
        ("around", "/people/Tom_Hanks/near"),
    ):
        page.goto(path)
        snap(name)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
