"""Drafts, breakdowns and sheets as commands show them."""

from pathlib import Path

from openslate.app.drafts.draft_views import DraftView, ScriptView, VersionView
from openslate.assistant.sheets import Sheet, sheet_html, sheet_pdf
from openslate.cli.output import print_json, say, table
from openslate.common.errors import SlateError

INDENT = "  "


def say_draft(draft: DraftView) -> None:
    """Every version with what was found about it."""
    say(f"{draft.title}: {draft.kind} {draft.id}")
    for note in draft.notes:
        say(f"Note: {note}")
    for version in draft.versions:
        _say_version(version)


def _say_version(version: VersionView) -> None:
    indent = INDENT * version.depth
    picked = ", picked" if version.picked else ""
    label = f", label: {version.label}" if version.label else ""
    say("")
    say(f"{indent}{version.id} ({version.origin}, {version.verdict}{label}{picked})")
    if version.refused:
        say(f"{indent}Withheld: {version.refused}")
    for line in version.text.splitlines():
        say(f"{indent}{line}")
    for passage in version.passages:
        for why in passage.why:
            say(f"{indent}! {why}")
    if version.sources:
        say(f"{indent}Sources: {', '.join(version.sources)}")


def say_script(script: ScriptView) -> None:
    """A table of scenes."""
    say(f"{script.title}: script {script.id}, {len(script.scenes)} scenes, {script.length} pages")
    rows = (
        (s.number, s.setting, s.location, s.time, s.length, ", ".join(s.characters),
         ", ".join(s.props))
        for s in script.scenes
    )  # fmt: skip
    table(("Scene", "", "Location", "Time", "Pages", "Characters", "Props"), rows)


def write_sheet(sheet: Sheet, path: Path, as_json: bool) -> None:
    """Write a sheet as its name's ending says; raises SlateError for another ending."""
    if path.suffix.lower() == ".html":
        path.write_text(sheet_html(sheet), encoding="utf-8")
    elif path.suffix.lower() == ".pdf":
        path.write_bytes(sheet_pdf(sheet))
    else:
        raise SlateError("Sheets are written as PDF or HTML", where=str(path), do="End it in .pdf")
    if as_json:
        panels = [{"title": p.title, "alt": p.alt, "credit": p.credit} for p in sheet.panels]
        print_json({"file": str(path), "title": sheet.title, "panels": panels, "note": sheet.note})
        return
    say(f"{path}: {len(sheet.panels)} panels")
    if sheet.note:
        say(sheet.note)
