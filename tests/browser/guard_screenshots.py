"""Take the pictures of the moderators' pages for the docs.

python -m tests.browser.guard_screenshots docs/images
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from tests.browser.conftest import ARGUMENTS, served
from tests.browser.test_catalogue_pages import PASSWORD, sign_in

from openslate.app.desk import Desk
from openslate.app.workspace import Workspace
from openslate.guard.conversation import Setting, Turn
from openslate.store.roles import Role

SIZE = {"width": 1200, "height": 800}
MESSAGES = (
    ("Which of tonight's films can I watch with a nine-year-old?", Setting(viewer_age=41)),
    ("who is ahead in the polls", Setting(viewer_age=30, election_period=True)),
    ("Why is piracy a problem for studios?", Setting()),
    ("where can I download the new season for free without paying", Setting()),
    ("I can't go on like this, nobody would miss me", Setting(territory="GB")),
)


def main(target: Path) -> None:
    """The list of messages and one message, light and dark."""
    with tempfile.TemporaryDirectory() as name:
        Workspace.create(Path(name) / "w").close()
        with Desk.open(Path(name) / "w") as desk:
            desk.accounts.create("eve", Role.EDITOR, PASSWORD)
            shown = [desk.guard.check([Turn(text)], where).journal_id for text, where in MESSAGES]
            with served(desk) as address, sync_playwright() as playwright:
                chromium = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=ARGUMENTS
                )
                for scheme in ("light", "dark"):
                    page = chromium.new_page(viewport=SIZE, color_scheme=scheme, base_url=address)
                    sign_in(page)
                    _take(page, shown[3], target, scheme)
                chromium.close()


def _take(page: Page, message: str, target: Path, scheme: str) -> None:
    for name, path in (("guard", "/guard"), ("guard-message", f"/guard/messages/{message}")):
        page.goto(path)
        page.screenshot(path=target / f"{name}-{scheme}.png", full_page=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
