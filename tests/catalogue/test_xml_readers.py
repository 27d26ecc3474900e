"""MEC, EBUCore and XMLTV: what becomes of a file in the form its standard publishes."""

import gzip
import zipfile
from datetime import date
from pathlib import Path

import pytest
from tests.catalogue.exchange_samples import EBUCORE, MEC, XMLTV

from openslate.catalogue.readers.ebucore import EbucoreReader
from openslate.catalogue.readers.mec import MecReader
from openslate.catalogue.readers.xmltv import XmltvReader
from openslate.catalogue.record import ProblemList, Reader, Reading, read_file
from openslate.common.errors import SlateError


def reading(reader: Reader, path: Path, text: str) -> Reading:
    path.write_text(text, encoding="utf-8")
    return read_file(reader, path)


def sentences(found: Reading) -> list[str]:
    return [str(problem) for problem in found.problems]


def test_mec_in_native_terms(tmp_path: Path) -> None:
    found = reading(MecReader(), tmp_path / "mec.xml", MEC)
    episode, season, series = found.records
    assert (episode.id, episode.row) == ("md:cid:org:house:harbour-2-4", 6)
    assert dict(episode.values) == {
        "name": "The Tide Comes In",
        "work_type": "episode",
        "alternate_names": ["Die Flut"],
        "description": "The water rises & a boat is missing.",
        "series": "Harbour",
        "season_number": 2,
        "episode_number": 4,
        "year": 2021,
        "release_date": date(2021, 3, 14),
        "runtime": 44,
        "age_rating": "TV-14",
        "age_rating_system": "TVPG",
        "minimum_age": 14,
        "genres": ["Crime", "Drama"],
        "countries": ["DE"],
        "languages": ["de"],
        "directors": ["Ada Alm"],
        "cast": ["Ada Alm", "Ben Berg"],
        "companies": ["Nordfilm"],
        "tags": ["harbour"],
        "imdb_id": "tt1234567",
        "identifiers": ["eidr:10.5240/FBEB-FA47-487D-420A-8E31-I"],
    }
    assert dict(season.values) == {
        "name": "Season Two",
        "work_type": "season",
        "series": "Harbour",
        "season_number": 2,
    }
    assert dict(series.values) == {"name": "Harbour", "work_type": "series"}
    assert sentences(found) == ["mec.xml, row 66, ReleaseYear: 'soon' is not a year."]


def test_the_reader_chooses_language_and_rating_system(tmp_path: Path) -> None:
    reader = MecReader(languages=("de",), rating_systems=("FSK",))
    values = reading(reader, tmp_path / "mec.xml", MEC).records[0].values
    assert (values["name"], values["description"]) == ("Die Flut", "Das Wasser steigt.")
    assert (values["age_rating"], values["minimum_age"]) == ("12", 12)


def test_a_zip_of_mec_files(tmp_path: Path) -> None:
    title = (
        '<mdmec:CoreMetadata xmlns:mdmec="http://www.movielabs.com/schema/mdmec/v2.7"'
        ' xmlns:md="http://www.movielabs.com/schema/md/v2.7/md"><mdmec:Basic ContentID="{0}">'
        "<md:LocalizedInfo><md:TitleDisplay60>{0}</md:TitleDisplay60></md:LocalizedInfo>"
        "<md:WorkType>movie</md:WorkType></mdmec:Basic></mdmec:CoreMetadata>"
    )
    path = tmp_path / "titles.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../escape.xml", title.format("b"))
        archive.writestr("a.xml", title.format("a"))
        archive.writestr("notes.txt", "not read")
    assert [r.id for r in read_file(MecReader(), path).records] == ["b", "a"]
    assert not (tmp_path.parent.parent / "escape.xml").exists()


def test_ebucore_in_native_terms(tmp_path: Path) -> None:
    found = reading(EbucoreReader(), tmp_path / "core.xml", EBUCORE)
    (film,) = found.records
    assert film.id == "EB-17"
    assert dict(film.values) == {
        "name": "La Marée",
        "work_type": "movie",
        "alternate_names": ["The Tide"],
        "description": "Water rises.",
        "year": 2020,
        "release_date": date(2020, 5, 1),
        "runtime": 91,
        "age_rating": "Tous publics",
        "age_rating_system": "CNC",
        "minimum_age": 0,
        "genres": ["Drama"],
        "countries": ["FR"],
        "languages": ["fr"],
        "directors": ["Ada Alm"],
        "cast": ["Ben Berg"],
        "companies": ["Nordfilm"],
        "tags": ["sea"],
        "identifiers": ["isan:0000-0000-D07A-0090-Q-0000-0000-X"],
    }
    assert found.problems == ()


def test_ten_showings_are_one_record(tmp_path: Path) -> None:
    found = reading(XmltvReader(), tmp_path / "listing.xml", XMLTV)
    episode, film, news = found.records
    assert dict(episode.values) == {
        "name": "The Tide Comes In",
        "work_type": "episode",
        "series": "Harbour",
        "season_number": 2,
        "episode_number": 4,
        "description": "The water rises.",
        "year": 2021,
        "release_date": date(2021, 3, 14),
        "runtime": 60,
        "age_rating": "12",
        "age_rating_system": "BBFC",
        "minimum_age": 12,
        "genres": ["Crime"],
        "countries": ["GB"],
        "languages": ["en"],
        "directors": ["Ada Alm"],
        "cast": ["Ben Berg"],
    }
    assert dict(film.values) == {
        "name": "Alien",
        "work_type": "movie",
        "year": 1979,
        "genres": ["Horror"],
        "age_rating": "T",
        "age_rating_system": "XYZ",
    }
    assert dict(news.values) == {"name": "News", "work_type": "programme"}
    assert sentences(found) == [
        "listing.xml, row 29, rating: 'T' is not of a rating system that Slate knows (XYZ).",
        "listing.xml, row 36, length: 'half an hour' is not a whole number.",
    ]


@pytest.mark.parametrize(
    ("numbers", "season", "episode"),
    [("1.4.0/2", 2, 5), (". 7 .", None, 8), ("0..", 1, None), ("3/5 . 0/10 .", 4, 1)],
)
def test_xmltv_numbers_count_from_nought(
    tmp_path: Path, numbers: str, season: int | None, episode: int | None
) -> None:
    number = f'<episode-num system="xmltv_ns">{numbers}</episode-num>'
    text = f"<tv><programme><title>A</title>{number}</programme></tv>"
    values = reading(XmltvReader(), tmp_path / "a.xml", text).records[0].values
    assert (values.get("season_number"), values.get("episode_number")) == (season, episode)


def test_a_packed_listing_is_read(tmp_path: Path) -> None:
    path = tmp_path / "listing.xml.gz"
    path.write_bytes(gzip.compress(XMLTV.encode()))
    assert len(read_file(XmltvReader(), path).records) == 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The file is empty"),
        (
            "<tv><programme>\n<title>A</programme></tv>",
            "not well-formed XML: mismatched tag, line 2",
        ),
        ("<rss></rss>", "begins with 'rss' where tv was expected"),
        ('<!DOCTYPE tv [<!ENTITY a "b">]><tv>&a;</tv>', "entities or a DTD of its own"),
        ("<!DOCTYPE tv [<!ATTLIST tv x CDATA 'y'>]><tv/>", "entities or a DTD of its own"),
        ('<!DOCTYPE tv [<!ENTITY a SYSTEM "file:///etc/passwd">]><tv>&a;</tv>', "DTD of its own"),
        ("<tv>" + "<a>" * 100, "more than 60 deep"),
        ("<tv><programme>" + "<a/>" * 50_001, "more than 50,000 elements"),
        ('<?xml version="1.0" encoding="klingon"?><tv/>', "klingon"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    tmp_path: Path, text: str, sentence: str
) -> None:
    with pytest.raises(SlateError, match=sentence):
        reading(XmltvReader(), tmp_path / "bad.xml", text)


def test_what_came_before_a_break_was_read(tmp_path: Path) -> None:
    path = tmp_path / "cut.xml"
    path.write_text(XMLTV[: XMLTV.index("<title>News")] + "x" * 200_000)
    records = XmltvReader().records(path, ProblemList(path))
    assert [next(records).values["name"], next(records).values["name"]] == [
        "The Tide Comes In",
        "Alien",
    ]
    with pytest.raises(SlateError, match="not well-formed"):
        next(records)
