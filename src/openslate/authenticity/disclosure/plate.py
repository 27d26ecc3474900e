"""The label as a small picture: an icon that says AI, and words beside it.

A style of its own, in the spirit of the icons that the EU's code of practice suggests. White on
black with a white rim, so that it is read on every picture: 17 to 1 between words and plate.
"""

from PIL import Image, ImageDraw, ImageFont

from openslate.common.errors import SlateError

INK, PLATE = (255, 255, 255), (17, 17, 17)
ICON = "AI"
SMALLEST = 9
"""Pixels of the smallest letters that are drawn."""
LETTERS, PADDING, RIM = 0.56, 0.22, 0.06
"""Shares of the plate's height: size of letters, space around, white rim."""
MOST = (0.96, 0.5)
"""Shares of a picture's width and height that a label takes at most."""
NO_LETTER = "\uffff"
STEP = 0.94


def label_plate(text: str, height: int, room: tuple[int, int]) -> Image.Image:
    """An RGBA picture of a label about so many pixels high, smaller where it would be too wide.

    `room` is the width and height of what it is laid on. Raises SlateError where letters would be
    too small to read, or can't be drawn.
    """
    _check_letters(text)
    widest, tallest = (share * side for share, side in zip(MOST, room, strict=True))
    size = float(max(height, round(SMALLEST / LETTERS) + 1))
    while size * LETTERS >= SMALLEST:
        drawn = _drawn(text, round(size))
        if drawn.width <= widest and drawn.height <= tallest:
            return drawn
        size *= STEP
    raise SlateError(
        f"The label {text!r} would be too small to read on it",
        do="Publish a larger picture, or give it a shorter label in the disclosure rulebook",
    )


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """How well two colours are told apart, 1 to 21 (WCAG 2.2, contrast ratio).

    >>> round(contrast((255, 255, 255), (0, 0, 0)))
    21
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (part / 255 for part in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _check_letters(text: str) -> None:
    font = ImageFont.load_default(SMALLEST)
    box = bytes(font.getmask(NO_LETTER))
    strange = "".join(c for c in dict.fromkeys(text) if bytes(font.getmask(c)) == box)
    if strange or not text.strip():
        why = f": no letters for {strange!r}" if strange else ""
        raise SlateError(
            f"The label {text!r} can't be drawn{why}",
            do="Write it in Latin letters in the disclosure rulebook",
        )


def _drawn(text: str, height: int) -> Image.Image:
    font = ImageFont.load_default(height * LETTERS)
    pad, rim = max(2, round(height * PADDING)), max(1, round(height * RIM))
    side = height - 2 * pad + 2 * rim
    icon = max(side, round(font.getlength(ICON)) + pad)
    width = round(font.getlength(text)) + icon + 3 * pad
    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    box = (0, 0, width - 1, height - 1)
    draw.rounded_rectangle(box, height // 4, fill=PLATE, outline=INK, width=rim)
    top = (height - side) // 2
    draw.rounded_rectangle((pad, top, pad + icon - 1, top + side - 1), side // 5, fill=INK)
    middle = height / 2
    draw.text((pad + icon / 2, middle), ICON, fill=PLATE, font=font, anchor="mm")
    draw.text((2 * pad + icon, middle), text, fill=INK, font=font, anchor="lm")
    return picture
