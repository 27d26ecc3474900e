"""Whatever arrives, a reader answers with records or one sentence: no traceback, no hang.

A short run by default; `SLATE_FUZZ_MINUTES=10` makes it a long one.
"""

import gzip
import json
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.catalogue.exchange_samples import (
    EBUCORE,
    JSON_LD,
    MEC,
    TURTLE,
    XMLTV,
    points_to,
    stated,
    wikidata_item,
)
from tests.catalogue.samples import (
    AVAILS_COLUMNS,
    GERMAN,
    avails_row,
    write_avails,
    write_json,
    write_titles,
)

from openslate.catalogue.formats import CATALOGUE_READERS, detect_format
from openslate.catalogue.mapping.file import parse_mapping
from openslate.catalogue.mapping.guess import guess_mapping
from openslate.catalogue.readers.availability_csv import AvailabilityReader
from openslate.catalogue.readers.rdf import RdfReader
from openslate.catalogue.readers.schema_org import SchemaOrgReader
from openslate.catalogue.readers.table_mapped import MappedReader
from openslate.catalogue.record import ProblemList, Reader, SourceRecord
from openslate.common.errors import SlateError
from openslate.graph.delivery import RECORD_FIELDS
from openslate.testing.tiny import write_tiny

MINUTES = float(os.environ.get("SLATE_FUZZ_MINUTES", "0"))
MOST = 5000
MAPPING = """mapping: fuzz
source: fuzz
columns: {name: Titel, year: Produktionsjahr, runtime: Länge, release_date: Kinostart}
"""
BILLION_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;"><!ENTITY e SYSTEM "file:///etc/passwd">]><a>&d;&e;</a>"""
TRAPS = (
    b"",
    b"\n",
    BILLION_LAUGHS,
    b"[" * 50_000,
    b'{"a":' * 50_000,
    b'[{"a": "' + b"x" * 50_000,
    b"a,b\n" + b'"' * 5001,
    b"title,year\n" + b"9" * 5000 + b"," + b"9" * 5000,
    b'[{"title": 1e999, "year": NaN, "runtime": ' + b"9" * 5000 + b"}]",
    b'{"title": "\\ud800"}\n{"title": "b"}\n',
    b"PK\x03\x04" + bytes(500),
    b"SQLite format 3\x00" + bytes(500),
    b"\x1f\x8b" + bytes(500),
    gzip.compress(bytes(40_000_000), mtime=0),
    b"\xff\xfe" + b"\x00\xd8" * 100,
    b"item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\n\t\t\t\n",
)


def readers() -> Iterator[Reader]:
    """Every reader there is."""
    yield from CATALOGUE_READERS.values()
    yield AvailabilityReader()
    yield MappedReader.of(parse_mapping(MAPPING, "fuzz.yaml"))


def attempts(path: Path) -> Iterator[None]:
    """Everything that can be done with a file somebody sent; a turn for each."""
    for reader in readers():
        problems = ProblemList(path)
        records = islice(reader.records(path, problems), MOST)
        yield from told(lambda records=records: [check(record) for record in records])
        for problem in problems.problems:
            assert len(str(problem)) < 1000
    yield from told(lambda: detect_format(path))
    yield from told(lambda: guessed(path))


def guessed(path: Path) -> None:
    """Guess a mapping and read by it."""
    guess = guess_mapping(path)
    if guess.mapping:
        for record in islice(MappedReader.of(guess.mapping).records(path, ProblemList(path)), MOST):
            check(record)


def told(attempt: Any) -> Iterator[None]:
    """One attempt; a SlateError of one sentence is an answer too."""
    said = ""
    try:
        attempt()
    except SlateError as error:
        said = str(error)
    assert "\n" not in said
    assert len(said) < 2000
    yield


def check(record: SourceRecord) -> None:
    """What every record must be, so that the graph can hold it."""
    fields = {field.column: field for field in RECORD_FIELDS[record.kind]}
    assert record.id
    for column, value in record.values.items():
        field = fields[column]
        assert isinstance(value, list) == field.many, (column, value)
        values = value if field.many else [value]
        assert values
        for single in values:
            assert single not in (None, "")
            if field.kind == "text":
                single.encode()
            if field.kind == "integer":
                assert abs(single) < 2**63


@contextmanager
def only_opening(folder: Path) -> Iterator[None]:
    """Fails when a file outside is opened, except by Python for itself.

    What a reader keeps for a moment goes into the folder too, and so does what has no folder.
    """
    allowed = (str(folder), sys.prefix, sys.base_prefix, str(Path(__file__).parents[2] / "src"))
    opened: list[str] = []
    watching = True

    def watch(event: str, arguments: Any) -> None:
        if watching and event == "open" and isinstance(arguments[0], str):
            opened.append(os.path.abspath(arguments[0]))

    sys.addaudithook(watch)
    usual, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        with chdir(folder):
            yield
    finally:
        watching, tempfile.tempdir = False, usual
    outside = [name for name in opened if not name.startswith(allowed)]
    assert [name for name in outside if not name.endswith((".pyc", ".py"))] == []


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """A good file of every format, to be broken."""
    folder = tmp_path_factory.mktemp("samples")
    tiny = write_tiny(folder / "tiny")
    made = [
        write_avails(folder / "avails.xlsx", avails_row(), avails_row(Territory="FR")),
        write_titles(folder / "titles.xlsx"),
        write_json(folder / "titles.json"),
        *(tiny.item, tiny.movies, tiny.availability),
    ]
    csv_avails = "\n".join(",".join(map(str, r)) for r in (AVAILS_COLUMNS, avails_row())).encode()
    lines = b'{"title": "Heat", "year": 1995}\n{"title": "Casino", "cast": ["a", {"b": 1}]}\n'
    texts = [GERMAN.encode(), GERMAN.encode("utf-16"), csv_avails, lines, BILLION_LAUGHS]
    texts.append(gzip.compress(GERMAN.encode(), mtime=0))
    texts += [text.encode() for text in (MEC, EBUCORE, XMLTV, JSON_LD, TURTLE, wikidata())]
    return [path.read_bytes() for path in made] + texts


def wikidata() -> str:
    """Two lines of a dump of Wikidata."""
    film = wikidata_item("Q1", "Heat", P31=points_to("Q11424"), P345=[stated("tt0113277")])
    return "\n".join(map(json.dumps, (film, wikidata_item("Q11424", "film")))) + "\n"


def broken(data: bytes, choices: random.Random) -> bytes:
    """A file with some of its bytes changed, lost, doubled or cut off."""
    mutable = bytearray(data)
    for _ in range(choices.randint(1, 12)):
        if not mutable:
            break
        at = choices.randrange(len(mutable))
        match choices.randrange(5):
            case 0:
                mutable[at] = choices.randrange(256)
            case 1:
                del mutable[at : at + choices.randint(1, 40)]
            case 2:
                mutable[at:at] = mutable[at : at + choices.randint(1, 200)]
            case 3:
                mutable[at:at] = choices.choice([b'"', b";", b"\n", b"\x00", b"{", b"[", b"9" * 30])
            case _:
                del mutable[at : None if choices.random() < 0.2 else at + 1]
    return bytes(mutable)


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: repr(trap[:16]))
def test_traps(trap: bytes, tmp_path: Path) -> None:
    path = tmp_path / "trap"
    path.write_bytes(trap)
    with only_opening(tmp_path):
        assert len(list(attempts(path))) == len(list(readers())) + 2


def test_rdf_with_entities_is_refused_before_they_unfold(tmp_path: Path) -> None:
    path = tmp_path / "laughs.rdf"
    named = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    path.write_text(f'<?xml version="1.0"?><!DocType r [<!ENTITY e0 "ha">{named}]><r>&e9;</r>')
    with pytest.raises(SlateError, match="declares its own document type"):
        list(RdfReader().records(path, ProblemList(path)))


def test_a_page_with_an_unknown_marked_section_is_read(tmp_path: Path) -> None:
    """Found by the long run, seed 1417."""
    script = '{"@context": "https://schema.org", "@type": "Movie", "name": "Heat", "@id": "x:1"}'
    path = tmp_path / "page.html"
    path.write_text(f'<![DOCTYPE x]><script type="application/ld+json">{script}</script>')
    assert len(list(SchemaOrgReader().records(path, ProblemList(path)))) == 1


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_anything(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "anything"
    path.write_bytes(data)
    assert list(attempts(path))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_broken_samples(tmp_path: Path, samples: list[bytes], seed: int) -> None:
    choices = random.Random(seed)
    path = tmp_path / "broken"
    path.write_bytes(broken(choices.choice(samples), choices))
    assert list(attempts(path))


@pytest.mark.skipif(not MINUTES, reason="a long run: set SLATE_FUZZ_MINUTES")
def test_for_long(tmp_path: Path, samples: list[bytes]) -> None:
    path, started, seed = tmp_path / "broken", monotonic(), 0
    while monotonic() - started < 60 * MINUTES:
        seed += 1
        choices = random.Random(seed)
        data = broken(choices.choice(samples), choices)
        path.write_bytes(data)
        begun = monotonic()
        try:
            list(attempts(path))
        except BaseException:
            print(f"seed {seed}")
            raise
        assert monotonic() - begun < 20, f"seed {seed} took too long"
    print(f"{seed:,} files")
    assert seed


@pytest.mark.parametrize("sample", range(18))
def test_unbroken_samples_are_understood_by_someone(
    tmp_path: Path, samples: list[bytes], sample: int
) -> None:
    path = tmp_path / "whole"
    path.write_bytes(samples[sample])
    if samples[sample] == BILLION_LAUGHS:
        pytest.skip("nobody should")
    assert detect_format(path) or guess_mapping(path).mapping
