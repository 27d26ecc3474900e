"""What came of a run over a library, for people and for programs."""

from collections.abc import Iterator
from typing import Any

from openslate.app.authenticity.library_run import LibraryReport

TOLD = 20
"""Refused files that are told one by one."""


def library_to_json(report: LibraryReport) -> dict[str, Any]:
    """Every file with its result and what was written down, and every one without."""
    return {
        "done": report.done,
        "earlier": report.earlier,
        "files": [
            {**file.about, "source": file.source, "target": file.target}
            for file in report.files
            if not file.refused
        ],
        "refused": [{"source": f.source, "because": f.refused} for f in report.refused],
    }


def library_lines(report: LibraryReport, done: str) -> Iterator[str]:
    """How many files are done, and what stood in the way of the others."""
    earlier = f", {report.earlier} of them before" if report.earlier else ""
    yield f"{report.done} of {len(report.files)} files are {done}{earlier}."
    refused = report.refused
    yield from (f"  {file.refused}" for file in refused[:TOLD])
    if len(refused) > TOLD:
        yield f"  and {len(refused) - TOLD:,} more; --json lists them all."
