"""Experiments that people started and stopped; nothing else starts or stops one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from openslate.common.clock import Clock, SystemClock
from openslate.common.errors import ConflictError, NotFoundError, SlateError
from openslate.common.text import nearest
from openslate.store.database import Database
from openslate.store.tables import EXPERIMENTS


@dataclass(frozen=True)
class ExperimentRecord:
    """An experiment as it was started: its plan never changes."""

    name: str
    plan: Mapping[str, Any]
    started_by: str
    started_at: datetime
    stopped_by: str | None = None
    stopped_at: datetime | None = None


class ExperimentStore:
    """Keeps experiments; at most one runs at a time."""

    def __init__(self, database: Database, clock: Clock | None = None) -> None:
        self.database, self.clock = database, clock or SystemClock()

    def start(self, name: str, plan: Mapping[str, Any], *, by: str) -> ExperimentRecord:
        """Begin one; raises ConflictError while another runs, SlateError when the name was used."""
        record = ExperimentRecord(name, dict(plan), by, self.clock.now())
        with self.database.begin() as connection:
            running = connection.scalar(sa.select(EXPERIMENTS.c.name).where(_RUNNING))
            if running is not None:
                raise ConflictError(f"The experiment {running!r} is running", do="Stop it first")
            if connection.scalar(sa.select(EXPERIMENTS.c.name).where(_named(name))) is not None:
                raise SlateError(f"There was an experiment {name!r}", do="Take another name")
            connection.execute(sa.insert(EXPERIMENTS), vars(record))
        return record

    def stop(self, name: str, *, by: str) -> ExperimentRecord:
        """End one that runs; raises ConflictError for one that does not."""
        if self.get(name).stopped_at is not None:
            raise ConflictError(f"The experiment {name!r} was stopped already")
        ended = {"stopped_by": by, "stopped_at": self.clock.now()}
        with self.database.begin() as connection:
            connection.execute(sa.update(EXPERIMENTS).where(_named(name)).values(ended))
        return self.get(name)

    def get(self, name: str) -> ExperimentRecord:
        """One experiment; NotFoundError names the nearest."""
        known = {record.name: record for record in self.all()}
        if name not in known:
            meant = nearest(name, known)
            advice = f"The nearest name is {meant!r}" if meant else None
            raise NotFoundError(f"There is no experiment {name!r}", do=advice)
        return known[name]

    def all(self) -> list[ExperimentRecord]:
        """Every experiment, the latest first."""
        query = sa.select(EXPERIMENTS).order_by(EXPERIMENTS.c.started_at.desc())
        with self.database.read() as connection:
            return [ExperimentRecord(**row) for row in connection.execute(query).mappings()]

    def running(self) -> ExperimentRecord | None:
        """The one that runs, if one does."""
        query = sa.select(EXPERIMENTS).where(_RUNNING)
        with self.database.read() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return None if row is None else ExperimentRecord(**row)


_RUNNING = EXPERIMENTS.c.stopped_at.is_(None)


def _named(name: str) -> sa.ColumnElement[bool]:
    return EXPERIMENTS.c.name == name
