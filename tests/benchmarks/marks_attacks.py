"""What happens to pictures on their way, as the benchmark of marks does it to all contenders."""

import io
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

Change = Callable[[Image.Image], Image.Image]
BICUBIC = Image.Resampling.BICUBIC
TURN = Image.Transpose
PLATFORM_SIDE = 1080
SCREEN = (24, 24, 28)


@dataclass(frozen=True)
class Attack:
    """One way a picture is changed; `wanted` is the share of ids to be read (0: only reported)."""

    name: str
    wanted: float
    change: Change


def save(kind: str, quality: int) -> Change:
    """Saved as a file of a kind and quality."""

    def change(image: Image.Image) -> Image.Image:
        file = io.BytesIO()
        image.save(file, kind, quality=quality)
        return Image.open(file).convert("RGB")

    return change


def scale(across: float, down: float | None = None) -> Change:
    """Made smaller or larger, not alike where `down` is given."""
    high = across if down is None else down
    return lambda image: image.resize(
        (round(image.width * across), round(image.height * high)), BICUBIC
    )


def turn(degrees: float, *, whole: bool = False) -> Change:
    """Turned; the frame grows where `whole`, else corners are lost. New places are black."""
    return lambda image: image.rotate(degrees, BICUBIC, expand=whole)


def crop(share: float, across: float = 0.5, down: float = 0.5) -> Change:
    """A share of each side, from a place of 0 (left, top) to 1."""

    def change(image: Image.Image) -> Image.Image:
        width, height = round(image.width * share), round(image.height * share)
        left = round((image.width - width) * across)
        top = round((image.height - height) * down)
        return image.crop((left, top, left + width, top + height))

    return change


def gamma(power: float) -> Change:
    """Each level to a power."""
    table = [round(255 * (level / 255) ** power) for level in range(256)]
    return lambda image: image.point(table * 3)


def noise(deviation: float) -> Change:
    """Gaussian noise, the same for all contenders."""

    def change(image: Image.Image) -> Image.Image:
        pixels = np.asarray(image).astype(float)
        noisy = pixels + np.random.default_rng(7).normal(0, deviation, pixels.shape)
        return Image.fromarray(np.clip(np.rint(noisy), 0, 255).astype(np.uint8))

    return change


def platform(image: Image.Image) -> Image.Image:
    """Longest side to 1080 pixels and JPEG of quality 75, as social platforms do."""
    by = PLATFORM_SIDE / max(image.size)
    size = (round(image.width * by), round(image.height * by))
    return save("JPEG", 75)(image.resize(size, Image.Resampling.LANCZOS))


def screenshot(share: float, quality: int | None) -> Change:
    """Shown smaller on a dark page with other colours, and the page saved."""

    def change(image: Image.Image) -> Image.Image:
        size = (round(image.width * share), round(image.height * share))
        shown = gamma(0.95)(image.resize(size, Image.Resampling.BILINEAR))
        page = Image.new("RGB", (round(size[0] * 1.15), round(size[1] * 1.25)), SCREEN)
        page.paste(shown, ((page.width - size[0]) // 2, round((page.height - size[1]) * 0.6)))
        return save("JPEG", quality)(page) if quality else page

    return change


def after(*changes: Change) -> Change:
    """One after the other."""

    def change(image: Image.Image) -> Image.Image:
        for one in changes:
            image = one(image)
        return image

    return change


def _attacks(wanted: float, changes: dict[str, Change]) -> list[Attack]:
    return [Attack(name, wanted, change) for name, change in changes.items()]


ATTACKS = [
    *_attacks(
        0.98,
        {
            "nothing": lambda image: image,
            "JPEG 75": save("JPEG", 75),
            "JPEG 50": save("JPEG", 50),
            "JPEG 30": save("JPEG", 30),
            "WebP 75": save("WEBP", 75),
            "resize 0.5": scale(0.5),
            "resize 0.75": scale(0.75),
            "resize 1.5": scale(1.5),
            "turn 2°": turn(2),
            "turn 5°": turn(5),
            "turn 5°, JPEG 75": after(turn(-5, whole=True), save("JPEG", 75)),
            "turn 10°": turn(-10),
            "turn 90°": lambda image: image.transpose(TURN.ROTATE_90),
            "turn 180°": lambda image: image.transpose(TURN.ROTATE_180),
            "flip": ImageOps.mirror,
            "brightness 1.3": lambda image: ImageEnhance.Brightness(image).enhance(1.3),
            "brightness 0.7": lambda image: ImageEnhance.Brightness(image).enhance(0.7),
            "contrast 1.4": lambda image: ImageEnhance.Contrast(image).enhance(1.4),
            "contrast 0.6": lambda image: ImageEnhance.Contrast(image).enhance(0.6),
            "gamma 0.7": gamma(0.7),
            "gamma 1.5": gamma(1.5),
            "noise 5": noise(5),
            "noise 10": noise(10),
            "blur 1": lambda image: image.filter(ImageFilter.GaussianBlur(1)),
            "blur 1.5": lambda image: image.filter(ImageFilter.GaussianBlur(1.5)),
            "median 3 x 3": lambda image: image.filter(ImageFilter.MedianFilter(3)),
            "platform: 1080 pixels, JPEG 75": platform,
            "screenshot at 0.8": screenshot(0.8, None),
            "screenshot at 0.8, JPEG 85": screenshot(0.8, 85),
            "5 % wider": scale(1.05, 1),
            "5 % narrower": scale(0.95, 1),
        },
    ),
    *_attacks(
        0.95,
        {
            "crop 75 %": crop(0.75),
            "crop 75 %, off centre": crop(0.75, 0.1, 0.9),
            "crop 75 %, resize 0.75, JPEG 75": after(
                crop(0.75, 0.8, 0.2), scale(0.75), save("JPEG", 75)
            ),
        },
    ),
    *_attacks(
        0.80,
        {
            "crop to half the area": crop(0.7071, 0.3, 0.7),
            "crop 50 % of each side": crop(0.5),
            "crop 50 %, off centre": crop(0.5, 0.1, 0.85),
        },
    ),
    *_attacks(
        0,
        {
            "crop 50 %, JPEG 50": after(crop(0.5, 0.1, 0.9), save("JPEG", 50)),
            "resize 0.5, JPEG 75": after(scale(0.5), save("JPEG", 75)),
            "turn 7°, JPEG 50": after(turn(7, whole=True), save("JPEG", 50)),
            "screenshot at 0.6, JPEG 75": screenshot(0.6, 75),
            "JPEG 15": save("JPEG", 15),
        },
    ),
]
"""The suite: first what must be survived, then harder things that are reported."""
