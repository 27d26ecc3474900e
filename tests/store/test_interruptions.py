"""A killed process or a full disk leaves nothing half-written, and a rerun goes on."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from openslate.common.errors import SlateError
from openslate.store import Database, EventStore
from openslate.testing.ratings import ratings

ROWS, CHUNK = 30_000, 2_000  # as in the program
PROGRAM = Path(__file__).with_name("killed_import.py")


@pytest.mark.parametrize(
    ("moment", "chunks_kept"), [("chunk", 4), ("commit", 3), ("finish", ROWS // CHUNK)]
)
def test_a_killed_import_goes_on(database: Database, moment: str, chunks_kept: int) -> None:
    url = database.url.render_as_string(hide_password=False)
    killed = subprocess.run([sys.executable, PROGRAM, url, moment], check=False)
    assert killed.returncode == -signal.SIGKILL

    events = EventStore(database)
    assert events.count() == 0
    assert [d.rows for d in events.unfinished()] == [chunks_kept * CHUNK]

    report = events.import_events("m", "file", ratings(ROWS), chunk=CHUNK)
    assert (report.rows, report.added, report.resumed_at) == (ROWS, ROWS, chunks_kept * CHUNK)
    frame = events.frame()
    assert sorted(frame["record"]) == sorted(row.record for row in ratings(ROWS))
    assert staged(database) == 0


@pytest.mark.parametrize("room", [150, 450])  # pages: full while staging, full while finishing
def test_a_full_disk_is_one_sentence(tmp_path: Path, room: int) -> None:
    url = f"sqlite:///{tmp_path}/slate.db"
    small = Database(url)
    sa.event.listen(small.engine, "connect", limit_pages(room))
    small.migrate()
    with pytest.raises(SlateError) as told:
        EventStore(small).import_events("m", "file", ratings(ROWS), chunk=CHUNK)
    assert str(told.value) == (
        f"{tmp_path}/slate.db: There is no room left on the disk. "
        "Free some space and do it again; what was kept before is safe."
    )
    assert EventStore(small).count() == 0
    small.dispose()

    roomy = Database(url)
    kept = EventStore(roomy).unfinished()[0].rows
    report = EventStore(roomy).import_events("m", "file", ratings(ROWS), chunk=CHUNK)
    assert (report.added, report.resumed_at) == (ROWS, kept)
    assert kept % CHUNK == 0
    assert (kept == ROWS) == (room == 450)
    roomy.dispose()


def limit_pages(room: int) -> Any:
    def limit(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {room}").close()

    return limit


def staged(database: Database) -> int:
    with database.read() as connection:
        return int(connection.scalar(sa.text("SELECT count(*) FROM staged_events")) or 0)
