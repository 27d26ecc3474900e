"""The commands `slate draft`."""

from pathlib import Path

import pytest
from tests.assistant.look_books.made_stills import write_stills
from tests.cli.conftest import Slate

SCRIPT = "INT. HOUSE - DAY\n\nANN (30s) opens a BOX.\n\nEXT. GARDEN - NIGHT\n\nRain.\n"


@pytest.mark.parametrize("command", ["logline", "synopsis", "faq", "press", "brief"])
def test_a_text_about_an_item(slate: Slate, command: str) -> None:
    said = slate.says("draft", command, "Seven", "--by", "ada")
    assert "David Fincher" in said
    assert "Sources: wikidata-films" in said


def test_the_same_as_json_and_into_a_file(slate: Slate, tmp_path: Path) -> None:
    out = tmp_path / "lines.txt"
    told = slate.json("draft", "logline", "Seven", "--by", "ada", "--no-model", "--out", out)
    texts = [version["text"] for version in told["versions"]]
    assert out.read_text().split("\n\n") == [*texts[:-1], texts[-1] + "\n"]
    assert [one["id"] for one in slate.json("draft", "list")] == [told["id"]]


def test_a_letter_from_the_input(slate: Slate) -> None:
    result = slate("draft", "letter", "Seven", "-", "--by", "ada", given="Who directed it?")
    assert (result.exit_code, "Dear viewer," in result.stdout) == (0, True)


def test_pick_edit_show_and_ranking(slate: Slate, tmp_path: Path) -> None:
    draft = slate.json("draft", "logline", "Seven", "--by", "ada")
    first = draft["versions"][0]["id"]
    text = tmp_path / "new.txt"
    text.write_text("Seven won nine Oscars.")
    assert "! No fact about Seven" in slate.says("draft", "edit", first, text, "--by", "bob")
    assert "Picked for Seven" in slate.says("draft", "pick", first, "--by", "ada")
    assert ", picked)" in slate.says("draft", "show", draft["id"])
    assert slate.says("draft", "ranking", "logline") == "1 picks; ranking learns from 20 on.\n"
    child = next(v for v in slate.json("draft", "show", draft["id"])["versions"] if v["parent"])
    assert "No fact backs" in slate.fails("draft", "pick", child["id"], "--by", "ada")


def test_a_script_and_its_storyboard(slate: Slate, tmp_path: Path) -> None:
    file = tmp_path / "house.fountain"
    file.write_text(SCRIPT)
    assert "GARDEN" in slate.says("draft", "script", file, "--by", "ada")
    script = slate.json("draft", "list", "--kind", "script")[0]["id"]
    assert "house.fountain" in slate.says("draft", "show", script)
    pdf, html = tmp_path / "board.pdf", tmp_path / "board.html"
    assert "2 panels" in slate.says("draft", "storyboard", script, "--out", pdf)
    told = slate.json("draft", "storyboard", script, "--beats", "--out", html)
    assert len(told["panels"]) == html.read_text().count("<svg") == 2
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert "PDF or HTML" in slate.fails("draft", "storyboard", script, "--out", tmp_path / "x.doc")


def test_a_look_book(slate: Slate, tmp_path: Path) -> None:
    write_stills(slate.workspace / "stills")
    out = tmp_path / "book.html"
    asked = ("draft", "lookbook", "Greens", "--colour", "#30a040", "--most", "1", "--by", "ada")
    assert "1 panels" in slate.says(*asked, "--out", out)
    assert "A meadow at noon" in out.read_text()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("logline", "Nobody's film"), "no item"),
        (("show", "d0"), "no draft"),
        (("pick", "v0"), "no version"),
        (("storyboard", "d0"), "no draft"),
        (("lookbook", "Greens"), "no such folder"),
    ],
)
def test_what_does_not_work_is_told(slate: Slate, words: tuple[str, ...], sentence: str) -> None:
    by = () if words[0] in ("show", "storyboard") else ("--by", "ada")
    assert sentence in slate.fails("draft", *words, *by)


def test_no_drafts_yet(slate: Slate) -> None:
    assert "no drafts yet" in slate.says("draft", "list")
