"""The invisible mark in pictures: what it survives, how faint it is, what chance looks like.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 scripts/bench marks                 about 5 minutes
    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 scripts/bench marks quick           4 photos, no page
    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 scripts/bench marks false-accepts   about 15 minutes
    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 scripts/bench marks peers           about 10 minutes

Each part keeps its figures in docs/evaluation/marks.json, and the page is written from all of them.
Reads images (SLATE_SHARED_DATA, else ../shared/data). Peers are measured where SLATE_PEERS_PYTHON
names a Python that has them (`scripts/peers marks`).
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.marks_big import big_picture
from tests.benchmarks.marks_chance import false_accepts
from tests.benchmarks.marks_contenders import peers, slate
from tests.benchmarks.marks_page import page
from tests.benchmarks.marks_photos import photos
from tests.benchmarks.marks_survival import survive
from tests.benchmarks.report import FOLDER, write_page

FIGURES = FOLDER / "marks.json"
TRIALS = 100_000
QUICK = 4
EVERY = 9  # peers are slow: one photo in so many


def main() -> None:
    """Measure the part that was asked for and write docs/evaluation/marks.md."""
    part, *rest = sys.argv[1:] or ["survival"]
    if part == "quick":
        print(json.dumps(survive(slate(), photos()[:QUICK]), indent=1))
        return
    if part == "survival":
        _keep(survival=survive(slate(), photos()), big=big_picture(photos()[-4]))
    elif part == "false-accepts":
        for chance in false_accepts(photos(), int(rest[0]) if rest else TRIALS):
            _keep(chance=chance)
    elif part == "peers":
        with TemporaryDirectory() as folder:
            for told in _peers(Path(folder)):
                _keep(peers=told)
    elif part != "page":
        raise SystemExit("Parts are: survival (also without a name), quick, false-accepts, peers.")
    write_page("marks", "The invisible mark in pictures", page(_kept()))


def _peers(folder: Path) -> Iterator[dict[str, object]]:
    """The figures so far after each peer."""
    told = {}
    for peer in peers(folder):
        with peer as contender:
            told[peer.name] = survive(contender, photos()[::EVERY])
        yield told


def _kept() -> dict[str, object]:
    kept: dict[str, object] = json.loads(FIGURES.read_text()) if FIGURES.is_file() else {}
    return kept


def _keep(**parts: object) -> None:
    FIGURES.write_text(json.dumps(_kept() | parts, indent=1) + "\n")


if __name__ == "__main__":
    main()
