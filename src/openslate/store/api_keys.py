"""Keys with which programs act for an account."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from openslate.common.clock import Clock
from openslate.common.errors import NotFoundError
from openslate.store.database import Database
from openslate.store.moment import Moment
from openslate.store.sortable_ids import SortableIds
from openslate.store.tables import API_KEYS
from openslate.store.tokens import hash_token, new_token

PREFIX = "slate_"  # lets a scanner find a key that was published by mistake


@dataclass(frozen=True)
class ApiKey:
    """What is known of a key: everything but the key itself."""

    id: str
    account: str
    label: str
    created_at: datetime
    revoked_at: datetime | None = None


class ApiKeys:
    """Keys of accounts, kept as SHA-256."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database, self.clock = database, clock
        self._ids = SortableIds("k")

    def make(self, account: str, label: str) -> tuple[ApiKey, str]:
        """A new key and its secret, which is shown here and never again."""
        secret, now = new_token(PREFIX), self.clock.now()
        key = ApiKey(self._ids.next(now), account, label, now)
        row = {
            "id": key.id,
            "key_hash": hash_token(secret),
            "account": account,
            "label": label,
            "created_at": now,
        }
        with self.database.begin() as connection:
            connection.execute(sa.insert(API_KEYS), row)
        return key, secret

    def owner(self, secret: str) -> str | None:
        """The account's name; None for an unknown or revoked key."""
        if not secret.startswith(PREFIX):
            return None
        valid = (API_KEYS.c.key_hash == hash_token(secret)) & API_KEYS.c.revoked_at.is_(None)
        with self.database.read() as connection:
            return connection.scalar(sa.select(API_KEYS.c.account).where(valid))

    def revoke(self, key_id: str) -> None:
        """The key stops working now, if it has not before; raises NotFoundError."""
        now = sa.literal(self.clock.now(), Moment)
        first = sa.func.coalesce(API_KEYS.c.revoked_at, now)
        query = sa.update(API_KEYS).where(API_KEYS.c.id == key_id).values(revoked_at=first)
        with self.database.begin() as connection:
            if connection.execute(query).rowcount == 0:
                raise NotFoundError(f"There is no API key {key_id!r}")

    def of_account(self, account: str) -> list[ApiKey]:
        """All keys of an account, oldest first."""
        keys = API_KEYS.c
        query = sa.select(keys.id, keys.account, keys.label, keys.created_at, keys.revoked_at)
        query = query.where(keys.account == account).order_by(keys.id)
        with self.database.read() as connection:
            return [ApiKey(**row) for row in connection.execute(query).mappings()]
