"""A sheet as one HTML file that needs nothing else; the accessible twin of the PDF."""

from base64 import b64encode
from collections.abc import Iterator
from html import escape

from openslate.assistant.sheets.sheet import Panel, Sheet
from openslate.assistant.sheets.sketch import sketch_svg

_STYLE = """
:root{color-scheme:light dark}
body{font:1rem/1.45 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}
h1{font-size:1.6rem;margin:0}
.panels{display:grid;gap:1.5rem;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));
list-style:none;padding:0}
figure{margin:0;break-inside:avoid}
figure img,figure svg{background:#fff;border:1px solid #767676;display:block;height:auto;
max-width:100%;width:100%}
figcaption h2{font-size:1rem;margin:.5rem 0 .2rem}
figcaption p{margin:.1rem 0}
.credit,footer{font-size:.85rem}
"""


def sheet_html(sheet: Sheet) -> str:
    """The whole document."""
    panels = "".join(f"<li>{_panel(panel)}</li>" for panel in sheet.panels)
    return (
        f'<!doctype html>\n<html lang="{escape(sheet.language)}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(sheet.title)}</title><style>{_STYLE}</style></head>\n<body>\n<header>"
        f"<h1>{escape(sheet.title)}</h1><p>{escape(sheet.subtitle)}</p></header>\n"
        f'<main><ol class="panels">{panels}</ol></main>\n'
        f"<footer><p>{escape(sheet.note)}</p></footer>\n</body>\n</html>\n"
    )


def _panel(panel: Panel) -> str:
    words = "".join(_words(panel))
    return f"<figure>{panel_picture(panel)}<figcaption>{words}</figcaption></figure>"


def panel_picture(panel: Panel) -> str:
    """The picture of a panel as an element of HTML; empty where it has none."""
    if panel.still is not None:
        data = b64encode(panel.still).decode()
        return f'<img src="data:image/jpeg;base64,{data}" alt="{escape(panel.alt)}">'
    return sketch_svg(panel.sketch, panel.alt) if panel.sketch else ""


def _words(panel: Panel) -> Iterator[str]:
    yield f"<h2>{escape(panel.title)}</h2>"
    for line in panel.lines:
        yield f"<p>{escape(line)}</p>"
    if panel.credit:
        yield f'<p class="credit">{escape(panel.credit)}</p>'
