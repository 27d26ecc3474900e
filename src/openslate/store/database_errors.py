"""What a database driver complains about, as one sentence for the person who can mend it."""

import sqlite3

from openslate.common.errors import SlateError

FULL = (
    "There is no room left on the disk",
    "Free some space and do it again; what was kept before is safe",
)
BROKEN = ("The disk failed to read or write", "Check the disk and its free space, then try again")
BUSY = ("The database is busy with another writer", "Try again in a moment")
UNREADABLE = ("This is not a database Slate can read", "Restore it from a backup")
READ_ONLY = ("The database may not be written to", "Check the rights of the file and its folder")
UNREACHABLE = ("The database cannot be opened", "Check that it exists and that the server runs")

BY_SQLITE_CODE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: BROKEN,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_NOTADB: UNREADABLE,
    sqlite3.SQLITE_CORRUPT: UNREADABLE,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: UNREACHABLE,
}
BY_SQLSTATE = {
    "53100": FULL,
    "58030": BROKEN,
    "55P03": BUSY,
    "40001": BUSY,
    "40P01": BUSY,
    "25006": READ_ONLY,
    "42501": READ_ONLY,
    "57P01": UNREACHABLE,
}


def explain(error: BaseException | None, where: str) -> SlateError | None:
    """The sentence for a driver's error, or None when it is a fault of the program."""
    told = _by_sqlite(error) or _by_sqlstate(error)
    return SlateError(told[0], where=where, do=told[1]) if told else None


def _by_sqlite(error: BaseException | None) -> tuple[str, str] | None:
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else BY_SQLITE_CODE.get(code & 0xFF)  # drop the extended part


def _by_sqlstate(error: BaseException | None) -> tuple[str, str] | None:
    state = getattr(error, "sqlstate", None)
    if state is None and type(error).__module__.startswith("psycopg"):
        return UNREACHABLE if type(error).__name__ == "OperationalError" else None
    return BY_SQLSTATE.get(str(state))
