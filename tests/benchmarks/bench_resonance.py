"""Which attributes resonate with whom: do intervals hold, are findings true, do secrets keep?

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 scripts/bench resonance

Synthetic worlds with known answers, labels dealt to viewers by chance, an attacker, and 932,293
viewings by 6,040 viewers (shared data, SLATE_SHARED_DATA). Takes about ten minutes on one core.
"""

from tests.benchmarks.report import write_page
from tests.benchmarks.resonance_attack import attack_section
from tests.benchmarks.resonance_known import known_section
from tests.benchmarks.resonance_real import real_section


def main() -> None:
    """Print the page and write it to docs/evaluation/resonance.md."""
    sections = (known_section(), attack_section(), real_section())
    write_page("resonance", "What resonates with whom", "\n\n".join(sections))


if __name__ == "__main__":
    main()
