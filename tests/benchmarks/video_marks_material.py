"""Real videos to mark, made from photos in motion: a camera that moves, something before it, grain.

Half of the photos (`TUNED`) were for choosing how marks are made, the other half for measuring.
"""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tests.benchmarks.marks_photos import Photo, photos

WIDTH, HEIGHT, RATE, FRAMES = 1280, 720, 25, 72
KINDS = ("pan", "zoom", "hand", "cuts", "crowd", "depth", "still", "turn", "grain")
FASTEST = 4.0
"""Pixels a frame that a camera pans."""
CROWD = 8
NEARER = 1.4
"""How many times as fast what is near moves by."""
ROOM = 1.3
"""How many times as large as a frame a photo is, so that a camera can move over it."""
TUNED = slice(0, None, 2)
MEASURED = slice(1, None, 2)
SOURCE = ("-c:v", "libx264", "-preset", "ultrafast", "-crf", "12", "-pix_fmt", "yuv420p")


@dataclass(frozen=True)
class Scene:
    """A video of `kind` over photos, the first of which gives its name; `seed` moves the camera."""

    photos: tuple[Photo, ...]
    kind: str
    seed: int

    @property
    def name(self) -> str:
        """Says which it is."""
        return f"{self.photos[0].name}, {self.kind}"


def scenes(part: slice, each: int = 2) -> list[Scene]:
    """So many scenes of every photo of a part, all kinds in turn; what moves is another photo."""
    chosen = photos()[part]
    told = []
    for number in range(each * len(chosen)):
        at = number % len(chosen)
        turned = (*chosen[at:], *chosen[:at])
        told.append(Scene(turned[:4], KINDS[(number + number // len(chosen)) % len(KINDS)], number))
    return told


def write_video(scene: Scene, path: Path) -> None:
    """The scene as a camera's file might be: H.264 of a high quality, 720p."""
    shape = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(RATE)]
    command = ["ffmpeg", "-v", "error", "-y", *shape, "-i", "-", *SOURCE, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as running:
        assert running.stdin is not None
        for frame in frames(scene):
            running.stdin.write(frame.tobytes())
        running.stdin.close()
    if running.returncode:
        raise SystemExit(f"ffmpeg could not write {path.name}.")


def frames(scene: Scene) -> Iterator[np.ndarray]:
    """Frames [720, 1280, 3] of a scene."""
    rng = np.random.default_rng(scene.seed)
    shots = 3 if scene.kind == "cuts" else 1
    walkers = [_cut_out(photo) for photo in scene.photos[1:]]
    near = _near(scene.photos[-1])
    for number, photo in enumerate(scene.photos[:shots]):
        count = FRAMES // shots + (number < FRAMES % shots)
        wide = _wide(photo)
        path = _camera(scene.kind, count, rng)
        crowd = [_Walker(walkers[n % 3], rng) for n in range(CROWD if scene.kind == "crowd" else 1)]
        for at, place in enumerate(path):
            seen = _seen(wide, place)
            if scene.kind == "depth":
                seen.paste(near, (round(-NEARER * place[0]) - near.width // 8, HEIGHT // 2), near)
            for walker in crowd:
                walker.paste(seen, at)
            yield _grainy(np.asarray(seen), scene.kind, rng)


class _Walker:
    """Something that crosses what a camera sees."""

    def __init__(self, picture: Image.Image, rng: np.random.Generator) -> None:
        self._picture = picture
        self._begins = rng.uniform((-0.1, -0.2), (0.8, 0.7)) * (WIDTH, HEIGHT)
        self._speed = rng.uniform(1.5, 5.0) * rng.choice((-1, 1)), rng.uniform(-1, 1)

    def paste(self, seen: Image.Image, at: int) -> None:
        x, y = self._begins + np.multiply(self._speed, at)
        seen.paste(self._picture, (round(x), round(y)), self._picture)


def _near(photo: Photo) -> Image.Image:
    """The lower part of a photo, wider than a frame: what is near and moves by faster."""
    picture = _wide(photo)
    piece = picture.crop((0, picture.height - HEIGHT // 2, picture.width, picture.height))
    mask = Image.new("L", piece.size, 0)
    ridge = [(x, 60 + 40 * np.sin(x / 90)) for x in range(0, piece.width + 1, 10)]
    ImageDraw.Draw(mask).polygon([*ridge, (piece.width, 999), (0, 999)], fill=255)
    piece.putalpha(mask.filter(ImageFilter.GaussianBlur(2)))
    return piece


def _wide(photo: Photo) -> Image.Image:
    """A photo, large enough to move over."""
    picture = Image.fromarray(photo.pixels)
    if picture.height > picture.width:
        picture = picture.rotate(90, expand=True)
    scale = max(ROOM * WIDTH / picture.width, ROOM * HEIGHT / picture.height)
    size = (round(picture.width * scale), round(picture.height * scale))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _cut_out(photo: Photo) -> Image.Image:
    """The middle of a photo as an oval with a soft edge: what moves before the camera."""
    whole = Image.fromarray(photo.pixels)
    side = min(whole.size) * 3 // 5
    left, top = (whole.width - side) // 2, (whole.height - side) // 2
    piece = whole.crop((left, top, left + side, top + side)).resize((280, 360))
    mask = Image.new("L", piece.size)
    ImageDraw.Draw(mask).ellipse((12, 12, 268, 348), fill=255)
    piece.putalpha(mask.filter(ImageFilter.GaussianBlur(3)))
    return piece


def _camera(kind: str, count: int, rng: np.random.Generator) -> np.ndarray:
    """Where the camera is in each frame: x and y in pixels from the middle, zoom, degrees."""
    steps = np.arange(count) - count / 2
    angle, speed = rng.uniform(0, 2 * np.pi), rng.uniform(0.4, 1.0) * FASTEST
    way = np.array([np.cos(angle), 0.5 * np.sin(angle)])
    zoom: np.ndarray = np.ones(count)
    turn: np.ndarray = np.zeros(count)
    if kind in ("still", "grain"):
        speed = 0.0
    elif kind == "zoom":
        zoom, speed = 1 + 0.0025 * (steps + count / 2), speed / 4
    elif kind == "turn":
        turn, speed = 0.12 * steps, speed / 4
    told = speed * steps[:, None] * way
    if kind == "hand":
        shaken = np.cumsum(rng.normal(size=(count, 2)), axis=0)
        told = told / 2 + shaken - shaken.mean(axis=0)
    return np.column_stack([told, zoom, turn])


def _seen(wide: Image.Image, place: np.ndarray) -> Image.Image:
    """What the camera sees of a wide picture."""
    x, y, zoom, degrees = place
    turned = np.exp(1j * np.radians(degrees)) / zoom
    corner = complex(wide.width / 2 + x, wide.height / 2 + y) - turned * complex(WIDTH, HEIGHT) / 2
    sides = (turned.real, -turned.imag, corner.real, turned.imag, turned.real, corner.imag)
    how = Image.Resampling.BICUBIC
    return wide.transform((WIDTH, HEIGHT), Image.Transform.AFFINE, sides, how)


def _grainy(frame: np.ndarray, kind: str, rng: np.random.Generator) -> np.ndarray:
    """A frame with the noise of a camera, more in scenes of that kind."""
    size = 4.0 if kind == "grain" else 1.2
    grain = size * rng.standard_normal(frame.shape[:2], dtype=np.float32)[..., None]
    told: np.ndarray = np.clip(np.rint(frame + grain), 0, 255).astype(np.uint8)
    return told
