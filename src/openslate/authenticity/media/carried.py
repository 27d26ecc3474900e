"""What a picture's file carries beside pixels, and how its format takes it back."""

import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, JpegImagePlugin, PngImagePlugin

XMP_KEYWORD = "XML:com.adobe.xmp"
EXIF_FOLDER = 0x8769
TIFF_COMPRESSIONS = ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits", "tiff_deflate")
TIFF_TEXTS = (
    *(270, 271, 272, 274, 282, 283, 285, 296, 305, 306, 315, 316, 700, 33432, 33723, 34377),
    EXIF_FOLDER,
)
"""Tags that describe a picture: the others of TIFF say how its pixels are stored."""


@dataclass(frozen=True)
class Carried:
    """Colour profile, EXIF, XMP, resolution, texts, and how pixels were stored."""

    profile: bytes | None = None
    exif: bytes | None = None
    xmp: bytes | None = None
    resolution: tuple[float, float] | None = None
    texts: tuple[tuple[str, str], ...] = ()
    comment: bytes | None = None
    tags: dict[int, Any] = field(default_factory=dict)
    subsampling: int = 0
    progressive: bool = False
    lossless: bool = True
    compression: str = "tiff_adobe_deflate"

    def options(self, kind: str, quality: int) -> dict[str, Any]:
        """Arguments of Pillow's `save` for a format."""
        told: dict[str, Any] = {"icc_profile": self.profile, "dpi": self.resolution}
        if kind != "TIFF":
            told["exif"] = self.exif
        if kind == "JPEG":
            told |= self._jpeg(quality)
        elif kind == "WEBP":
            told |= self._webp(quality)
        elif kind == "PNG":
            told["pnginfo"] = self.png_texts()
        else:
            told |= {"compression": self.compression, "tiffinfo": dict(self.tags)}
        return {name: value for name, value in told.items() if value is not None}

    def _jpeg(self, quality: int) -> dict[str, Any]:
        return {
            "quality": quality,
            "subsampling": self.subsampling,
            "progressive": self.progressive,
            "xmp": self.xmp,
            "comment": self.comment,
            "optimize": True,
        }

    def png_texts(self) -> PngImagePlugin.PngInfo:
        """Texts and XMP as chunks of PNG."""
        info = PngImagePlugin.PngInfo()
        for name, text in self.texts:
            info.add_itxt(name, text)
        if self.xmp is not None:
            info.add_itxt(XMP_KEYWORD, self.xmp.decode("utf-8", errors="replace"))
        return info

    def _webp(self, quality: int) -> dict[str, Any]:
        kept = {"xmp": self.xmp, "exact": True, "method": 4}
        return kept | ({"lossless": True} if self.lossless else {"quality": quality})


def carried_by(image: Image.Image, path: Path) -> Carried:
    """What an open picture carries beside its pixels. Texts of PNG are known once it is loaded."""
    info = image.info
    exif = image.getexif()
    xmp = info.get("xmp")
    resolution = info.get("dpi")
    texts = {name: str(text) for name, text in getattr(image, "text", {}).items()}
    texts.pop(XMP_KEYWORD, None)
    jpeg = isinstance(image, JpegImagePlugin.JpegImageFile)
    compression = str(info.get("compression", ""))
    return Carried(
        profile=info.get("icc_profile"),
        exif=exif.tobytes() if len(exif) and image.format != "TIFF" else None,
        xmp=xmp.encode() if isinstance(xmp, str) else xmp,
        resolution=(float(resolution[0]), float(resolution[1])) if resolution else None,
        texts=tuple(texts.items()),
        comment=info.get("comment") if jpeg else None,
        tags=_tags(image),
        subsampling=max(JpegImagePlugin.get_sampling(image), 0) if jpeg else 0,
        progressive=bool(info.get("progressive")) if jpeg else False,
        lossless=image.format != "WEBP" or is_lossless_webp(path),
        compression=compression if compression in TIFF_COMPRESSIONS else "tiff_adobe_deflate",
    )


def _tags(image: Image.Image) -> dict[int, Any]:
    tags = getattr(image, "tag_v2", None)
    if tags is None:
        return {}
    told = {tag: tags[tag] for tag in TIFF_TEXTS if tag in tags}
    if EXIF_FOLDER in told:
        told[EXIF_FOLDER] = dict(image.getexif().get_ifd(EXIF_FOLDER))
    return told


def is_lossless_webp(path: Path) -> bool:
    """Whether a WebP file has a lossless picture: a chunk VP8L (RFC 9649)."""
    with path.open("rb") as file:
        file.seek(12)
        while len(head := file.read(8)) == 8:
            name, size = struct.unpack("<4sI", head)
            if name in (b"VP8L", b"VP8 "):
                return bool(name == b"VP8L")
            file.seek(size + size % 2, 1)
    return False
