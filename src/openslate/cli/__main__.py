"""`python -m openslate.cli` is the command `slate`."""

from openslate.cli.main import main

main(prog_name="slate")
