"""Real viewers by gender and age: how long it takes, what is found, what holds in other viewers."""

import gzip
import os
import re
from pathlib import Path
from time import perf_counter

import numpy as np
import polars as pl

from openslate.audience.resonance.attributes import Attributes, attributes_of
from openslate.audience.resonance.dimensions import dimension_of
from openslate.audience.resonance.moments import halves_of
from openslate.audience.resonance.resonance import Audience, resonance_of
from openslate.graph.item_facts import DECADE, KIND, VALUE
from openslate.graph.vocabulary import FIELD, Columns
from tests.benchmarks.report import markdown_table
from tests.benchmarks.resonance_known import false_table, shuffled
from tests.benchmarks.resonance_peers import pooled
from tests.repository import ROOT

SHUFFLES = 10
RELATIONS = {
    "starred_by_actor": FIELD["cast"].column,
    "directed_by_director": FIELD["directors"].column,
    "wrote_by_writter": FIELD["writers"].column,
    "produced_by_prodcompany": FIELD["companies"].column,
    "produced_in_country": FIELD["countries"].column,
    "belong_to_category": FIELD["tags"].column,
}
"""Relations of the data set that are attributes; links between articles are left out."""
ABOUT = """## Real viewers
{viewings:,} viewings by {viewers:,} viewers, by gender and by age band; {attributes:,} attributes
of {kinds} kinds with at least 40 viewings. Both dimensions together took {seconds:.1f} s as
watched and {beyond:.1f} s beyond popularity (one core, this run)."""
HALF = """### Do findings hold in other viewers?
Everything was worked out from one half of the viewers alone; a finding *holds* when the other
half has the same sign at a one-sided 5 % by itself. Chance alone would let 5 % hold."""
DEALT = """### Real viewings, labels dealt by chance
Gender and age dealt to the viewers anew {shuffles} times, viewer by viewer: {tables} tables in
which every finding is false."""


def real_section() -> str:
    """Measure on the shared data; says so where it is missing."""
    folder = Path(os.environ.get("SLATE_SHARED_DATA") or ROOT.parent / "shared" / "data")
    folder /= "ml1m-dbpedia"
    if not folder.is_dir():
        raise SystemExit("There is no shared data: set SLATE_SHARED_DATA to its folder")
    audience, attributes = read_real(folder)
    start = perf_counter()
    found = resonance_of(audience, attributes)
    middle = perf_counter()
    resonance_of(audience, attributes, popularity=True)
    about = ABOUT.format(
        viewings=audience.viewings.nnz, viewers=audience.viewings.shape[0],
        attributes=len(attributes.names), kinds=len(attributes.kinds),
        seconds=middle - start, beyond=perf_counter() - middle,
    )  # fmt: skip
    rows = []
    for by, ours in found.items():
        peer = pooled(audience, attributes, by)
        rows.append(
            (by, len(ours.dimension.segments), f"{ours.shown.sum():,}", f"{ours.found.sum():,}",
             f"{ours.replicated.sum():,}", f"{peer.found[ours.shown].sum():,}")
        )  # fmt: skip
    heads = ("by", "segments", "cells shown", "found", "in both halves", "found by chi-square")
    parts = (about, markdown_table(heads, rows), half_part(audience, attributes))
    return "\n\n".join((*parts, dealt_part(audience, attributes)))


def half_part(audience: Audience, attributes: Attributes) -> str:
    """Findings of one half, held against the other."""
    first, second = (audience.without(audience.halves == half) for half in (1, 0))
    ours, other = resonance_of(first, attributes), resonance_of(second, attributes)
    rows = []
    for by in ours:
        z = other[by].estimate / other[by].error
        holds = np.nan_to_num(z * np.sign(ours[by].estimate)) > 1.645
        peer = pooled(first, attributes, by)
        usable = ours[by].shown & np.isfinite(z)
        for name, claimed in (("Slate", ours[by].found), ("chi-square", peer.found)):
            own = claimed & usable
            rows.append((by, name, f"{own.sum():,}", f"{100 * holds[own].mean():.1f} %"))
        only = peer.found & ~ours[by].found & usable
        rows.append((by, "chi-square only", f"{only.sum():,}", f"{100 * holds[only].mean():.1f} %"))
    return f"{HALF}\n\n{markdown_table(('by', '', 'found in one half', 'hold in the other'), rows)}"


def dealt_part(audience: Audience, attributes: Attributes) -> str:
    """Shuffled labels on real viewings."""
    found: dict[str, list[np.ndarray]] = {"Slate": [], "pooled events, chi-square": []}
    for turn in range(SHUFFLES):
        dealt = shuffled(audience, "real", turn)
        for by, ours in resonance_of(dealt, attributes).items():
            found["Slate"].append(ours.found[ours.shown])
            peer = pooled(dealt, attributes, by).found[ours.shown]
            found["pooled events, chi-square"].append(peer)
    tables = SHUFFLES * len(audience.dimensions)
    return f"{DEALT.format(shuffles=SHUFFLES, tables=tables)}\n\n{false_table(found)}"


def read_real(folder: Path) -> tuple[Audience, Attributes]:
    """The shared data as an audience and attributes."""
    viewings = pl.read_csv(gzip.decompress((folder / "interactions.csv.gz").read_bytes()))
    viewers = pl.read_csv(folder / "viewers.csv").sort(Columns.VIEWER)
    items = pl.read_csv(folder / "items.csv", infer_schema_length=None)
    place = {item: at for at, item in enumerate(items[Columns.ITEM])}
    row = {viewer: at for at, viewer in enumerate(viewers[Columns.VIEWER])}
    at = ([row[v] for v in viewings[Columns.VIEWER]], [place[i] for i in viewings[Columns.ITEM]])
    matrix = pooled_matrix(at, (len(row), len(place)))
    ids = [str(viewer) for viewer in row]
    dimensions = {
        name: dimension_of(name, viewers[name].to_list(), 20) for name in ("gender", "age")
    }
    audience = Audience(matrix, dimensions, halves_of(ids, "resonance halves"))
    every = attributes_of(facts_of(folder, items, place), len(place))
    enough = every.matrix.T @ np.asarray(matrix.sum(axis=0)).ravel() >= 40
    decades = np.array([name.kind == DECADE for name in every.names])
    return audience, every.pick(np.flatnonzero(enough | decades))


def pooled_matrix(at: tuple[list[int], list[int]], shape: tuple[int, int]) -> object:
    """Viewers by items, each viewing once."""
    import scipy.sparse as sp

    matrix = sp.csr_matrix((np.ones(len(at[0])), at), shape)
    matrix.data[:] = 1.0
    return matrix


def facts_of(folder: Path, items: pl.DataFrame, place: dict[int, int]) -> pl.DataFrame:
    """Rows of item, kind and value: named relations, and the decade in the film's name."""
    triples = pl.read_csv(
        gzip.decompress((folder / "triples.csv.gz").read_bytes()),
        schema_overrides={"entity": pl.String},
    )
    known = triples.filter(pl.col("relation").is_in(list(RELATIONS)))
    rows = [
        (place[item], RELATIONS[relation], entity)
        for item, relation, entity in known.select(Columns.ITEM, "relation", "entity").iter_rows()
        if item in place
    ]
    for item, name in items.select(Columns.ITEM, "movielens_name").iter_rows():
        year = re.search(r"\((\d{4})\)", name or "")
        if year:
            rows.append((place[item], DECADE, str(int(year[1]) // 10 * 10)))
    schema = {Columns.ITEM: pl.Int64, KIND: pl.String, VALUE: pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row").unique()
