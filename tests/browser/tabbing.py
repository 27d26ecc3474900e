"""Walking through a page with the Tab key, as somebody without a mouse does."""

from typing import Any

MOST_STOPS = 400
HERE = """() => {
  const at = document.activeElement
  if (!at || at === document.body) return null
  at.dataset.reached = 'yes'
  const style = getComputedStyle(at)
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
    ? 'seen' : at.outerHTML.slice(0, 120)
}"""
UNREACHED = """(all) => all.filter((one) => one.dataset.reached !== 'yes' && one.checkVisibility())
  .map((one) => one.outerHTML.slice(0, 120))"""


def walk(page: Any) -> list[str]:
    """Press Tab from the top to the end of the page; the stops that show no outline."""
    page.evaluate("document.activeElement.blur()")
    unseen = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        found = page.evaluate(HERE)
        if found is None:
            return unseen
        if found != "seen":
            unseen.append(found)
    raise AssertionError(f"The Tab key did not reach the end in {MOST_STOPS} steps")


def unreached(page: Any, what: str) -> list[str]:
    """Of the elements that a selector finds, those where `walk` did not stop."""
    found = page.locator(what)
    assert found.count() > 0, f"The page has no {what}"
    return list(found.evaluate_all(UNREACHED))


def tab_to(page: Any, text: str) -> None:
    """Press Tab until the element with this text has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == text:
            return
    raise AssertionError(f"The Tab key did not reach {text!r} in {MOST_STOPS} steps")
