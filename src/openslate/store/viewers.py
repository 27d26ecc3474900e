"""Who watches, as far as their profile says."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import polars as pl
import sqlalchemy as sa

from openslate.common.errors import NotFoundError
from openslate.common.text import nearest
from openslate.store.database import Database
from openslate.store.tables import VIEWERS
from openslate.store.upsert import insert_or_replace

FRAME: dict[str, pl.DataType] = {
    "viewer": pl.String(),
    "age": pl.Int64(),
    "gender": pl.String(),
    "occupation": pl.String(),
    "territory": pl.String(),
    "child_profile": pl.Boolean(),
}
LOOKED_AT = 2_000  # names compared when looking for what someone may have meant


@dataclass(frozen=True)
class Viewer:
    """One viewer; None where nothing is known. `territory` is ISO 3166-1 alpha-2."""

    viewer: str
    age: int | None = None
    gender: str | None = None
    occupation: str | None = None
    territory: str | None = None
    child_profile: bool = False


class ViewerStore:
    """Profiles of viewers; the latest one counts."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def upsert(self, rows: Iterable[Viewer]) -> int:
        """Add viewers, or replace those already known, all or none; returns how many."""
        latest = {row.viewer: asdict(row) for row in rows}
        if latest:
            with self.database.begin() as connection:
                connection.execute(insert_or_replace(connection, VIEWERS), list(latest.values()))
        return len(latest)

    def get(self, viewer: str) -> Viewer:
        """One viewer; NotFoundError names the one that was probably meant."""
        with self.database.read() as connection:
            query = sa.select(VIEWERS).where(VIEWERS.c.viewer == viewer)
            row = connection.execute(query).mappings().one_or_none()
            meant = nearest(viewer, _similar(connection, viewer)) if row is None else None
        if row is None:
            raise NotFoundError(
                f"There is no viewer {viewer!r}",
                do=f"The nearest name is {meant!r}" if meant else "See 'slate viewer list'",
            )
        return Viewer(**row)

    def named(self, viewers: Sequence[str]) -> list[Viewer]:
        """These viewers in their order; raises NotFoundError for the first that nobody knows."""
        query = sa.select(VIEWERS).where(VIEWERS.c.viewer.in_(viewers))
        with self.database.read() as connection:
            known = {row["viewer"]: row for row in connection.execute(query).mappings()}
        return [Viewer(**known[name]) if name in known else self.get(name) for name in viewers]

    def find(self, text: str = "", *, limit: int = 50) -> list[Viewer]:
        """Viewers whose name or occupation begins with `text`, shortest names first."""
        names = VIEWERS.c.viewer
        named = names.startswith(text, autoescape=True)
        works = VIEWERS.c.occupation.istartswith(text, autoescape=True)
        query = sa.select(VIEWERS).where(named | works if text else sa.true())
        query = query.order_by(sa.func.length(names), names).limit(limit)
        with self.database.read() as connection:
            return [Viewer(**row) for row in connection.execute(query).mappings()]

    def count(self) -> int:
        """How many viewers there are."""
        with self.database.read() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(VIEWERS)) or 0

    def frame(self) -> pl.DataFrame:
        """All viewers in the columns of `Viewer`, ordered by name."""
        with self.database.read() as connection:
            rows = [tuple(row) for row in connection.execute(sa.select(VIEWERS))]
        return pl.DataFrame(rows, schema=FRAME, orient="row").sort(VIEWERS.c.viewer.name)


def _similar(connection: sa.Connection, viewer: str) -> list[str]:
    """Names that begin alike, or some names when none does: a typing error is seldom the first."""
    alike = VIEWERS.c.viewer.startswith(viewer[:1], autoescape=True)
    query = sa.select(VIEWERS.c.viewer).order_by(alike.desc(), VIEWERS.c.viewer).limit(LOOKED_AT)
    return list(connection.scalars(query))
