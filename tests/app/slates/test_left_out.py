"""What belongs to no item is left out, and said so."""

from pathlib import Path

from openslate.app.deliveries.import_files import ImportAvailability, ImportEvents
from openslate.app.identity.make_snapshot import MakeSnapshot
from openslate.app.train import TrainRecommender
from openslate.testing.workspace import NOW, MadeWorkspace

HEADER = "source,record,name,year,territory,starts,ends,licence_type\n"


def test_rights_of_films_nobody_delivered_are_named(
    tiny_copy: MadeWorkspace, tmp_path: Path
) -> None:
    sheet = tmp_path / "rights.csv"
    rows = ["wikidata-films,tt0114746,,,GB,,,svod", "wikidata-films,tt9,,,GB,,,svod"]
    sheet.write_text(HEADER + "\n".join([*rows, ",,No Such Film,1990,US,,,svod"]) + "\n")
    with tiny_copy.open() as workspace:
        ImportAvailability(workspace)(sheet)
        report = MakeSnapshot(workspace)()
        assert report.problems == (
            "availability, row 3: the rights of wikidata-films tt9 count for nothing, "
            "no such record.",
            "availability, row 4: the rights of 'No Such Film' count for nothing, "
            "no item, or several, of this name and year.",
        )
        assert workspace.snapshot().availability.height == 1


def test_events_about_unknown_films_are_counted(tiny_copy: MadeWorkspace, tmp_path: Path) -> None:
    events = tmp_path / "more.inter"
    events.write_text(
        "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
        f"1\t99999\t4\t{NOW.timestamp():.0f}\n"
    )
    with tiny_copy.open() as workspace:
        assert TrainRecommender(workspace)().unknown == 0
        ImportEvents(workspace)(events)
        assert TrainRecommender(workspace)().unknown == 1
