"""Links that sign somebody in once."""

from datetime import timedelta

import sqlalchemy as sa

from openslate.common.clock import Clock
from openslate.store.database import Database
from openslate.store.tables import SIGN_IN_LINKS
from openslate.store.tokens import hash_token, new_token

LIFETIME = timedelta(minutes=30)


class SignInLinks:
    """One-time tokens of accounts; a token works once, and only for a while."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database, self.clock = database, clock

    def make(self, account: str, lifetime: timedelta = LIFETIME) -> str:
        """A new token for the account, shown here and never again. Old ones are swept out."""
        token, now = new_token(), self.clock.now()
        row = {
            "token_hash": hash_token(token),
            "account": account,
            "expires_at": now + lifetime,
        }
        with self.database.begin() as connection:
            connection.execute(sa.delete(SIGN_IN_LINKS).where(SIGN_IN_LINKS.c.expires_at <= now))
            connection.execute(sa.insert(SIGN_IN_LINKS), row)
        return token

    def use(self, token: str) -> str | None:
        """The account's name the first time; None for an unknown, used or expired token."""
        now, links = self.clock.now(), SIGN_IN_LINKS.c
        fresh = (
            (links.token_hash == hash_token(token))
            & links.used_at.is_(None)
            & (links.expires_at > now)
        )
        query = sa.update(SIGN_IN_LINKS).where(fresh).values(used_at=now).returning(links.account)
        with self.database.begin() as connection:
            account: str | None = connection.scalar(query)
        return account
