"""What everybody's reputation is now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from openslate.app.authenticity.reputation.gather_observations import GatherObservations
from openslate.app.authenticity.reputation.makers import Makers
from openslate.app.workspace import Workspace
from openslate.authenticity.reputation.evidence import Observation, Party
from openslate.authenticity.reputation.reputation import Reputation, assess
from openslate.common.errors import NotFoundError
from openslate.common.text import nearest
from openslate.graph.snapshot import TABLES
from openslate.graph.snapshot_writer import current_folder


@dataclass(frozen=True)
class AssessReputations:
    """Works out reputations from everything that was verified, at the workspace's moment."""

    workspace: Workspace

    def __call__(self, makers: Makers | None = None) -> tuple[Reputation, ...]:
        """Everybody of whom anything was verified; the worst first, those not known last.

        `makers` says who made the items, by default the newest snapshot.
        """
        evidence = GatherObservations(self.workspace, makers or self._makers())
        of_party = _by_party(evidence())
        settings, now = self.workspace.settings.reputation, self.workspace.clock.now()
        found = (assess(party, seen, settings, now) for party, seen in of_party.items())
        return tuple(sorted(found, key=lambda one: (not one.known, one.share.mean, one.party)))

    def of(self, name: str) -> tuple[Reputation, ...]:
        """Those of this name, as source and as producer; raises NotFoundError where nothing is."""
        everybody = self()
        found = tuple(one for one in everybody if one.party.name == name)
        if not found:
            meant = nearest(name, [one.party.name for one in everybody])
            raise NotFoundError(
                f"Nothing was verified of {name!r} yet, so its reputation is not known",
                do=f"Did you mean {meant!r}?"
                if meant
                else "Check its files with 'slate verify --from SOURCE FILE'",
            )
        return found

    def _makers(self) -> Makers:
        folder = current_folder(self.workspace.snapshots)
        if folder is None:
            return Makers(*(pl.LazyFrame(schema=TABLES[name]) for name in ("item", "record")))
        return Makers(*(pl.scan_parquet(folder / f"{name}.parquet") for name in ("item", "record")))


def _by_party(observations: Iterable[Observation]) -> dict[Party, list[Observation]]:
    found: defaultdict[Party, list[Observation]] = defaultdict(list)
    for one in observations:
        found[one.party].append(one)
    return found
