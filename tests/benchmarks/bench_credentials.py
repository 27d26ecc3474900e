"""Content credentials: is every kind trusted, is every change noticed, do others agree?

    SLATE_CREDENTIAL_PEERS=FOLDER scripts/bench credentials

FOLDER holds two other implementations (see tests/authenticity/credentials/peers.py); without it
they are left out. Needs ffmpeg. Takes about a minute on one core.
"""

from tests.benchmarks.credentials_algorithms import algorithms_section
from tests.benchmarks.credentials_elsewhere import elsewhere_section
from tests.benchmarks.credentials_flips import flips_section
from tests.benchmarks.credentials_formats import formats_section
from tests.benchmarks.credentials_hostile import hostile_section
from tests.benchmarks.credentials_world import world
from tests.benchmarks.report import write_page

SECTIONS = (
    formats_section,
    flips_section,
    elsewhere_section,
    algorithms_section,
    hostile_section,
)


def main() -> None:
    """Print the page and write it to docs/evaluation/credentials.md."""
    with world() as made:
        write_page("credentials", "Content Credentials", "\n\n".join(s(made) for s in SECTIONS))


if __name__ == "__main__":
    main()
