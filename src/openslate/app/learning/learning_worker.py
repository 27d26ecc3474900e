"""The process that brings the model up to date while pages are served, and ends.

Run as `python -m openslate.app.learning.learning_worker DIR`.

Its last line is JSON: `{"model": ..., "new": ...}` or `{"failed": ...}`. Killed at any moment it
leaves the earlier model in force.
"""

import json
import sys
from pathlib import Path
from typing import Any

from openslate.app.learning.earlier_models import remove_earlier_models
from openslate.app.learning.update_model import UpdateModel
from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError


def main(folder: Path) -> None:
    """Update one workspace's model."""
    try:
        with Workspace.open(folder) as workspace:
            report = UpdateModel(workspace)()
            remove_earlier_models(workspace, workspace.settings.learning.keep_models)
    except (SlateError, OSError) as error:
        _tell(failed=str(error))
    else:
        _tell(model=report.model, new=report.new)


def _tell(**words: Any) -> None:
    print(json.dumps(words), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
