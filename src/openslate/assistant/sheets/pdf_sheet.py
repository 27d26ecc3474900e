"""A sheet as a PDF on A4, the same bytes each time it is made from the same panels."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from math import ceil

from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from openslate.assistant.sheets.sheet import Panel, Sheet
from openslate.assistant.sheets.sketch import HEIGHT, WIDTH, Box, Disc, Label, Line, Sketch, grey
from openslate.common.text import fold

PAGE = landscape(A4)
MARGIN, GAP, HEAD, FOOT = 36.0, 14.0, 44.0, 24.0  # points
ROWS = 2
SIZE, SMALL = 8.0, 6.5
REGULAR, BOLD = "Vera", "VeraBd"


def sheet_pdf(sheet: Sheet) -> bytes:
    """The whole document; its title is in its metadata, its words can be searched and read."""
    _fonts()
    target = BytesIO()
    canvas = Canvas(target, pagesize=PAGE, invariant=1, pageCompression=1, lang=sheet.language)
    canvas.setTitle(sheet.title)
    canvas.setSubject(sheet.subtitle)
    canvas.setAuthor("Slate")
    canvas.setCreator("Slate")
    each = sheet.columns * ROWS
    pages = max(1, ceil(len(sheet.panels) / each))
    for page in range(pages):
        _page(canvas, sheet, sheet.panels[page * each : (page + 1) * each], page + 1, pages)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _page(canvas: Canvas, sheet: Sheet, panels: Sequence[Panel], page: int, pages: int) -> None:
    width, height = PAGE
    canvas.setFillColor(HexColor("#000000"))
    _text(canvas, MARGIN, height - MARGIN - 8, sheet.title, BOLD, 13)
    _text(canvas, MARGIN, height - MARGIN - 24, sheet.subtitle, REGULAR, SIZE)
    _text(canvas, MARGIN, MARGIN - 8, sheet.note, REGULAR, SMALL)
    told = f"{page} of {pages}"
    canvas.setFont(REGULAR, SMALL)
    canvas.drawRightString(width - MARGIN, MARGIN - 8, told)
    each_width = (width - 2 * MARGIN - GAP * (sheet.columns - 1)) / sheet.columns
    each_height = (height - 2 * MARGIN - HEAD - FOOT - GAP * (ROWS - 1)) / ROWS
    for place, panel in enumerate(panels):
        row, column = divmod(place, sheet.columns)
        left = MARGIN + column * (each_width + GAP)
        top = height - MARGIN - HEAD - row * (each_height + GAP)
        _panel(canvas, panel, (left, top, each_width, each_height))


def _panel(canvas: Canvas, panel: Panel, place: tuple[float, float, float, float]) -> None:
    left, top, width, height = place
    frame = min(width * HEIGHT / WIDTH, height * 0.66)
    if panel.still is not None:
        _still(canvas, panel.still, left, top - frame, width, frame)
    elif panel.sketch:
        _sketch(canvas, panel.sketch, left, top, frame / HEIGHT)
    canvas.setFillColor(HexColor("#000000"))
    line = top - frame - 11
    words = [(panel.title, BOLD, SIZE), *((text, REGULAR, SMALL) for text in panel.lines)]
    if panel.credit:
        words.append((panel.credit, REGULAR, SMALL))
    for text, font, size in words:
        for part in simpleSplit(_spelled(text), font, size, width):
            if line < top - height:
                return
            _text(canvas, left, line, part, font, size)
            line -= size + 2


def _still(
    canvas: Canvas, still: bytes, left: float, foot: float, width: float, height: float
) -> None:
    """The picture within the frame, whole, in its own proportions."""
    with Image.open(BytesIO(still)) as picture:
        scale = min(width / picture.width, height / picture.height)
        size = picture.width * scale, picture.height * scale
    canvas.drawImage(ImageReader(BytesIO(still)), left, foot + height - size[1], *size)


def _sketch(canvas: Canvas, sketch: Sketch, left: float, top: float, scale: float) -> None:
    for shape in sketch.shapes:
        match shape:
            case Line():
                canvas.setStrokeColor(HexColor(grey(shape.tone)))
                canvas.setLineWidth(0.8 * scale)
                canvas.line(
                    left + shape.x1 * scale, top - shape.y1 * scale,
                    left + shape.x2 * scale, top - shape.y2 * scale,
                )  # fmt: skip
            case Box():
                canvas.setFillColor(HexColor(grey(shape.tone)))
                foot = top - (shape.y + shape.height) * scale
                size = shape.width * scale, shape.height * scale
                canvas.rect(left + shape.x * scale, foot, *size, stroke=0, fill=1)
            case Disc():
                canvas.setFillColor(HexColor(grey(shape.tone)))
                canvas.setStrokeColor(HexColor(grey(shape.edge)))
                canvas.circle(
                    left + shape.x * scale, top - shape.y * scale, shape.radius * scale, fill=1
                )
            case Label():
                canvas.setFillColor(HexColor(grey(shape.tone)))
                canvas.setFont(REGULAR, shape.size * scale)
                canvas.drawCentredString(
                    left + shape.x * scale, top - shape.y * scale, _spelled(shape.text)
                )
    canvas.setStrokeColor(HexColor("#000000"))
    canvas.setLineWidth(0.6)
    canvas.rect(left, top - HEIGHT * scale, WIDTH * scale, HEIGHT * scale, stroke=1, fill=0)


def _text(canvas: Canvas, left: float, line: float, text: str, font: str, size: float) -> None:
    """One line, cut where the page ends."""
    told = _spelled(text)
    while told and stringWidth(told, font, size) > PAGE[0] - MARGIN - left:
        told = told[:-1]
    canvas.setFont(font, size)
    canvas.drawString(left, line, told)


def _spelled(text: str) -> str:
    """The text in letters that the font has: without its accents where it lacks them, else '?'."""
    has = _letters()
    return "".join(c if c in has else next((f for f in fold(c) if f in has), "?") for c in text)


@cache
def _fonts() -> None:
    """Bitstream Vera comes with ReportLab and may be embedded."""
    for name in (REGULAR, BOLD):
        registerFont(TTFont(name, f"{name}.ttf"))


@cache
def _letters() -> frozenset[str]:
    return frozenset(map(chr, TTFont(REGULAR, f"{REGULAR}.ttf").face.charToGlyph))
