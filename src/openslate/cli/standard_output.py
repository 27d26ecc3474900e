"""Standard output, kept for what Slate itself says."""

import os
import sys


def keep_standard_output() -> None:
    """Send what compiled libraries print to standard error instead.

    The solver of integer programmes now and then prints a line of its own straight to file 1,
    which would spoil the JSON that a command answers with. Meant for a whole process, once.
    """
    sys.stdout.flush()
    own = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = os.fdopen(own, "w", encoding=sys.stdout.encoding, errors=sys.stdout.errors)
