"""Files brought in: twice is once, problems are told, what is useless leaves nothing behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from openslate.app.audience.counted_events import learning_events
from openslate.app.deliveries.import_files import (
    ImportAvailability,
    ImportCatalogue,
    ImportEvents,
    ImportViewers,
)
from openslate.app.identity.make_snapshot import MakeSnapshot
from openslate.app.identity.resolve import ResolveIdentities
from openslate.app.train import TrainRecommender
from openslate.app.workspace import Workspace
from openslate.catalogue.formats import CATALOGUE_READERS
from openslate.catalogue.readers.movielens import MovieLensReader
from openslate.catalogue.record import ProblemList, SourceRecord
from openslate.common.errors import SlateError
from openslate.store.events import EventStore
from openslate.testing.tiny import (
    INTER_HEADER,
    USER_HEADER,
    TinyFiles,
    write_tiny,
)
from openslate.testing.workspace import MadeWorkspace, make_workspace


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "workspace")


@pytest.fixture
def files(tmp_path: Path) -> TinyFiles:
    return write_tiny(tmp_path / "files")


def test_an_import_tells_what_came_in(empty: Workspace, files: TinyFiles) -> None:
    films = ImportCatalogue(empty)(files.movies, "wikidata-films")
    assert (films.source, films.rows, films.new) == ("wikidata-films", 6, 6)
    assert len(films.problems) == 2
    assert "'Atlantis' is not a country" in films.problems[0]
    assert films.sentence == (
        "movies.db: 6 records from wikidata-films, 2 values could not be used."
    )
    viewers = ImportViewers(empty)(files.user)
    assert (viewers.rows, viewers.new) == (6, 6)
    done: list[tuple[int, int | None]] = []
    events = ImportEvents(empty)(files.inter, lambda *progress: done.append(progress))
    assert (events.rows, events.new) == (25, 25)
    assert done == [(25, 25)]


def some_events(path: Path, *records: str) -> Path:
    lines = [f"1,{record},watched,2026-03-01T20:00:00Z" for record in records]
    path.write_text("\n".join(["viewer,record,event,at", *lines, ""]))
    return path


def test_events_before_their_catalogue_are_told_of_kept_and_count_when_it_comes(
    empty: Workspace, files: TinyFiles
) -> None:
    told = ImportEvents(empty)(files.inter).unknown
    assert told is not None
    assert (told.events, told.records, len(told.first)) == (25, 7, 3)
    assert told.sources == ()
    ImportCatalogue(empty)(files.item, "movielens")
    MakeSnapshot(empty)()
    assert learning_events(empty, empty.snapshot()).height == 25
    assert TrainRecommender(empty)().unknown == 0


def test_only_records_that_were_not_delivered_are_told(
    empty: Workspace, files: TinyFiles, tmp_path: Path
) -> None:
    ImportCatalogue(empty)(files.item, "movielens")
    source = "movielens-100k"
    known = ImportEvents(empty, source)(some_events(tmp_path / "known.csv", "1", "2"))
    assert known.unknown is None
    mixed = some_events(tmp_path / "mixed.csv", "1", "901", "902", "903", "904")
    told = ImportEvents(empty, source)(mixed).unknown
    assert told is not None
    assert told.sentence == (
        "4 events name 4 records that the source 'movielens-100k' has not delivered "
        "(901, 902, 903, ...). They are kept and count once its catalogue brings them and "
        "'slate refresh' has run."
    )
    assert ImportEvents(empty, source)(mixed).unknown is None


def test_a_source_that_was_misspelt_is_told_with_the_one_that_was_meant(
    empty: Workspace, files: TinyFiles, tmp_path: Path
) -> None:
    ImportCatalogue(empty)(files.item, "movielens")
    report = ImportEvents(empty, "movielens-10k")(some_events(tmp_path / "a.csv", "1"))
    assert report.unknown is not None
    assert report.unknown.sentence == (
        "One event names a record that the source 'movielens-10k' has not delivered (1). It is "
        "kept and counts once its catalogue brings them and 'slate refresh' has run; if "
        "'movielens-100k' was meant, import the file again with --source."
    )


@dataclass(frozen=True)
class StutteringReader(MovieLensReader):
    """Gives every record twice."""

    def records(self, path: Path, problems: ProblemList) -> Iterator[SourceRecord]:
        for record in super().records(path, problems):
            yield record
            yield record


def test_ids_that_repeat_are_told(
    empty: Workspace, files: TinyFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(CATALOGUE_READERS, "stutter", StutteringReader())
    films = ImportCatalogue(empty)(files.item, "stutter")
    assert films.rows == 7
    assert "7 records from movielens-100k, 7 repeat an id and were left out" in films.sentence


def test_twice_is_once(tiny_copy: MadeWorkspace) -> None:
    files = tiny_copy.files
    with tiny_copy.open() as workspace:
        before = MakeSnapshot(workspace)(), TrainRecommender(workspace)().model
        again = [
            ImportCatalogue(workspace)(files.movies, "wikidata-films"),
            ImportCatalogue(workspace)(files.item, "movielens"),
            ImportAvailability(workspace)(files.availability),
            ImportViewers(workspace)(files.user),
            ImportEvents(workspace)(files.inter),
        ]
        ResolveIdentities(workspace)()
        assert (MakeSnapshot(workspace)(), TrainRecommender(workspace)().model) == before
    assert [report.new for report in again] == [0] * 5
    assert all("nothing changed" in again[i].sentence for i in (0, 1, 2, 4))
    assert not before[0].new


def test_the_same_files_give_the_same_snapshot_and_model_anywhere(
    tiny_workspace: MadeWorkspace, tmp_path: Path
) -> None:
    other = make_workspace(tmp_path / "other", tiny_workspace.files)
    with tiny_workspace.open() as one, other.open() as two:
        assert one.model_in_force() == two.model_in_force()


def test_strict_takes_nothing_when_a_value_is_wrong(empty: Workspace, files: TinyFiles) -> None:
    with pytest.raises(SlateError, match=r"2 values have problems.*nothing was changed"):
        ImportCatalogue(empty, strict=True)(files.movies, "wikidata-films")
    assert empty.quads.deliveries.reports() == []
    assert ImportAvailability(empty, strict=True)(files.availability).new == 6


def test_a_reader_nobody_knows_is_told_the_nearest(empty: Workspace, files: TinyFiles) -> None:
    with pytest.raises(SlateError, match=r"no reader 'movielense'\. Did you mean 'movielens'\?"):
        ImportCatalogue(empty)(files.item, "movielense")
    with pytest.raises(SlateError, match=r"Use movielens, .* or \w+"):
        ImportCatalogue(empty)(files.item, "excel")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "The file has no header"),
        (INTER_HEADER.encode() + b"\n", "The file has no usable row"),
        (INTER_HEADER.encode() + b"\n1\t2\tmany\t3\n", "the first problem: .* 'many' is not"),
        (b"user_id:token\titem_id:token\n1\t2\n", "The column rating:float is missing"),
        (b"\x00\x01\x02", "The column user_id:token is missing"),
    ],
)
def test_events_that_are_useless_leave_no_delivery_behind(
    empty: Workspace, tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "bad.inter"
    path.write_bytes(content)
    with pytest.raises(SlateError, match=told):
        ImportEvents(empty)(path)
    assert EventStore(empty.database).unfinished() == []
    assert EventStore(empty.database).count() == 0


def test_viewers_that_are_useless_are_refused(empty: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "bad.user"
    path.write_text(USER_HEADER + "\n1\told\tM\tartist\t1\n")
    with pytest.raises(SlateError, match=r"no usable row; the first problem: .*'old' is not"):
        ImportViewers(empty)(path)


def test_broken_rows_are_told_and_the_rest_comes_in(empty: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "some.inter"
    path.write_text(f"{INTER_HEADER}\n1\t2\t5\t880000000\n1\t3\t9\t880000001\n1\t4\t3")
    report = ImportEvents(empty)(path)
    assert (report.rows, len(report.problems)) == (1, 2)
    assert "row 3, rating:float: '9' is not a number from 0.5 to 5" in report.problems[0]


@pytest.mark.parametrize("action", [ResolveIdentities, MakeSnapshot])
def test_nothing_can_be_made_of_nothing(empty: Workspace, action: type) -> None:
    with pytest.raises(SlateError, match="Run 'slate import catalogue' first"):
        action(empty)()


def test_training_without_a_snapshot_says_what_to_do(empty: Workspace) -> None:
    with pytest.raises(SlateError, match=r"There is no snapshot yet\. Run 'slate snapshot'"):
        TrainRecommender(empty)()


def test_a_folder_or_nothing_is_no_file(empty: Workspace, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        for take in (
            lambda p: ImportEvents(empty)(p),
            lambda p: ImportViewers(empty)(p),
            lambda p: ImportAvailability(empty)(p),
            lambda p: ImportCatalogue(empty)(p, "movielens"),
        ):
            with pytest.raises(
                SlateError,
                match=r"There is no such file|The file cannot be read \((No such|Is a|it is not)",
            ):
                take(path)
