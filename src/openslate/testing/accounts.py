"""What every SQL database must do for accounts; give a fixture `database` as for `stores`."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from openslate.common.errors import DeniedError, NotFoundError, SlateError
from openslate.store.accounts import AccountStore
from openslate.store.database import Database
from openslate.store.roles import Role
from openslate.store.tables import ACCOUNTS, API_KEYS, SIGN_IN_LINKS
from openslate.testing.clock import FrozenClock

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
RIGHT, WRONG = "correct horse battery", "wrong horse battery"


class AccountStoreTests:
    """Three ways in, each closed to everybody else; no secret is kept as it was given."""

    @pytest.fixture
    def clock(self) -> FrozenClock:
        return FrozenClock(datetime(2026, 3, 1, 9, 0, tzinfo=UTC))

    @pytest.fixture
    def accounts(self, database: Database, clock: FrozenClock) -> AccountStore:
        store = AccountStore(database, clock, QUICK)
        store.create("eve", Role.EDITOR, RIGHT)
        store.create("link-only", Role.VIEWER)
        return store

    def test_an_account_has_a_name_and_a_role(self, accounts: AccountStore) -> None:
        eve = accounts.account("eve")
        assert eve is not None
        assert (eve.name, eve.role) == ("eve", Role.EDITOR)
        assert accounts.account("nobody") is None
        assert [account.name for account in accounts.all()] == ["eve", "link-only"]

    def test_a_name_is_given_once(self, accounts: AccountStore) -> None:
        with pytest.raises(SlateError, match="an account 'eve' already"):
            accounts.create("eve", Role.STEWARD)

    @pytest.mark.parametrize("name", ["", "  ", "eve\n"])
    def test_a_name_can_be_read(self, accounts: AccountStore, name: str) -> None:
        with pytest.raises(SlateError, match="needs a name"):
            accounts.create(name, Role.VIEWER)

    def test_roles_include_the_lesser_ones(self, accounts: AccountStore) -> None:
        eve = accounts.account("eve")
        assert eve is not None
        eve.require(Role.VIEWER)
        eve.require(Role.EDITOR)
        with pytest.raises(DeniedError, match="needs the role steward, and eve is editor"):
            eve.require(Role.STEWARD)

    def test_a_role_can_change(self, accounts: AccountStore) -> None:
        accounts.set_role("eve", Role.STEWARD)
        eve = accounts.account("eve")
        assert eve is not None
        assert eve.role is Role.STEWARD

    def test_an_unknown_name_gets_the_nearest(self, accounts: AccountStore) -> None:
        with pytest.raises(NotFoundError, match="The nearest name is 'eve'"):
            accounts.set_role("eva", Role.VIEWER)
        with pytest.raises(NotFoundError, match="no account 'zzz'"):
            accounts.make_sign_in_link("zzz")

    def test_the_right_password_opens(self, accounts: AccountStore) -> None:
        assert accounts.check_password("eve", RIGHT) == accounts.account("eve")

    @pytest.mark.parametrize(
        ("name", "password"),
        [("eve", WRONG), ("eve", ""), ("nobody", RIGHT), ("link-only", "the password of nobody")],
    )
    def test_everything_else_does_not(
        self, accounts: AccountStore, name: str, password: str
    ) -> None:
        assert accounts.check_password(name, password) is None

    def test_a_new_password_replaces_the_old(self, accounts: AccountStore) -> None:
        accounts.set_password("eve", "staple staple staple")
        assert accounts.check_password("eve", RIGHT) is None
        assert accounts.check_password("eve", "staple staple staple") is not None

    @pytest.mark.parametrize("password", ["short", "x" * 257])
    def test_a_password_has_a_sensible_length(self, accounts: AccountStore, password: str) -> None:
        with pytest.raises(SlateError, match="12 to 256 characters"):
            accounts.create("cyd", Role.VIEWER, password)

    def test_guessing_gets_slow(self, accounts: AccountStore, clock: FrozenClock) -> None:
        for _ in range(5):
            assert accounts.check_password("eve", WRONG) is None
        with pytest.raises(DeniedError, match="Wait 30 seconds"):
            accounts.check_password("eve", RIGHT)
        clock.forward(timedelta(seconds=30))
        assert accounts.check_password("eve", WRONG) is None
        with pytest.raises(DeniedError, match="Wait 60 seconds"):
            accounts.check_password("eve", RIGHT)
        clock.forward(timedelta(seconds=60))
        assert accounts.check_password("eve", RIGHT) is not None
        for _ in range(4):
            assert accounts.check_password("eve", WRONG) is None
        assert accounts.check_password("eve", RIGHT) is not None

    def test_a_weak_hash_is_renewed(self, accounts: AccountStore, database: Database) -> None:
        stronger = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
        before = _hash_of(database, "eve")
        assert AccountStore(database, hasher=stronger).check_password("eve", RIGHT) is not None
        assert _hash_of(database, "eve") != before
        assert accounts.check_password("eve", RIGHT) is not None

    def test_a_link_works_once(self, accounts: AccountStore) -> None:
        token = accounts.make_sign_in_link("link-only")
        assert accounts.sign_in_with_link(token) == accounts.account("link-only")
        assert accounts.sign_in_with_link(token) is None

    def test_a_link_works_for_a_while(self, accounts: AccountStore, clock: FrozenClock) -> None:
        token = accounts.make_sign_in_link("eve", timedelta(minutes=5))
        clock.forward(timedelta(minutes=5))
        assert accounts.sign_in_with_link(token) is None

    def test_a_made_up_link(self, accounts: AccountStore) -> None:
        assert accounts.sign_in_with_link("made up") is None

    def test_a_key_acts_for_its_account(self, accounts: AccountStore) -> None:
        key, secret = accounts.make_key("eve", "nightly import")
        assert secret.startswith("slate_")
        assert accounts.key_owner(secret) == accounts.account("eve")
        assert accounts.keys.of_account("eve") == [key]
        assert accounts.key_owner("slate_made-up") is None
        assert accounts.key_owner(key.id) is None

    def test_a_revoked_key_is_dead(self, accounts: AccountStore, clock: FrozenClock) -> None:
        key, secret = accounts.make_key("eve", "lost laptop")
        accounts.keys.revoke(key.id)
        revoked_at = clock.now()
        clock.forward(timedelta(days=1))
        accounts.keys.revoke(key.id)
        assert accounts.key_owner(secret) is None
        assert accounts.keys.of_account("eve")[0].revoked_at == revoked_at
        with pytest.raises(NotFoundError, match="no API key 'k0'"):
            accounts.keys.revoke("k0")

    def test_no_secret_is_kept(self, accounts: AccountStore, database: Database) -> None:
        secrets = [RIGHT, accounts.make_sign_in_link("eve"), accounts.make_key("eve", "x")[1]]
        stored = _everything(database)
        assert "eve" in stored
        assert not [secret for secret in secrets if secret in stored]


def _hash_of(database: Database, name: str) -> object:
    query = sa.select(ACCOUNTS.c.password_hash).where(ACCOUNTS.c.name == name)
    with database.read() as connection:
        return connection.scalar(query)


def _everything(database: Database) -> str:
    tables = (ACCOUNTS, SIGN_IN_LINKS, API_KEYS)
    with database.read() as connection:
        return str([connection.execute(sa.select(table)).all() for table in tables])
