"""Take the pictures of the assistant for the docs, light and dark, and one of a phone.

python tests/browser/assistant_screenshots.py http://127.0.0.1:8765 1 docs/images
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
ASKED = (
    "Something for two kids under ten tonight, under 100 minutes, not animated",
    "only comedies",
)
FACTS = ("who directed Fargo?", "and who is in it?")


def main(address: str, viewer: str, folder: Path) -> None:
    """Four pictures of a running server, as PNG files."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        for scheme in ("light", "dark"):
            for name, size in (("assistant", (1440, 900)), ("assistant-phone", (390, 844))):
                box = ViewportSize(width=size[0], height=size[1])
                page = chromium.new_page(viewport=box, color_scheme=scheme, base_url=address)
                talk(page, viewer, ASKED if name == "assistant" else FACTS)
                page.screenshot(path=folder / f"{name}-{scheme}.png")
                page.close()
        chromium.close()


def talk(page: Page, viewer: str, messages: tuple[str, ...]) -> None:
    """A conversation, up to where its last answer is settled."""
    page.goto(f"/assistant?viewer={viewer}")
    for turn, message in enumerate(messages):
        page.fill("#message", message)
        page.keyboard.press("Enter")
        page.locator("#log > .turn").nth(turn).wait_for(timeout=120_000)
        page.wait_for_load_state("networkidle")
    page.wait_for_timeout(800)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
