"""Storyboards: a panel a scene or a beat, drawn until the house has a still."""

from html.parser import HTMLParser

from tests.assistant.look_books.made_stills import jpeg
from tests.assistant.scripts.test_fountain import SCRIPT

from openslate.assistant.scripts import break_down, read_fountain
from openslate.assistant.scripts.storyboard import storyboard
from openslate.assistant.sheets import Panel, Sheet, sheet_html, sheet_pdf
from openslate.assistant.sheets.sketch import Disc, Label

FOUND = break_down(read_fountain(SCRIPT))


class Pictures(HTMLParser):
    """Collects what pictures say they show."""

    def __init__(self) -> None:
        super().__init__()
        self.alts: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("img", "svg"):
            self.alts.append(dict(attrs).get("alt") or dict(attrs).get("aria-label"))


def test_a_panel_a_scene_or_a_beat() -> None:
    assert [one.title.split()[0] for one in storyboard(FOUND).panels] == ["1", "2", "3", "4"]
    beats = [one.title.split()[0] for one in storyboard(FOUND, by_beat=True).panels]
    assert beats == ["1.1", "1.2", "2.1", "2.2", "3", "4"]


def test_a_panel_says_what_is_needed() -> None:
    panel = storyboard(FOUND).panels[1]
    assert panel.title == "2  EXT. ROCKS BELOW THE TOWER - CONTINUOUS"
    assert panel.lines == (
        "A BOAT, split in two. Jonas climbs down with a LANTERN.",
        "Characters: JONAS",
        "Props: boat and lantern",
    )
    assert panel.alt == ("Placeholder drawing: outside Rocks Below The Tower, night, with Jonas")
    assert panel.sketch is not None
    assert any(isinstance(shape, Label) and shape.text == "Jonas" for shape in panel.sketch.shapes)
    assert sum(isinstance(shape, Disc) for shape in panel.sketch.shapes) == 3  # a moon, a head


def test_a_still_takes_the_drawing_s_place() -> None:
    sheet = storyboard(FOUND, {"2": jpeg("red")}, by_beat=True)
    assert [one.still is not None for one in sheet.panels] == [False, False, True, *[False] * 3]
    assert sheet.note == "5 of 6 pictures are placeholders drawn from the script."


def test_html_says_what_each_picture_shows() -> None:
    read = Pictures()
    html = sheet_html(storyboard(FOUND, {"2": jpeg("red")}))
    read.feed(html)
    assert len(read.alts) == 4
    assert all(read.alts)
    assert "http:" not in html.replace("http://www.w3.org/2000/svg", "")


def test_words_of_a_script_are_no_markup() -> None:
    evil = '<script>alert(1)</script>" onload="x'
    html = sheet_html(
        Sheet(evil, evil, (Panel(evil, (evil,), evil, evil, jpeg("red")),), note=evil)
    )
    assert "<script" not in html
    assert 'onload="x' not in html


def test_a_pdf_is_the_same_each_time_and_has_all_pages() -> None:
    sheet = storyboard(FOUND, {"1": jpeg("blue")}, by_beat=True)
    made = sheet_pdf(sheet)
    assert made == sheet_pdf(sheet)
    assert made.startswith(b"%PDF-")
    many = Sheet("Ωmega 映画", "", sheet.panels * 3)
    assert sheet_pdf(many).count(b"/Type /Page\n") == 3
    assert sheet_pdf(Sheet("Nothing", "", ())).count(b"/Type /Page\n") == 1
