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
SHEET = """Title ID;Titel;Jahr;Regie;Genres;Laufzeit;FSK;Preisklasse
H-1001;Das Boot;1981;Petersen, Wolfgang;Drama|War;149 min;12;A
H-1002;Der Himmel über Berlin;1987;Wenders, Wim;Drama|Fantasy;128 min;6;A
H-1003;Lola rennt;1998;Tykwer, Tom;Action|Thriller;80 min;12;B
H-1004;M;1931;Lang, Fritz;Crime|Thriller;117 min;12;C
"""
TRIED = """rules:
- rule: two-hours
  title: Films of more than two hours step back
  when: item.runtime > 120
  then: {demote: 0.5}
  if unknown: allow
"""


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
            page = chromium.new_page(viewport=SIZE, base_url=address)
            take_for_editors(page, viewer, token, folder)
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


def take_curation(page: Page, viewer: str, folder: Path, scheme: str) -> None:
    """Who watches, what resonates, which model wins, an experiment, how a row works, integrity, a
    rule tried. Experiments show what runs: begin one and serve pages before.
    """
    for name, path in (
        ("segments", "/audience/segments?by=age"),
        ("insight", "/audience/insight?by=age&kind=genres"),
        ("commission", "/audience/insight/commission?by=gender&segment=F"),
        ("evaluation", "/evaluation"),
        ("experiments", "/experiments"),
        ("how-this-row-works", f"/viewers/{viewer}/rows/chosen/how"),
        ("integrity", "/audience/integrity"),
    ):
        page.goto(path)
        page.screenshot(path=folder / f"{name}-{scheme}.png")
    page.goto("/rules/preview")
    text = page.get_by_label("The rulebook, up to")
    text.fill(text.input_value().replace("\nrules:\n", f"\n{TRIED}", 1))
    page.get_by_role("button", name="Try it").click()
    page.get_by_role("heading", name="What each entry decides").wait_for()
    page.screenshot(path=folder / f"preview-{scheme}.png")


def take_editors(page: Page, folder: Path, scheme: str) -> None:
    """Health, a sheet being mapped, how an item came to be, and a pair under review."""
    page.goto("/catalogue/health")
    page.screenshot(path=folder / f"health-{scheme}.png")
    page.goto("/catalogue/mapping")
    sheet = {"name": "titles.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
    page.get_by_label("A delivered file").set_input_files(sheet)
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("heading", name="Columns").wait_for()
    page.screenshot(path=folder / f"mapping-{scheme}.png")
    page.get_by_role("button", name="Drop the file").click()
    page.goto("/search?q=Monty+Python+and+the+Holy+Grail")
    page.locator(".card-link").first.click()
    page.locator("#joined").wait_for()
    page.locator("#joined ~ .link summary").first.click()
    page.locator("#known").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#rights').scrollIntoView()")
    page.screenshot(path=folder / f"item-story-{scheme}.png")


def take_for_editors(page: Page, viewer: str, token: str, folder: Path) -> None:
    """The pictures of pages that need the role of editor, signed in with a one-time link."""
    page.goto(f"/sign-in/{token}")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        take_editors(page, folder, scheme)
        take_curation(page, viewer, folder, scheme)
        page.goto("/catalogue/review")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=folder / f"review-{scheme}.png")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), *sys.argv[4:5])
