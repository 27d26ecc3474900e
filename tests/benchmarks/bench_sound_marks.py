"""The inaudible mark in sound: what it survives, how faint it is, what chance looks like.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 scripts/bench sound_marks           about 15 minutes
    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 scripts/bench sound_marks quick     two pieces, no page
    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 scripts/bench sound_marks chance    about 5 minutes

Each part keeps its figures in docs/evaluation/sound_marks.json, and the page is written from them.
Needs ffmpeg, and for the pieces espeak-ng, flite, alsa-utils, sound-theme-freedesktop, fluidsynth
and timgm6mb-soundfont (Debian); what is missing is told.
"""

import json
import sys

from tests.benchmarks.report import FOLDER, write_page
from tests.benchmarks.sound_marks_chance import false_accepts
from tests.benchmarks.sound_marks_material import material
from tests.benchmarks.sound_marks_page import page
from tests.benchmarks.sound_marks_survival import survive

FIGURES = FOLDER / "sound_marks.json"
TRIALS = 400


def main() -> None:
    """Measure the part that was asked for and write docs/evaluation/sound_marks.md."""
    part, *rest = sys.argv[1:] or ["survival"]
    if part != "page":
        pieces, missing = material()
    if part == "quick":
        for survival in survive(dict(list(pieces.items())[::7])):
            print(json.dumps(survival, indent=1))
        return
    if part == "survival":
        for survival in survive(pieces):
            _keep(survival=survival, missing=missing)
    elif part == "chance":
        _keep(chance=false_accepts(pieces, int(rest[0]) if rest else TRIALS))
    elif part != "page":
        raise SystemExit("Parts are: survival (also without a name), quick, chance, page.")
    write_page("sound_marks", "The inaudible mark in sound", page(_kept()))


def _kept() -> dict[str, object]:
    kept: dict[str, object] = json.loads(FIGURES.read_text()) if FIGURES.is_file() else {}
    return kept


def _keep(**parts: object) -> None:
    FIGURES.write_text(json.dumps(_kept() | parts, indent=1) + "\n")


if __name__ == "__main__":
    main()
