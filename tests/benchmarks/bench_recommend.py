"""The recommender measured on MovieLens 100K, next to popularity and the package `implicit`.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 scripts/bench recommend [FOLDER]

FOLDER (default SLATE_DEMO_DATA, else the user's cache) has the demo's files. Takes about four
minutes on one core.
"""

from tests.benchmarks.demo_catalogue import demo_folder, read_demo
from tests.benchmarks.recommend_cold import cold_section
from tests.benchmarks.recommend_speed import speed_section
from tests.benchmarks.recommend_warm import warm_section
from tests.benchmarks.report import write_page


def main() -> None:
    """Print the page and write it to docs/evaluation/recommend.md."""
    demo = read_demo(demo_folder())
    sections = (warm_section(demo), cold_section(demo), speed_section(demo))
    write_page("recommend", "The recommender on MovieLens 100K", "\n\n".join(sections))


if __name__ == "__main__":
    main()
