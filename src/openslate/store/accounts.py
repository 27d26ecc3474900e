"""People and programs that may decide or change something."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from argon2 import PasswordHasher

from openslate.common.clock import Clock, SystemClock
from openslate.common.errors import NotFoundError, SlateError
from openslate.common.text import nearest
from openslate.store.api_keys import ApiKey, ApiKeys
from openslate.store.database import Database
from openslate.store.passwords import Passwords
from openslate.store.roles import Role, require
from openslate.store.sign_in_links import LIFETIME, SignInLinks
from openslate.store.tables import ACCOUNTS
from openslate.store.upsert import insert_new


@dataclass(frozen=True)
class Account:
    """Somebody with a name and a role; secrets never leave the store."""

    name: str
    role: Role
    created_at: datetime

    def require(self, needed: Role) -> None:
        """Raise DeniedError unless the account may do what `needed` may."""
        require(self.name, self.role, needed)


class AccountStore:
    """Accounts and the three ways in: password, one-time link, API key."""

    def __init__(
        self,
        database: Database,
        clock: Clock | None = None,
        hasher: PasswordHasher | None = None,
    ) -> None:
        self.database, self.clock = database, clock or SystemClock()
        self.passwords = Passwords(database, self.clock, hasher or PasswordHasher())
        self.links = SignInLinks(database, self.clock)
        self.keys = ApiKeys(database, self.clock)

    def create(self, name: str, role: Role, password: str | None = None) -> Account:
        """A new account; without a password it signs in by link. Raises SlateError if it exists."""
        if not name.strip() or not name.isprintable():
            raise SlateError("An account needs a name", do="Use the name people know them by")
        now = self.clock.now()
        row = {
            "name": name,
            "role": str(role),
            "password_hash": None if password is None else self.passwords.hash(password),
            "attempts": 0,
            "created_at": now,
        }
        with self.database.begin() as connection:
            if connection.execute(insert_new(connection, ACCOUNTS).values(row)).rowcount == 0:
                raise SlateError(f"There is an account {name!r} already", do="Choose another name")
        return Account(name, role, now)

    def account(self, name: str) -> Account | None:
        """The account of this name, None when there is none."""
        return next(iter(self._read(ACCOUNTS.c.name == name)), None)

    def all(self) -> list[Account]:
        """Every account, by name."""
        return self._read(sa.true())

    def set_role(self, name: str, role: Role) -> None:
        """Give an account another role; raises NotFoundError."""
        self._update(name, role=str(role))

    def set_password(self, name: str, password: str) -> None:
        """Give an account another password; raises NotFoundError."""
        hashed = self.passwords.hash(password)
        self._update(name, password_hash=hashed, attempts=0, locked_until=None)

    def check_password(self, name: str, password: str) -> Account | None:
        """The account if the password is right; DeniedError after too many wrong ones."""
        return self.account(name) if self.passwords.check(name, password) else None

    def make_sign_in_link(self, name: str, lifetime: timedelta = LIFETIME) -> str:
        """A token that signs the account in once; raises NotFoundError."""
        return self.links.make(self._existing(name).name, lifetime)

    def sign_in_with_link(self, token: str) -> Account | None:
        """The account a token belongs to, once; None for an unknown, used or expired token."""
        name = self.links.use(token)
        return self.account(name) if name else None

    def make_key(self, name: str, label: str) -> tuple[ApiKey, str]:
        """An API key for the account and its secret, shown once; raises NotFoundError."""
        return self.keys.make(self._existing(name).name, label)

    def key_owner(self, api_key: str) -> Account | None:
        """The account behind an API key, None for an unknown or revoked one."""
        name = self.keys.owner(api_key)
        return self.account(name) if name else None

    def _read(self, where: sa.ColumnElement[bool]) -> list[Account]:
        query = sa.select(ACCOUNTS.c.name, ACCOUNTS.c.role, ACCOUNTS.c.created_at).where(where)
        with self.database.read() as connection:
            rows = connection.execute(query.order_by(ACCOUNTS.c.name)).all()
        return [Account(name, Role(role), created_at) for name, role, created_at in rows]

    def _existing(self, name: str) -> Account:
        found = self.account(name)
        if found is None:
            raise self._unknown(name)
        return found

    def _update(self, name: str, **values: object) -> None:
        with self.database.begin() as connection:
            query = sa.update(ACCOUNTS).where(ACCOUNTS.c.name == name).values(values)
            changed = connection.execute(query).rowcount
        if not changed:
            raise self._unknown(name)

    def _unknown(self, name: str) -> NotFoundError:
        meant = nearest(name, [account.name for account in self.all()])
        return NotFoundError(
            f"There is no account {name!r}", do=f"The nearest name is {meant!r}" if meant else None
        )
