"""Is the right credential found again after a platform stripped it, and never a wrong one?

    scripts/bench recovery

Takes about six minutes on one core.
"""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from openslate.app.authenticity.init_credentials import InitCredentials
from openslate.app.authenticity.known_files import KnownFiles
from openslate.app.authenticity.mark_file import MarkFile
from openslate.app.authenticity.mark_key_file import MarkKeyFile
from openslate.app.authenticity.register_file import RegisterFile
from openslate.app.authenticity.sign_files import SignLibraryFile
from openslate.app.authenticity.verify_file import VerifyFile
from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.claim import Claim
from openslate.authenticity.fingerprints.kinds import FingerprintKind
from openslate.authenticity.fingerprints.pdq import pdq
from openslate.authenticity.verification.conclude import Verification
from openslate.authenticity.verification.origin import Origin
from openslate.store.register import Register
from openslate.testing.pictures import made_up_photo
from tests.benchmarks.accuracy_sets import shared_data
from tests.benchmarks.report import markdown_table, write_page

CLAIM = Claim(source_type="digitalCapture")
STRANGERS = 10_000
SMALL = 256
ABOUT = """
Half of the photos of the development set are marked, signed and registered; then the other half,
in a register of its own. What a platform does to each is done, which strips the credential, and
the copy is verified. *Right* is the credential of that very photo, shown as recovered. *By
fingerprint alone* is the same for the photo as it was before it was marked.
"""


def main() -> None:
    """Register, strip, recover, and ask with strangers; write docs/evaluation/recovery.md."""
    photos = sorted((shared_data() / "images").glob("*.png"))
    right: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    strangers = [0, 0]
    for fold in range(2):
        with tempfile.TemporaryDirectory() as name:
            _fold(Path(name), photos[fold::2], photos[1 - fold :: 2], right, strangers, fold)
    rows = [[what, found, of, f"{found / of:.3f}"] for what, (found, of) in right.items()]
    asked = (
        f"**{strangers[0]:,} unmarked pictures** (made up, and cuts of photos not in the "
        f"register) were asked about by fingerprint: {strangers[1]} were taken for one in it."
    )
    head = ("what was done", "right", "of", "share")
    write_page("recovery", "Recovery", "\n\n".join([ABOUT, markdown_table(head, rows), asked]))


def _fold(
    folder: Path,
    photos: Sequence[Path],
    others: Sequence[Path],
    right: dict[str, list[int]],
    strangers: list[int],
    seed: int,
) -> None:
    Workspace.create(folder / "w").close()
    with Workspace.open(folder / "w") as workspace:
        InitCredentials(workspace)()
        published = dict(_published(workspace, folder, photos))
        with VerifyFile(workspace) as verify:
            for photo, (signed, credential) in published.items():
                for what, change in CHANGES.items():
                    found = verify(change(signed, folder))
                    right[what][0] += _is_right(found, credential)
                    right[what][1] += 1
                found = verify(photo)
                right["By fingerprint alone"][0] += _is_right(found, credential)
                right["By fingerprint alone"][1] += 1
        known = KnownFiles(Register(workspace.database, workspace.clock))
        for picture in _strangers(others, STRANGERS // 2, seed):
            bits = pdq(picture).orientations.tobytes()
            strangers[0] += 1
            strangers[1] += bool(known.like(FingerprintKind.PICTURE, bits))


def _published(
    workspace: Workspace, folder: Path, photos: Sequence[Path]
) -> Iterator[tuple[Path, tuple[Path, str | None]]]:
    """Each photo with its signed copy and the hash of its credential."""
    mark = MarkFile(MarkKeyFile(workspace).make())
    sign = SignLibraryFile(workspace.folder, CLAIM)
    with RegisterFile(workspace) as register:
        for photo in photos:
            plain = folder / photo.with_suffix(".jpg").name
            Image.open(photo).convert("RGB").save(plain, quality=95)
            marked = folder / f"marked-{plain.name}"
            signed = folder / f"signed-{plain.name}"
            mark(plain, marked)
            sign(marked, signed)
            yield photo, (signed, register(signed, by="benchmark").manifest)


def _is_right(found: Verification, credential: str | None) -> bool:
    manifests = [match.file.manifest for match in found.evidence.matches]
    return found.origin is Origin.RECOVERED and manifests == [credential]


def _strip(
    signed: Path, folder: Path, change: Callable[[Image.Image], Image.Image], **form: object
) -> Path:
    kind = str(form.pop("kind", "JPEG"))
    target = folder / f"copy.{kind.lower()}"
    change(Image.open(signed).convert("RGB")).save(target, kind, **form)
    return target


def _within(image: Image.Image, longest: int) -> Image.Image:
    scale = min(1.0, longest / max(image.size))
    return image.resize((round(image.width * scale), round(image.height * scale)))


def _cut(image: Image.Image, share: float) -> Image.Image:
    width, height = round(image.width * share), round(image.height * share)
    left, top = (image.width - width) // 3, (image.height - height) * 2 // 3
    return image.crop((left, top, left + width, top + height))


def _screenshot(image: Image.Image) -> Image.Image:
    small = image.resize((round(image.width * 0.83), round(image.height * 0.83)))
    screen = Image.new("RGB", (small.width + 160, small.height + 240), (24, 24, 26))
    screen.paste(small, (80, 140))
    return screen


CHANGES: dict[str, Callable[[Path, Path], Path]] = {
    "Saved again as PNG": lambda s, f: _strip(s, f, lambda i: i, kind="PNG"),
    "Platform: 1080 pixels, JPEG 75": lambda s, f: _strip(
        s, f, lambda i: _within(i, 1080), quality=75
    ),
    "Messenger: 640 pixels, JPEG 60": lambda s, f: _strip(
        s, f, lambda i: _within(i, 640), quality=60
    ),
    "WebP 75": lambda s, f: _strip(s, f, lambda i: i, kind="WEBP", quality=75),
    "Cut to 75 %, three quarters the size, JPEG 75": lambda s, f: _strip(
        s, f, lambda i: _within(_cut(i, 0.75), round(max(i.size) * 0.5625)), quality=75
    ),
    "Screenshot with a frame": lambda s, f: _strip(s, f, _screenshot, kind="PNG"),
}


def _strangers(photos: Sequence[Path], count: int, seed: int) -> Iterator[np.ndarray]:
    """Made-up pictures and cuts of photos in turns, at most 256 pixels wide."""
    draw = np.random.default_rng(seed)
    opened = [_within(Image.open(photo).convert("RGB"), 3 * SMALL) for photo in photos]
    for number in range(count):
        if number % 2:
            yield made_up_photo(1_000 + seed * count + number, SMALL, SMALL * 2 // 3)
            continue
        image = opened[draw.integers(len(opened))]
        share = draw.uniform(0.3, 1.0, 2)
        width, height = (
            max(64, round(side * part)) for side, part in zip(image.size, share, strict=True)
        )
        left, top = (
            int(draw.integers(0, side - part + 1))
            for side, part in zip(image.size, (width, height), strict=True)
        )
        yield np.asarray(_within(image.crop((left, top, left + width, top + height)), SMALL))


if __name__ == "__main__":
    main()
