"""`python -m openslate.cli` is the command `slate`."""

from openslate.cli.main import run

run()
