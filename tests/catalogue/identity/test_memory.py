"""With a memory only what changed is compared, and the result is that of doing it all again."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from openslate.catalogue.identity import Resolution, ResolverMemory, ResolverSettings, resolve
from openslate.catalogue.identity.memory import CURRENT
from openslate.graph.vocabulary import FIELD, Columns

SETTINGS = ResolverSettings()
NAMES = ["The Star", "Star, The", "Star II", "Étoile", "Hate (Star)", "Heat", "Pilot", ""]
RECORD = st.tuples(
    st.sampled_from(NAMES),
    st.one_of(st.none(), st.integers(1994, 1996)),
    st.lists(st.sampled_from(["Tom Hanks", "Meg Ryan", "Ryan, Meg"]), max_size=2, unique=True),
)
CATALOGUE = st.dictionaries(
    st.tuples(st.sampled_from("abc"), st.integers(0, 4)), RECORD, max_size=9
)
Told = dict[tuple[str, int], tuple[str, int | None, list[str]]]
SCHEMA = {
    Columns.SOURCE: pl.String,
    Columns.RECORD: pl.String,
    FIELD["name"].column: pl.String,
    FIELD["year"].column: pl.Int64,
    FIELD["cast"].column: pl.List(pl.String),
}
FILLER = {("z", n): (f"Filler number {n * 7919}", 1900 + n, ["Nobody"]) for n in range(60)}


def frame(told: Told) -> pl.DataFrame:
    rows = [(source, str(n), *values) for (source, n), values in (FILLER | told).items()]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def with_the_same_statistics(
    records: pl.DataFrame, memory: ResolverMemory, decided: pl.DataFrame | None
) -> Resolution:
    """A resolution that looks at every record, but counts as the memory did."""
    state = memory.load(SETTINGS)
    assert state is not None
    with TemporaryDirectory() as folder:
        forgetful = ResolverMemory(Path(folder))
        forgetful.save(replace(state, hashes=state.hashes + 1, counted=10**9), SETTINGS)
        return resolve(records, decided, SETTINGS, forgetful)


@settings(deadline=None, max_examples=25)
@given(first=CATALOGUE, second=CATALOGUE, data=st.data())
def test_by_difference_is_as_from_nothing(first: Told, second: Told, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        memory = ResolverMemory(Path(folder))
        links = resolve(frame(first), None, SETTINGS, memory).links
        kept = data.draw(st.sampled_from([first, {}])) | second
        status = data.draw(st.sampled_from(["accepted", "rejected"]))
        decided = links.head(1).with_columns(pl.lit(status).alias(Columns.STATUS))
        again = resolve(frame(kept), decided, SETTINGS, memory)
        whole = with_the_same_statistics(frame(kept), memory, decided)
        assert again.links.equals(whole.links)
        assert again.clusters.equals(whole.clusters)


def catalogue(records: Callable[..., pl.DataFrame]) -> pl.DataFrame:
    films = [("Heat", 1995), ("Fargo", 1996), ("Alien", 1979), ("Jaws", 1975), ("Brazil", 1985)]
    return records(
        [(source, f"{n}", *film, ["Drama"]) for source in "ab" for n, film in enumerate(films)]
    )


def test_nothing_changed_nothing_compared(
    records: Callable[..., pl.DataFrame], tmp_path: Path
) -> None:
    memory, films = ResolverMemory(tmp_path / "memory"), catalogue(records)
    first = resolve(films, None, SETTINGS, memory)
    again = resolve(films.reverse(), None, SETTINGS, memory)
    assert (first.compared, again.compared) == (10, 0)
    assert again.links.equals(first.links)


def test_a_change_concerns_the_changed_record_and_whom_it_was_linked_to(
    records: Callable[..., pl.DataFrame], tmp_path: Path
) -> None:
    memory, films = ResolverMemory(tmp_path / "memory"), catalogue(records)
    resolve(films, None, SETTINGS, memory)
    name = FIELD["name"].column
    other = films.with_columns(
        pl.when(pl.int_range(pl.len()) == 0).then(pl.lit("Casino")).otherwise(name).alias(name)
    )
    again = resolve(other, None, SETTINGS, memory)
    assert again.compared == 2
    assert again.links.height == 4


def test_a_damaged_memory_is_made_again(
    records: Callable[..., pl.DataFrame], tmp_path: Path
) -> None:
    memory, films = ResolverMemory(tmp_path / "memory"), catalogue(records)
    first = resolve(films, None, SETTINGS, memory)
    folder = memory.folder / json.loads((memory.folder / CURRENT).read_text())["folder"]
    for damage in ("links.arrow", "forms.arrow"):
        (folder / damage).write_bytes(b"damaged")
    assert memory.load(SETTINGS) is None
    again = resolve(films, None, SETTINGS, memory)
    assert again.compared == 10
    assert again.links.equals(first.links)


def test_one_wrong_bit_is_noticed(records: Callable[..., pl.DataFrame], tmp_path: Path) -> None:
    memory, films = ResolverMemory(tmp_path / "memory"), catalogue(records)
    resolve(films, None, SETTINGS, memory)
    assert memory.load(SETTINGS) is not None
    folder = memory.folder / json.loads((memory.folder / CURRENT).read_text())["folder"]
    told = bytearray((folder / "links.arrow").read_bytes())
    told[len(told) // 2] ^= 1
    (folder / "links.arrow").write_bytes(told)
    assert memory.load(SETTINGS) is None


def test_a_half_written_memory_does_not_count(
    records: Callable[..., pl.DataFrame], tmp_path: Path
) -> None:
    memory, films = ResolverMemory(tmp_path / "memory"), catalogue(records)
    first = resolve(films, None, SETTINGS, memory)
    half = memory.folder / "99"
    half.mkdir()
    (half / "links.arrow").write_bytes(b"half")
    (memory.folder / f"{CURRENT}.part").write_text("{")
    again = resolve(films, None, SETTINGS, memory)
    assert again.compared == 0
    assert again.links.equals(first.links)


def test_other_settings_begin_anew(records: Callable[..., pl.DataFrame], tmp_path: Path) -> None:
    memory, films = ResolverMemory(tmp_path / "memory"), catalogue(records)
    resolve(films, None, SETTINGS, memory)
    assert resolve(films, None, ResolverSettings(accept=0.7), memory).compared == 10


def test_a_record_tied_by_a_decision_alone_is_looked_at_when_the_other_goes(
    records: Callable[..., pl.DataFrame], tmp_path: Path
) -> None:
    memory, films = ResolverMemory(tmp_path / "memory"), catalogue(records)
    pair = {"left_source": "a", "left_record": "0", "right_source": "b", "right_record": "4"}
    decided = pl.DataFrame([pair | {Columns.STATUS: "accepted"}])
    resolve(films, decided, SETTINGS, memory)
    source, record = pl.col(Columns.SOURCE), pl.col(Columns.RECORD)
    left = films.filter(~((source == "a") & (record == "0")))
    again = resolve(left, decided, SETTINGS, memory)
    whole = with_the_same_statistics(left, memory, decided)
    assert again.links.equals(whole.links)
    assert again.clusters.equals(whole.clusters)
