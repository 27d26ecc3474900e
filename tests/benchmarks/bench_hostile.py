"""Some 300 hostile files through the command line and the API: answers, time, memory.

    scripts/bench hostile

Needs ffmpeg for the files of sound and video. Takes about five minutes.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx2

from openslate.app.desk import Desk
from openslate.app.workspace import Workspace
from openslate.store.roles import Role
from tests.benchmarks.report import markdown_table, write_page
from tests.browser.conftest import served
from tests.hostile_files import HostileFile, hostile_files

Found = dict[str, Any]
PATIENCE = 180.0
CLIENT = Path(__file__).parents[2]
ABOUT = """
Files are truncated, have bytes changed, are called by other types, are two formats in one, declare
65,000 pixels or gigabytes, unpack to far more than they are, nest boxes, bear credentials that
are none. Each goes through one `slate verify --json` over their folder, and by itself through
`POST /api/v1/verify` of a real server. *Memory* is the most that any process of the run held
(4 GB of addresses are allowed to the process that reads, 60 seconds to a step).
"""


def main() -> None:
    """Send every file both ways and write docs/evaluation/hostile.md."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "files").mkdir()
        Workspace.create(folder / "w").close()
        files = hostile_files(folder)
        for number, one in enumerate(files):
            (folder / "files" / f"{number:03d}-{one.name}").write_bytes(one.content)
        by_command = _by_command(folder)
        by_api = _by_api(folder, files)
    write_page("hostile", "Hostile files", _page(files, by_command, by_api))


def _by_command(folder: Path) -> Found:
    """What one command says of all of them."""
    asked = ["verify", str(folder / "files"), "-w", str(folder / "w"), "--json"]
    start = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-m", "openslate.cli", *asked], capture_output=True, check=False
    )
    told = json.loads(ran.stdout)
    return {
        "answers": [one.get("origin") or "refused" for one in told],
        "seconds": time.perf_counter() - start,
        "memory": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024,
        "traceback": b"Traceback" in ran.stderr or b"Traceback" in ran.stdout,
    }


def _by_api(folder: Path, files: Sequence[HostileFile]) -> Found:
    """What a server says of each, how long that took, and whether it lives in the end."""
    taken, answers, odd = [], [], []
    with Desk.open(folder / "w") as desk:
        desk.accounts.create("ada", Role.EDITOR)
        _, key = desk.accounts.make_key("ada", "benchmark")
        with served(desk) as address, httpx2.Client(base_url=address, timeout=PATIENCE) as client:
            headers = {"authorization": f"Bearer {key}"}
            for one in files:
                start = time.perf_counter()
                sent = {"file": (one.name, one.content)}
                answer = client.post("/api/v1/verify", files=sent, headers=headers)
                taken.append(time.perf_counter() - start)
                told = answer.json()
                answers.append(told.get("origin") or f"refused, {answer.status_code}")
                if answer.status_code >= 500 or str(folder) in answer.text:
                    odd.append(one.name)
            lives = (
                client.get("/api/v1/c2pa/services/supportedAlgorithms", headers=headers).status_code
                == 200
            )
    return {
        "answers": answers,
        "taken": taken,
        "memory": max(
            resource.getrusage(who).ru_maxrss * 1024
            for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        ),
        "odd": odd,
        "lives": lives,
    }


def _page(files: Sequence[HostileFile], by_command: Found, by_api: Found) -> str:
    kinds = list(dict.fromkeys(one.wrong for one in files))
    rows = []
    for kind in kinds:
        places = [n for n, one in enumerate(files) if one.wrong == kind]
        slowest = max(by_api["taken"][n] for n in places)
        said = [_counted(way["answers"][n] for n in places) for way in (by_command, by_api)]
        rows.append([kind, len(places), *said, f"{slowest:.1f}"])
    head = ("what is wrong", "files", "command", "API", "slowest, seconds")
    return "\n\n".join(
        [
            ABOUT.strip(),
            markdown_table(head, rows),
            f"{len(files)} files. Command: {by_command['seconds']:.0f} s for all, "
            f"{by_command['memory'] / 1e6:,.0f} MB, traceback: {_yes(by_command['traceback'])}. "
            f"API: {by_api['memory'] / 1e6:,.0f} MB, answers of status 500 or with a path of "
            f"the server: {len(by_api['odd'])}; it answers afterwards: {_yes(by_api['lives'])}.",
        ]
    )


def _counted(answers: Any) -> str:
    return ", ".join(f"{name} {count}" for name, count in Counter(answers).most_common())


def _yes(what: bool) -> str:
    return "yes" if what else "no"


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = str(CLIENT / "src")
    main()
