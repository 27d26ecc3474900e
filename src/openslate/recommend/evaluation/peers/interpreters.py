"""Which Python has a peer: this one, or one that the environment names."""

import os
import subprocess
import sys
from functools import cache
from importlib.util import find_spec

PYTHONS = "SLATE_PEERS_PYTHON"
"""Environment variable: Pythons of environments that have peers, separated as PATH is."""
LOOK = "import sys; from importlib.util import find_spec; sys.exit(find_spec(sys.argv[1]) is None)"


def python_with(module: str) -> str | None:
    """The first Python that can import `module`: this one, then those of SLATE_PEERS_PYTHON."""
    if find_spec(module) is not None:
        return sys.executable
    named = filter(None, os.environ.get(PYTHONS, "").split(os.pathsep))
    return next((python for python in named if _has(python, module)), None)


@cache
def _has(python: str, module: str) -> bool:
    try:
        command = [python, "-I", "-c", LOOK, module]
        asked = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    except OSError:  # it names no program
        return False
    return asked.returncode == 0
