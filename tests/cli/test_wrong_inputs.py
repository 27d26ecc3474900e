"""Wrong inputs: one clear sentence each on standard error, status 1, and nothing lost."""

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.conftest import Slate

from openslate.testing.tiny import INTER_HEADER, ITEM_HEADER, write_tiny

RULES = """rulebook: House rules
rules:
- rule: late
  title: Late films late
  when: {when}
  then: block
  because: "Too early."
  owner: standards
"""
QUOTAS = """rulebook: House rules
quotas:
- quota: all-french
  title: Only French films
  among_first: 20
  at_least: 20
  where: item.language = 'fr'
  owner: programming
- quota: few-french
  title: Hardly any French films
  among_first: 20
  at_most: 2
  where: item.language = 'fr'
  owner: programming
"""


def sentence(told: str) -> str:
    """What was told, if it is one line that `slate` begins and a full stop or question ends."""
    assert told.startswith("slate: ")
    assert told.count("\n") == 1
    assert told.rstrip()[-1] in ".?"
    return told


def test_a_truncated_wheel(empty: Slate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    wheel = tmp_path / "given" / "recbole-1.2.1-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"PK\x03\x04 and no more")
    told = empty.fails("data", "get", "demo", "--from", wheel.parent, "--json")
    assert "The wheel is cut off or altered" in sentence(told)
    assert str(wheel) in told
    assert list((tmp_path / "cache" / "slate" / "demo").iterdir()) == []


def test_a_catalogue_without_a_column(empty: Slate, tmp_path: Path) -> None:
    path = tmp_path / "films.item"
    path.write_text("item_id:token\tmovie_titel:token_seq\trelease_year:token\tclass:token\n")
    told = empty.fails("import", "catalogue", path, "--reader", "movielens")
    assert "Column movie_title missing from the header" in sentence(told)
    assert "Rename column movie_titel to movie_title" in told


def test_a_database_without_a_column(empty: Slate, tmp_path: Path) -> None:
    files = write_tiny(tmp_path / "files")
    with closing(sqlite3.connect(files.movies)) as db:
        db.execute('ALTER TABLE omdb DROP COLUMN "Director"')
    told = empty.fails("import", "catalogue", files.movies, "--reader", "wikidata-films")
    assert "Table omdb has no Director" in sentence(told)


def test_events_without_a_column(empty: Slate, tmp_path: Path) -> None:
    path = tmp_path / "seen.inter"
    path.write_text("user_id:token\titem_id:token\trateing:float\ttimestamp:float\n1\t2\t3\t4\n")
    told = sentence(empty.fails("import", "events", path))
    assert "The column rating:float is missing. Rename the column rateing:float." in told


@pytest.mark.parametrize("kind", ["events", "viewers"])
def test_a_file_without_a_line_end_is_quoted_shortly(
    empty: Slate, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "zeros.inter"
    path.write_bytes(bytes(300_000))
    told = sentence(empty.fails("import", kind, path))
    assert len(told) < 300
    assert told.rstrip().isprintable()


def test_ids_that_come_twice_are_told_and_the_first_is_kept(empty: Slate, tmp_path: Path) -> None:
    path = tmp_path / "films.item"
    rows = "1\tFirst\t1990\tDrama\n1\tSecond\t1991\tDrama\n2\tThird\t1992\tDrama\n"
    path.write_text(f"{ITEM_HEADER}\n{rows}")
    words = ("import", "catalogue", path, "--reader", "movielens")
    told = sentence(empty.fails(*words, "--strict"))
    assert "row 3, item_id: '1' is not an id of its own" in told
    assert "nothing was changed" in told
    report = empty.json(*words)
    assert (report["rows"], len(report["problems"])) == (2, 1)
    assert "the first row was kept" in report["problems"][0]


@pytest.mark.parametrize(
    ("when", "place", "what"),
    [
        ("item.yeer > 1990", "rules.yaml:5:9: ", "no field 'item.yeer'. Did you mean 'item.year'?"),
        ("item.name = 'x' AND viewer.aeg > 3", "rules.yaml:5:29: ", "Did you mean 'viewer.age'?"),
        ("item.year + 1", "rules.yaml:5:9: ", "it is not a yes/no condition"),
        ("SELECT 1", "rules.yaml:5:", ""),
        ("item.year > ", "rules.yaml:5:", ""),
    ],
)
def test_a_rule_that_is_wrong(slate: Slate, when: str, place: str, what: str) -> None:
    (slate.workspace / "rules.yaml").write_text(RULES.format(when=when))
    for words in (("rules", "check"), ("recommend", "6")):
        told = sentence(slate.fails(*words))
        assert place in told
        assert what in told


def test_quotas_that_contradict_each_other(slate: Slate) -> None:
    (slate.workspace / "rules.yaml").write_text(QUOTAS)
    told = sentence(slate.fails("rules", "check"))
    assert "rules.yaml:" in told
    assert "all-french" in told
    assert "few-french" in told


LOST = """
quotas:
- quota: some-french
  title: A French film
  at_least: 1
  where: item.language = 'fr'
  rows: [chosen, choosen]
pins:
- pin: gone
  title: Gone
  item: 'nope:xyz'
  row: editors
  slot: 99
"""


def test_a_row_that_no_page_has_and_a_pin_that_does_nothing_are_told(slate: Slate) -> None:
    book = slate.workspace / "rules.yaml"
    book.write_text(RULES.format(when="item.year > 1900").partition("rules:")[0] + LOST)
    refused = slate("rules", "check")
    told = refused.stdout
    assert refused.exit_code == 1
    assert "No page has a row 'choosen'; did you mean 'chosen'?" in told
    assert "has no item 'nope:xyz'" in told
    assert "it wants slot 99" in told
    book.write_text(book.read_text().replace(", choosen", ""))
    assert "has no item 'nope:xyz'" in slate.says("rules", "check")


@pytest.mark.parametrize(
    "words",
    [
        ("rules", "check", ""),
        ("rules", "preview", ""),
        ("rules", "diff", "", ""),
        ("import", "events", " "),
        ("import", "catalogue", "a.csv", "--mapping", ""),
        ("export", "csv", ""),
        ("distribute", "schedule", ""),
        ("experiment", "start", "a", "--until", "2027-01-01", "--rulebook", ""),
    ],
)
def test_an_empty_path_is_no_path(slate: Slate, words: tuple[str, ...]) -> None:
    """Else it would mean the folder one stands in."""
    told = slate.fails(*words, status=2).splitlines()[-1]
    assert told.startswith("Error: Invalid value for ")
    assert told.endswith(": It is empty; name a path, or leave it out where it may be.")


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("recommend", "6", "--territory", ""), "--territory"),
        (("recommend", "6", "--at", ""), "--at"),
        (("delivery", "list", "--source", ""), "--source"),
        (("experiment", "stop", "a", "--by", ""), "--by"),
        (("distribute", "batch", "a.jsonl", "--at", ""), "--at"),
    ],
)
def test_an_empty_option_is_not_as_if_it_were_left_out(
    slate: Slate, words: tuple[str, ...], option: str
) -> None:
    told = sentence(slate.fails(*words))
    assert told == f"slate: {option}: It is empty. Give it a value or leave it out.\n"


def test_a_length_for_a_whole_page_is_refused(slate: Slate) -> None:
    assert "--size" in sentence(slate.fails("recommend", "6", "--size", "3"))


def test_every_problem_of_a_rulebook_has_its_line(slate: Slate) -> None:
    text = RULES.format(when="item.yeer > 1") + RULES.format(when="x").partition("rules:\n")[2]
    (slate.workspace / "rules.yaml").write_text(text)
    told = slate.fails("rules", "check").splitlines()
    assert len(told) >= 2
    assert all(line.startswith("slate: rules.yaml:") for line in told)


def test_a_check_says_quotas_and_pins_in_english_too(slate: Slate) -> None:
    text = "rulebook: House rules" + LOST.replace(", choosen", "")
    (slate.workspace / "rules.yaml").write_text(text)
    told = slate.says("rules", "check")
    assert "some-french" in told
    assert "Put nope:xyz at place 99 of the row 'editors'." in told
    assert "Examples" not in told  # there is no rule that has any


def test_examples_rows_and_pins_are_told_in_the_same_round(slate: Slate) -> None:
    rule = RULES.format(when="item.year > 1900") + "  examples: [{item.year: 1990, expect: label}]"
    text = f"{rule}{LOST}".replace("at_least: 1", "at_least: 1e308")
    (slate.workspace / "rules.yaml").write_text(text)
    told = slate.fails("rules", "check")
    assert [line.split(":")[2] for line in told.splitlines()] == ["9", "13", "15", "19", "21"]
    assert "this example expects label, it gives block" in told
    assert "No page has a row 'choosen'" in told
    assert "has no item 'nope:xyz'" in told


def test_a_comparison_tells_the_problems_of_both_rulebooks(slate: Slate, tmp_path: Path) -> None:
    for name in ("old.yaml", "new.yaml"):
        (tmp_path / name).write_text(RULES.format(when="item.yeer > 1"))
    told = slate.fails("rules", "diff", tmp_path / "old.yaml", tmp_path / "new.yaml")
    assert [line.split(":")[1] for line in told.splitlines()] == [" new.yaml", " old.yaml"]


@pytest.mark.parametrize("words", [("recommend",), ("why",), ("viewer", "show")])
def test_a_viewer_who_does_not_exist(
    slate: Slate, item: Callable[[str], str], words: tuple[str, ...]
) -> None:
    more = (item("seven"),) if words == ("why",) else ()
    told = sentence(slate.fails(*words, "66", *more))
    assert "There is no viewer '66'. The nearest name is '6'." in told


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("item", "show", "i0"), "There is no item 'i0'"),
        (("why", "1", "i0"), "There is no item 'i0'"),
        (("recommend", "--like", "i0"), "There is no item 'i0'"),
        (("replay", "j0"), "There is no decision 'j0'"),
        (("review", "accept", "l0", "--because", "x"), "There is no link 'l0'"),
        (("account", "link", "ann"), "ann"),
        (("recommend",), "Nobody was named"),
        (("recommend", "6", "--like", "i0"), "A VIEWER has a history already"),
        (("recommend", "6", "--at", "yesterday"), "--at: 'yesterday' is not a date and time"),
        (("recommend", "6", "--territory", "Mars"), "'Mars' is no territory"),
        (("rules", "check", "none.yaml"), "none.yaml: The rulebook cannot be read"),
        (("rules", "diff", "none.yaml", "none.yaml"), "none.yaml: The rulebook cannot be read"),
        (("serve", "--host", "256.0.0.1"), "256.0.0.1 can't be used"),
    ],
)
def test_names_and_values_that_are_none(slate: Slate, words: tuple[str, ...], what: str) -> None:
    assert what in sentence(slate.fails(*words))


def test_a_workspace_from_a_newer_version(slate: Slate) -> None:
    toml = slate.workspace / "slate.toml"
    toml.write_text(toml.read_text().replace("format = 1", "format = 2"))
    for words in (("config",), ("recommend", "6"), ("snapshot",)):
        assert "has format 2, made by a newer Slate" in sentence(slate.fails(*words))


def test_a_database_from_a_newer_version(slate: Slate) -> None:
    with closing(sqlite3.connect(slate.workspace / "slate.db")) as db:
        db.execute("UPDATE alembic_version SET version_num = 'r9999'")
        db.commit()
    assert "newer" in sentence(slate.fails("recommend", "6"))


def test_no_workspace_at_all(tmp_path: Path) -> None:
    told = sentence(Slate(tmp_path / "none").fails("recommend", "6"))
    assert "not a Slate workspace" in told
    assert "slate init DIR" in told


def test_a_workspace_that_is_there_already(slate: Slate) -> None:
    told = sentence(slate.fails("init", slate.workspace))
    assert "There is already something here" in told


IMPORTS = (
    ("catalogue", "--reader", "movielens"),
    ("catalogue", "--reader", "wikidata-films"),
    ("availability",),
    ("viewers",),
    ("events",),
)


@pytest.mark.parametrize("words", IMPORTS)
@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "unreadable"])
def test_files_that_cannot_be_read(
    empty: Slate, tmp_path: Path, words: tuple[str, ...], kind: str
) -> None:
    path = tmp_path / "file"
    if kind == "folder":
        path.mkdir()
    elif kind == "empty":
        path.touch()
    elif kind == "unreadable":
        path = Path("/proc/self/mem")  # a file that nobody, not even root, reads from its start
        if not path.exists():
            path = tmp_path / "locked"
            path.touch(0)
            if os.access(path, os.R_OK):
                pytest.skip("this user may read everything")
    told = sentence(empty.fails("import", words[0], path, *words[1:]))
    assert str(path) in told


@pytest.mark.parametrize("words", IMPORTS)
def test_a_useless_file_leaves_nothing_behind(
    empty: Slate, tmp_path: Path, words: tuple[str, ...]
) -> None:
    path = tmp_path / "file"
    path.write_text("colour\nred\n")
    sentence(empty.fails("import", words[0], path, *words[1:]))
    says = {finding["what"]: finding["says"] for finding in doctor(empty)}
    assert says["Database"] == "0 events, 0 decisions."
    assert "Nothing was imported yet" in says["Catalogue"]


def doctor(slate: Slate) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(slate("doctor", "--json").stdout)
    return found


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("recommend", "--sise", "3"), "No such option"),
        (("recomend",), "No such command"),
        (("import", "events"), "Missing argument 'FILE'"),
        (
            ("import", "catalogue", "x", "--reader", "excel"),
            "'wiki-films', 'wikidata-films'",
        ),
        (("recommend", "6", "--age", "old"), "'old' is not a valid integer"),
        (("recommend", "6", "--size", "0"), "0 is not in the range"),
        (("viewer", "list", "--limit", "-1"), "-1 is not in the range"),
        (("rules", "diff", "a", "b", "--viewers", "0"), "0 is not in the range"),
        (("serve", "--port", "70000"), "70000 is not in the range"),
    ],
)
def test_a_command_line_that_is_not_understood(
    slate: Slate, words: tuple[str, ...], what: str
) -> None:
    assert what in slate.fails(*words, status=2)


def test_rows_of_events_that_are_wrong_are_told(empty: Slate, tmp_path: Path) -> None:
    path = tmp_path / "seen.inter"
    bad = "".join(f"1\t{i}\t9\t880000000\n" for i in range(12))
    path.write_text(f"{INTER_HEADER}\n1\t1\t5\t880000000\n{bad}")
    told = empty.says("import", "events", path)
    assert "1 events, 1 of them new. " in told
    assert "left out." in told
    assert told.count("is not a number from 0.5 to 5") == 10
    assert "and 2 more; --json lists them all." in told
