"""Take the pictures of the docs: home, why, item, rules, search, a person and what is around them.

Light and dark, 1440 by 900:

python tests/browser/screenshots.py http://127.0.0.1:8765 196 docs/images

With an editor's sign-in link behind it (its token alone) the pages for editors are taken as well.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SIZE = {"width": 1440, "height": 900}


def main(address: str, viewer: str, folder: Path, token: str | None = None) -> None:
    """Fourteen pictures of a running server, as PNG files, and those for editors with a `token`."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        for scheme in ("light", "dark"):
            page = chromium.new_page(viewport=SIZE, color_scheme=scheme, base_url=address)
            take(page, viewer, folder, scheme)
            page.close()
        if token:
            take_for_editors(chromium.new_page(viewport=SIZE, base_url=address), token, folder)
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


def take_for_editors(page: Page, token: str, folder: Path) -> None:
    """The pictures of pages that need the role of editor, signed in with a one-time link."""
    page.goto(f"/sign-in/{token}")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for name, path in (("review", "/catalogue/review"),):
            page.goto(path)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"{name}-{scheme}.png")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), *sys.argv[4:5])
