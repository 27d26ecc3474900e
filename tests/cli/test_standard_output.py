"""What a compiled library prints does not get between a command and its answer."""

import subprocess
import sys

PROGRAM = """
import ctypes
from openslate.cli.standard_output import keep_standard_output

keep_standard_output()
print('{"answer": 1}')
ctypes.CDLL(None).puts(b"solver: hello")
"""


def test_a_library_that_prints_does_not_spoil_the_answer() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert done.stdout == '{"answer": 1}\n'
    assert "solver: hello" in done.stderr
