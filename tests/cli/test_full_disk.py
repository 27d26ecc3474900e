"""A disk that is full, a real one: one sentence, nothing lost, and again with room completes it."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from openslate.testing.town import write_town
from openslate.testing.workspace import MadeWorkspace

PROGRAM = Path(__file__).with_name("full_disk.py")
ALONE = ("unshare", "--map-root-user", "--mount")


def may_mount(folder: Path) -> bool:
    """Whether this machine lets us mount a small file system of our own."""
    if shutil.which(ALONE[0]) is None:
        return False
    mount = [*ALONE, "mount", "-t", "tmpfs", "-o", "size=1m", "none", folder]
    return subprocess.run(mount, check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize(("spare", "failing"), [(0, 9), (400_000, 3)])
def test_every_step_of_the_main_job_on_a_full_disk(
    tmp_path: Path, town_workspace: MadeWorkspace, spare: int, failing: int
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if not may_mount(disk):
        pytest.skip("a small file system can't be mounted here: it needs user namespaces")
    write_town(tmp_path / "files")
    command = [*ALONE, sys.executable, PROGRAM, disk, tmp_path / "files", str(spare)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    told, made = json.loads(done.stdout.splitlines()[-1])
    failed = [step for step in told if step[1]]
    assert len(failed) >= failing
    for step, status, sentence, _ in failed:
        assert (status, sentence.count("\n")) == (1, 1), (step, sentence)
        assert re.match(r"slate: .*(disk|space)", sentence), (step, sentence)
    assert [again for *_, again in told] == [0] * 9
    with town_workspace.open() as undisturbed:
        assert tuple(made) == undisturbed.model_in_force()
