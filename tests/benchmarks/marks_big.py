"""A photo of twelve megapixels: time, and memory of a process that does nothing else."""

import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from tempfile import TemporaryDirectory
from time import process_time

import numpy as np
from PIL import Image

from tests.benchmarks.marks_attacks import platform
from tests.benchmarks.marks_contenders import KEY, ours
from tests.benchmarks.marks_photos import Photo, psnr
from tests.repository import ROOT

SIZE = (4000, 3000)


@dataclass(frozen=True)
class Big:
    """Seconds a megapixel, peak memory in megabytes, and whether the platform was survived."""

    embed_seconds: float
    read_seconds: float
    megabytes: float
    psnr: float
    platform: bool


def big_picture(photo: Photo) -> dict[str, object]:
    """Make a photo that large, and mark and read it in a process of its own."""
    with TemporaryDirectory() as folder:
        path = f"{folder}/big.npy"
        large = Image.fromarray(photo.pixels).resize(SIZE, Image.Resampling.BICUBIC)
        np.save(path, np.array(large))
        told = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.marks_big", path],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    values = [float(value) for value in told.stdout.split()]
    return asdict(Big(*values[:4], bool(values[4])))


def main() -> None:
    """Print the figures of the array in a file."""
    from openslate.authenticity.marks.picture import embed

    pixels = np.load(sys.argv[1])
    megapixels = pixels.shape[0] * pixels.shape[1] / 1e6
    began = process_time()
    marked = embed(pixels, 77, KEY)
    middle = process_time()
    found = ours(marked)
    ended = process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    survived = found == 77 and ours(np.array(platform(Image.fromarray(marked)))) == 77
    seconds = ((middle - began) / megapixels, (ended - middle) / megapixels)
    print(*seconds, peak, psnr(pixels[:1000], marked[:1000]), int(survived))


if __name__ == "__main__":
    main()
