"""The invisible mark in video: what it survives, how faint it is, what chance looks like.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 scripts/bench video_marks          about 40 minutes
    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 scripts/bench video_marks quick    two videos, no page

Figures are kept in docs/evaluation/video_marks.json after each video, and the page is written from
them; a run that was stopped goes on there.
Reads images (SLATE_SHARED_DATA, else ../shared/data), needs ffmpeg with x264, x265 and VP9.
"""

import json
import sys
from dataclasses import asdict

from tests.benchmarks.report import FOLDER, write_page
from tests.benchmarks.video_marks_material import MEASURED, TUNED, scenes
from tests.benchmarks.video_marks_page import page
from tests.benchmarks.video_marks_survival import Survival, known, survive

FIGURES = FOLDER / "video_marks.json"
QUICK = 2


def main() -> None:
    """Measure the part that was asked for and write docs/evaluation/video_marks.md."""
    part = sys.argv[1] if sys.argv[1:] else "survival"
    if part == "quick":
        for survival in survive(scenes(TUNED)[:QUICK], Survival()):
            print(json.dumps(asdict(survival), indent=1))
        return
    if part == "survival":
        for survival in survive(scenes(MEASURED), _begun()):
            FIGURES.write_text(json.dumps(asdict(survival), indent=1) + "\n")
    elif part != "page":
        raise SystemExit("Parts are: survival (also without a name), quick, page.")
    write_page("video_marks", "The invisible mark in video", page(json.loads(FIGURES.read_text())))


def _begun() -> Survival:
    """What a run that was stopped has kept; nothing after one that was not."""
    kept = known(json.loads(FIGURES.read_text())) if FIGURES.is_file() else Survival()
    return kept if len(kept.scenes) < len(scenes(MEASURED)) else Survival()


if __name__ == "__main__":
    main()
