"""Passwords: kept as argon2 hashes, guessed slowly."""

from datetime import datetime, timedelta
from functools import cached_property
from math import ceil

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from openslate.common.clock import Clock
from openslate.common.errors import DeniedError, SlateError
from openslate.store.database import Database
from openslate.store.tables import ACCOUNTS

SHORTEST, LONGEST = 12, 256  # characters
FREE_ATTEMPTS = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)


class Passwords:
    """Checks passwords. A name that does not exist takes as long as a wrong password."""

    def __init__(self, database: Database, clock: Clock, hasher: PasswordHasher) -> None:
        self.database, self.clock, self.hasher = database, clock, hasher

    @cached_property
    def _nobody(self) -> str:
        return self.hasher.hash("the password of nobody")

    def hash(self, password: str) -> str:
        """What is stored of a password; raises SlateError when it is too short or too long."""
        if not SHORTEST <= len(password) <= LONGEST:
            raise SlateError(
                f"A password has {SHORTEST} to {LONGEST} characters, this one has {len(password)}",
                do="Choose a few words that only you would put together",
            )
        return self.hasher.hash(password)

    def check(self, name: str, password: str) -> bool:
        """Whether this is the account's password.

        Raises DeniedError while the account waits after too many wrong attempts.
        """
        stored = self._count_attempt(name)
        right = self._verify(stored or self._nobody, password[: LONGEST + 1])
        if right and stored:
            self._settle(name, stored, password)
        return right and stored is not None

    def _count_attempt(self, name: str) -> str | None:
        # Counted before the slow check, so that many guesses at once are all counted.
        same = ACCOUNTS.c.name == name
        with self.database.begin() as connection:
            row = connection.execute(sa.select(ACCOUNTS).where(same).with_for_update()).first()
            if row is None:
                return None
            now = self.clock.now()
            _refuse_while_waiting(row.locked_until, now)
            attempts = row.attempts + 1
            values = {"attempts": attempts, "locked_until": _locked_until(attempts, now)}
            connection.execute(sa.update(ACCOUNTS).where(same).values(values))
            return str(row.password_hash) if row.password_hash else None

    def _verify(self, stored: str, password: str) -> bool:
        try:
            return self.hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False

    def _settle(self, name: str, stored: str, password: str) -> None:
        """Forget the wrong attempts, and renew a hash that was made with weaker settings."""
        values: dict[str, object] = {"attempts": 0, "locked_until": None}
        if self.hasher.check_needs_rehash(stored):
            values["password_hash"] = self.hasher.hash(password)
        with self.database.begin() as connection:
            same = (ACCOUNTS.c.name == name) & (ACCOUNTS.c.password_hash == stored)
            connection.execute(sa.update(ACCOUNTS).where(same).values(values))


def _refuse_while_waiting(until: datetime | None, now: datetime) -> None:
    if until is not None and now < until:
        seconds = ceil((until - now).total_seconds())
        raise DeniedError(
            "There were too many wrong passwords",
            do=f"Wait {seconds} seconds, or ask a steward for a sign-in link",
        )


def _locked_until(attempts: int, now: datetime) -> datetime | None:
    """Nothing for the first attempts, then a wait that doubles with each one."""
    extra = attempts - FREE_ATTEMPTS
    return None if extra < 0 else now + min(FIRST_WAIT * 2 ** min(extra, 20), LONGEST_WAIT)
