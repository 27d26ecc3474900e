"""What a picture file says of itself: XMP first, then IPTC, then EXIF."""

from collections.abc import Iterable, Mapping
from typing import Any

from PIL import Image, ImageFile
from PIL.IptcImagePlugin import getiptcinfo

_EXIF = {"alt": 0x010E, "creator": 0x013B, "copyright": 0x8298}
_IPTC = {
    "title": (2, 5),
    "tags": (2, 25),
    "creator": (2, 80),
    "credit": (2, 110),
    "copyright": (2, 116),
    "alt": (2, 120),
}
_XMP = {
    "title": "title",
    "description": "alt",
    "AltTextAccessibility": "alt",
    "subject": "tags",
    "creator": "creator",
    "Credit": "credit",
    "rights": "copyright",
}
LONGEST = 500  # characters of a field
MOST_TAGS = 40


def embedded_words(picture: Image.Image) -> dict[str, Any]:
    """Title, alt, credit and tags as far as the file holds them; broken fields are passed over."""
    found: dict[str, list[str]] = {}
    for source in (_xmp(picture), _iptc(picture), _exif(picture)):
        for name, values in source.items():
            if values and not found.get(name):
                found[name] = values
    credit = found.get("credit") or found.get("creator") or found.get("copyright") or []
    return {
        "title": " ".join(found.get("title", [])),
        "alt": " ".join(found.get("alt", [])),
        "credit": ", ".join(credit),
        "tags": tuple(found.get("tags", [])[:MOST_TAGS]),
    }


def _exif(picture: Image.Image) -> dict[str, list[str]]:
    try:
        exif = picture.getexif()
    except (ValueError, OSError, SyntaxError, KeyError, TypeError):
        return {}
    return {name: _texts([exif.get(tag)]) for name, tag in _EXIF.items()}


def _iptc(picture: Image.Image) -> dict[str, list[str]]:
    if not isinstance(picture, ImageFile.ImageFile):
        return {}
    try:
        told: Mapping[Any, Any] = getiptcinfo(picture) or {}
    except (ValueError, OSError, SyntaxError, KeyError, TypeError):
        return {}
    values = {name: told.get(tag) for name, tag in _IPTC.items()}
    return {
        name: _texts(value if isinstance(value, list) else [value])
        for name, value in values.items()
    }


def _xmp(picture: Image.Image) -> dict[str, list[str]]:
    try:
        told = picture.getxmp() if hasattr(picture, "getxmp") else {}
    except Exception:  # whatever an XML reader says of a broken packet
        return {}
    found: dict[str, list[str]] = {}
    stack: list[Any] = [told]
    while stack:
        one = stack.pop()
        if isinstance(one, list):
            stack += one
        elif isinstance(one, Mapping):
            for key, value in one.items():
                if key in _XMP:
                    found.setdefault(_XMP[key], []).extend(_texts(_leaves(value)))
                else:
                    stack.append(value)
    return found


def _leaves(value: Any) -> list[Any]:
    """Every text within a value; attributes such as languages are left out."""
    if isinstance(value, Mapping):
        return [leaf for key, part in value.items() if key != "lang" for leaf in _leaves(part)]
    if isinstance(value, list):
        return [leaf for part in value for leaf in _leaves(part)]
    return [value]


def _texts(values: Iterable[Any]) -> list[str]:
    told = []
    for value in values:
        text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
        if isinstance(text, str) and text.strip("\0 \n\t"):
            told.append(" ".join(text.replace("\0", " ").split())[:LONGEST])
    return told
