"""What the health of a catalogue looks like: plain frozen data that the faces format."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class CheckCount:
    """How often a check found something; `items` counts the items concerned.

    `check` names the check to list, `severity` is the worst of what it found.
    """

    check: str
    title: str
    severity: str
    findings: int
    items: int


@dataclass(frozen=True)
class SourceHealth:
    """One source's deliveries of one kind: how much counts, and how old it is.

    `age_days` counts whole days since the latest delivery that counts; `problems` the values of
    its latest import that could not be used. `stale`: older than the workspace's settings allow.
    """

    source: str
    kind: str
    records: int
    deliveries: int
    file: str | None
    received_at: datetime | None
    age_days: int | None
    trust: float | None
    problems: int
    file_hash: str | None = None
    stale: bool = False


@dataclass(frozen=True)
class FieldCoverage:
    """How many of a source's records say something of a field."""

    kind: str
    source: str
    field: str
    about: str
    known: int
    records: int

    @property
    def percent(self) -> float:
        """The share in per cent, one decimal."""
        return round(100 * self.known / self.records, 1) if self.records else 0.0


@dataclass(frozen=True)
class UnknownEvents:
    """Events of a source about records that no item has."""

    source: str
    records: int
    events: int
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Health:
    """The catalogue as of a snapshot: what is there, how fresh it is, what should be looked at.

    `checks` are those that found something, `checks_run` counts all. `behind`: something was
    delivered since the snapshot was taken.
    """

    snapshot: str
    items: int
    records: int
    duplicates_waiting: int
    checks: tuple[CheckCount, ...]
    sources: tuple[SourceHealth, ...]
    coverage: tuple[FieldCoverage, ...]
    unknown_events: tuple[UnknownEvents, ...]
    checks_run: int = 0
    behind: bool = False

    def found(self, severity: str) -> int:
        """How many findings of a severity there are."""
        return sum(check.findings for check in self.checks if check.severity == severity)


@dataclass(frozen=True)
class FoundView:
    """One finding; `item` and `name` say which item it is about, if any."""

    severity: str
    sentence: str
    suggestion: str
    item: str | None
    name: str | None
    kind: str | None
    source: str | None
    record: str | None
    row: int | None
    field: str | None
    value: str | None
    check: str = ""


@dataclass(frozen=True)
class FoundPage:
    """Some of what a check found, from `offset` on; `total` counts all."""

    check: str
    title: str
    total: int
    offset: int
    found: tuple[FoundView, ...]


@dataclass(frozen=True)
class SilentRecord:
    """A record that says nothing of a field; `item` is what it is a record of."""

    item: str
    name: str | None
    record: str
    row: int


@dataclass(frozen=True)
class SilentPage:
    """Some of a source's records that say nothing of a field, from `offset` on."""

    kind: str
    source: str
    field: str
    about: str
    total: int
    offset: int
    records: tuple[SilentRecord, ...]


@dataclass(frozen=True)
class UnknownRecord:
    """A record that no item has, and how many events are about it."""

    record: str
    events: int


@dataclass(frozen=True)
class UnknownPage:
    """Some of a source's records with events but without an item, the most watched first."""

    source: str
    total: int
    offset: int
    records: tuple[UnknownRecord, ...]


@dataclass(frozen=True)
class ImportProblem:
    """A value of a file that could not be used, in a sentence."""

    file: str
    row: int
    column: str
    value: str
    sentence: str


@dataclass(frozen=True)
class ImportProblems:
    """What was wrong with the latest import of a source; `count` counts also those not kept."""

    source: str
    kind: str
    file_hash: str
    count: int
    problems: tuple[ImportProblem, ...]
