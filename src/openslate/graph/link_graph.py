"""Who is who: links between records of different sources, and what people decided about them."""

from pathlib import Path

import polars as pl

from openslate.common.errors import NotFoundError
from openslate.common.ids import hash_bytes
from openslate.graph.kept import keep_frame
from openslate.graph.link_facts import link_lines, read_links
from openslate.graph.links import LINK_SCHEMA, PAIR, check_statuses, conform, with_decisions
from openslate.graph.ntriples import literal, triple
from openslate.graph.quads import Quads
from openslate.graph.vocabulary import Columns, Graphs, Terms

UNFINISHED = "unfinished"
BULK = 2_000
"""From so many links on, an empty graph is bulk loaded."""


class LinkGraph:
    """The graph of identity links. Rejected links stay, so that nobody is asked twice.

    A digest of all links, in the graph of deliveries, is written with every change. The frame is
    kept under that digest in `frames`, or in memory.
    """

    def __init__(self, quads: Quads, frames: Path | None = None) -> None:
        self._quads, self._frames = quads, frames
        self._kept: tuple[str, pl.DataFrame] | None = None

    def put(self, links: pl.DataFrame) -> int:
        """Replace what methods proposed before by `links`; what a person decided stays.

        Columns as in `LINK_SCHEMA`; `decided_by` and `contributions` may be left out. Only what
        differs is written, in one transaction. Returns how many links there are now.
        """
        check_statuses(links)
        present = self.frame()
        decided = present.filter(pl.col(Columns.DECIDED_BY).is_not_null())
        kept = conform(pl.concat([decided, conform(links)]))
        self._write(present, kept)
        return kept.height

    def decide(self, pair: tuple[str, str, str, str], status: str, decided_by: str) -> None:
        """Write down what a person says of a pair (left source, left record, right ...).

        Raises NotFoundError when there is no such link.
        """
        said = pl.DataFrame(
            [(*pair, status, decided_by)], [*PAIR, Columns.STATUS, Columns.DECIDED_BY], orient="row"
        )
        check_statuses(said)
        if self.frame().join(said, on=PAIR, how="semi").is_empty():
            raise NotFoundError(
                f"There is no link between {pair[0]} {pair[1]} and {pair[2]} {pair[3]}"
            )
        self.decide_many(said)

    def decide_many(self, decisions: pl.DataFrame) -> int:
        """Write down what people say of many pairs, in one transaction; how many links changed.

        Columns of a pair, `status` and `decided_by`; see `with_decisions`.
        """
        present = self.frame()
        return self._write(present, with_decisions(present, decisions))

    def frame(self) -> pl.DataFrame:
        """All links in `LINK_SCHEMA`, ordered by pair."""
        digest = self.digest()
        if digest == UNFINISHED:
            return pl.DataFrame(schema=LINK_SCHEMA)
        if digest is None:
            return read_links(self._quads)
        kept = self._recall(digest)
        if kept is None:
            kept = read_links(self._quads)
            self._keep(digest, kept)
        return kept

    def digest(self) -> str | None:
        """Hash of all links; None when none were ever put."""
        found = self._quads.table(_MARK_QUERY)
        return None if found.is_empty() else str(found.item())

    def _write(self, old: pl.DataFrame, new: pl.DataFrame) -> int:
        """Turn the old links into the new ones, how many differ."""
        digest = _digest(new)
        if digest == self.digest():
            return 0
        added, removed = _differing(new, old), _differing(old, new)
        if old.is_empty() and added.height >= BULK:
            self._load(added)
            self._quads.update(_change((), (), digest))
        else:
            if old.is_empty():
                self._quads.clear(Graphs.LINKS)  # what a killed bulk load left
            before, after = set(link_lines(removed)), set(link_lines(added))
            self._quads.update(_change(before - after, after - before, digest))
        self._keep(digest, new)
        pairs = pl.concat([added, removed]).select(PAIR)
        return pairs.n_unique()

    def _load(self, links: pl.DataFrame) -> None:
        """Fill an empty graph; until its digest is written it counts as empty still."""
        self._quads.update(_change((), (), UNFINISHED))
        self._quads.clear(Graphs.LINKS)
        self._quads.load(Graphs.LINKS, link_lines(links))

    def _recall(self, digest: str) -> pl.DataFrame | None:
        if self._frames is None:
            return self._kept[1] if self._kept and self._kept[0] == digest else None
        path = self._path(self._frames, digest)
        return pl.read_parquet(path) if path.exists() else None

    def _keep(self, digest: str, links: pl.DataFrame) -> None:
        if self._frames is None:
            self._kept = (digest, links)
            return
        path = self._path(self._frames, digest)
        keep_frame(links, path)
        for other in set(self._frames.glob("links-*.parquet")) - {path}:
            other.unlink(missing_ok=True)

    def _path(self, frames: Path, digest: str) -> Path:
        return frames / f"links-{digest[:16]}.parquet"


_MARK = f"<{Graphs.LINKS}> <{Terms.DIGEST}> ?digest"
_MARK_QUERY = f"SELECT ?digest WHERE {{ GRAPH <{Graphs.DELIVERIES}> {{ {_MARK} }} }}"


def _differing(links: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Links that are not just so among the others."""
    return links.join(others, on=list(LINK_SCHEMA), how="anti", nulls_equal=True)


def _digest(links: pl.DataFrame) -> str:
    return hash_bytes(links.write_csv(quote_style="non_numeric", null_value="").encode())


def _change(removed: set[str] | tuple[()], added: set[str] | tuple[()], digest: str) -> str:
    """A SPARQL update; all its steps are one transaction."""
    mark = triple(Graphs.LINKS, Terms.DIGEST, literal(digest))
    return f"""
    DELETE WHERE {{ GRAPH <{Graphs.DELIVERIES}> {{ {_MARK} }} }};
    DELETE DATA {{ GRAPH <{Graphs.LINKS}> {{ {" ".join(removed)} }} }};
    INSERT DATA {{ GRAPH <{Graphs.LINKS}> {{ {" ".join(added)} }}
                   GRAPH <{Graphs.DELIVERIES}> {{ {mark} }} }}
    """
