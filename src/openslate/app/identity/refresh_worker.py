"""The process that refreshes the catalogue and ends.

Run as `python -m openslate.app.identity.refresh_worker DIR`.

It tells what it does as lines of JSON: `{"step": ...}`, at last `{"snapshot": ...}` or
`{"failed": ...}`. Pages go on being served meanwhile; killed at any moment it leaves the catalogue
as it was before or as it is after.
"""

import json
import sys
from pathlib import Path
from typing import Any

from openslate.app.identity.refresh_catalogue import Progress, RefreshCatalogue
from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError


def main(folder: Path) -> None:
    """Refresh one workspace."""
    try:
        with Workspace.open(folder) as workspace:
            report = RefreshCatalogue(workspace)(_start)
    except (SlateError, OSError) as error:
        _tell(failed=str(error))
    else:
        _tell(snapshot=report.name, touched=report.touched, new=report.new)


def _start(step: str) -> Progress:
    _tell(step=step)
    return lambda _done, _total: None


def _tell(**words: Any) -> None:
    print(json.dumps(words), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
