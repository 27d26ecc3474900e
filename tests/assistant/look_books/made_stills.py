"""Small pictures of one or two colours, with words in and beside them."""

from io import BytesIO
from pathlib import Path

from PIL import Image

XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="Agency X">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Night harbour</rdf:li></rdf:Alt></dc:title>
<dc:subject><rdf:Bag><rdf:li>harbour</rdf:li><rdf:li>night</rdf:li></rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def picture(*colours: str) -> Image.Image:
    """Stripes of colours, the first the widest."""
    made = Image.new("RGB", (60, 40), colours[0])
    for place, colour in enumerate(colours[1:], 1):
        made.paste(colour, (60 - 10 * place, 0, 70 - 10 * place, 40))
    return made


def jpeg(*colours: str) -> bytes:
    """The same as a file."""
    target = BytesIO()
    picture(*colours).save(target, "JPEG")
    return target.getvalue()


def write_stills(folder: Path) -> Path:
    """Five stills: words in EXIF, in XMP, in a table, beside one, and nowhere."""
    folder.mkdir(parents=True, exist_ok=True)
    red = picture("#c02020", "#200000")
    exif = red.getexif()
    exif[0x013B], exif[0x8298], exif[0x010E] = "Ann Lens", "(c) House", "A red door"
    red.save(folder / "door.jpg", exif=exif)
    picture("#101840", "#f0f0a0").save(folder / "harbour.jpg", xmp=XMP)
    picture("#30a040").save(folder / "meadow.png")
    picture("#c82424", "#240404").save(folder / "door2.png")
    picture("#808080").save(folder / "wall.png")
    (folder / "stills.csv").write_text(
        "File;Credit;Tags;Alt\nmeadow.png;Bob;green|day;A meadow at noon\n"
        "door2.png;Ann Lens;door;The door again\n",
        encoding="utf-8",
    )
    (folder / "wall.json").write_text('{"title": "Wall", "tags": ["grey"]}', encoding="utf-8")
    (folder / "broken.jpg").write_bytes(b"\xff\xd8 no picture")
    return folder
