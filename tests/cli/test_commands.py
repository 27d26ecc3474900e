"""Every command does its work and says so: to a person, and with --json to a program."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Slate

from openslate.app.identity.resolve import ResolveReport
from openslate.app.settings import setting_names
from openslate.cli.catalogue import resolved
from openslate.testing.tiny import write_tiny
from openslate.testing.workspace import MadeWorkspace

LATE = ("--at", "2026-03-15T21:30")


@pytest.mark.parametrize(
    ("words", "says", "keys"),
    [
        (("config",), "home.row_size", ("setting", "value", "default", "about")),
        (("doctor",), "ok   Model: ", ("what", "good", "says")),
        (("resolve",), "13 records are 8 items: 5 links accepted", ("records", "accepted")),
        (("resolve", "--fresh"), "13 records are 8 items: 5 links accepted", ("compared",)),
        (("refresh",), "0 of 8 items changed, nothing new since", ("name", "touched", "new")),
        (("review",), "Nothing waits for review.", ()),
        (("snapshot",), "Nothing changed since snapshot s0001-", ("name", "items", "new")),
        (("train",), "5 viewers, 7 items with history, 1 without", ("model", "warm", "cold")),
        (("train",), "and 50 are needed; the usual settings", ("choice",)),
        (("train", "--quick", "--model", "knn"), "(knn): 5 viewers, 7 items", ("family",)),
        (("item", "find", "toy"), "1 found.", ("query", "total", "cards")),
        (("item", "find", "blade runer"), "0 found. Did you mean 'Blade Runner'?", ("suggestion",)),
        (("viewer", "list"), "technician", ("viewer", "age", "viewings")),
        (("viewer", "show", "1"), "1: age 24, technician, US, 5 viewings", ("viewer", "latest")),
        (("recommend", "6", *LATE), "Recorded as j", ("journal_id", "rows", "conflicts")),
        (("recommend", "6", "--no-history", *LATE), "Popular now", ("personal", "context")),
        (("rules", "check"), "in order.", ("version", "rules", "problems", "good")),
        (("account", "list"), "Role", ()),
    ],
)
def test_a_command_that_asks(
    slate: Slate, words: tuple[str, ...], says: str, keys: tuple[str, ...]
) -> None:
    assert says in slate.says(*words)
    answer = slate.json(*words)
    first = answer[0] if isinstance(answer, list) and answer else answer
    assert set(keys) <= set(first)


def test_the_main_job_from_nothing(tmp_path: Path) -> None:
    files, slate = write_tiny(tmp_path / "files"), Slate(tmp_path / "town")
    assert "settings in slate.toml" in slate.says("init", slate.workspace)
    take = ("import", "catalogue")
    assert "6 records" in slate.says(*take, files.movies, "--reader", "wikidata-films")
    assert slate.json(*take, files.item, "--reader", "movielens")["new"] == 7
    assert "6 records from availability" in slate.says("import", "availability", files.availability)
    assert "6 viewers, 6 of them new" in slate.says("import", "viewers", files.user)
    assert "25 events, 25 of them new" in slate.says("import", "events", files.inter)
    assert slate.json("import", "events", files.inter)["new"] == 0
    assert slate.json("resolve")["items"] == 8
    assert slate.json("snapshot")["new"]
    assert slate.json("train")["viewers"] == 5
    assert slate.json("recommend", "6", *LATE)["rows"][0]["cards"]
    assert all(finding["good"] for finding in slate.json("doctor"))


def test_problems_are_told_after_an_import(empty: Slate, tmp_path: Path) -> None:
    files = write_tiny(tmp_path / "files")
    told = empty.says("import", "catalogue", files.movies, "--reader", "wikidata-films")
    assert "2 values could not be used." in told
    assert "'Atlantis' is not a country" in told


def test_why_and_replay(slate: Slate, item: Callable[[str], str]) -> None:
    toy, seven = item("toy story"), item("seven")
    assert "Seven (1995) is in Chosen for you, place 1" in slate.says("why", "2", seven, *LATE)
    why = slate.json("why", "2", seven, *LATE)
    shares = sum(share["amount"] for share in why["shares"]) + why["others"]
    assert shares * why["factor"] == pytest.approx(why["score"])
    assert why["verdict"] in ("allow", "label")
    assert "has watched it" in slate.says("why", "2", toy, *LATE)
    blocked = slate.says("why", "6", item("blade runner"), *LATE)
    assert "Rule not-available (review)" in blocked
    assert "To change that: " in blocked
    journal_id = slate.json("recommend", "2", *LATE)["journal_id"]
    assert slate.says("replay", journal_id) == f"{journal_id}: identical.\n"
    assert slate.json("replay", journal_id)["identical"]


def test_a_newcomer_with_likes(slate: Slate, item: Callable[[str], str]) -> None:
    words = ("recommend", "--like", item("amelie"), "--size", 2, "--age", 30, *LATE)
    assert "Chosen for you" in slate.says(*words)
    row = slate.json(*words)
    assert [card["name"] for card in row["cards"]] == ["Seven", "Toy Story"]


def test_options_place_the_request(slate: Slate) -> None:
    context = slate.json(
        *("recommend", "6", "--territory", "gb", "--age", 12, "--child", *LATE),
    )["context"]
    assert context == {
        "territory": "GB",
        "at": "2026-03-15T21:30:00+00:00",
        "age": 12,
        "child_profile": True,
        "surface": "home",
    }


def test_an_item_page_in_words(slate: Slate, item: Callable[[str], str]) -> None:
    told = slate.says("item", "show", item("12 monkeys"))
    assert told.startswith("12 Monkeys (1995), i")
    assert "Twelve Monkeys" in told
    assert "not used" in told
    assert slate.json("item", "show", item("12 monkeys"))["windows"][0]["starts"] == "2026-04-01"


def test_rules_preview(slate: Slate, tmp_path: Path) -> None:
    old = (slate.workspace / "rules.yaml").read_text()
    new = tmp_path / "new.yaml"
    new.write_text(old.replace("when: item.name IS NULL", "when: item.year < 1996"))
    report = slate.json("rules", "preview", new, "--viewers", 2)
    assert (report["viewers"], report["name"]) == (2, "new.yaml")
    assert [e["name"] for e in report["entries"] if e["change"] == "edited"] == ["nameless"]
    assert report["cost"]["viewers"] == 0
    said = slate.says("rules", "preview", new, "--viewers", 2)
    assert report["sentence"] in said
    assert "Nobody in the sample has watched enough" in said
    new.write_text(old.replace("then: block", "then: blok", 1))
    assert "There is no effect 'blok'" in slate.fails("rules", "preview", new)


def test_rules_diff(slate: Slate, tmp_path: Path) -> None:
    old = slate.workspace / "rules.yaml"
    text = old.read_text()
    new = tmp_path / "new.yaml"
    new.write_text(text.replace("when: NOT item.available", "when: item.year < 1900"))
    assert "The two rulebooks say the same." in slate.says("rules", "diff", old, old)
    report = slate.json("rules", "diff", old, new)
    assert report["diff"]["released"] > 0
    assert f"{report['diff']['released']:,} now can" in slate.says("rules", "diff", old, new)
    assert "by not-available" in slate.says("rules", "diff", old, new)


def test_failing_examples_are_status_one(slate: Slate) -> None:
    rules = slate.workspace / "rules.yaml"
    good = "- {item.available: false, expect: block}"
    rules.write_text(rules.read_text().replace(good, "- {item.available: false, expect: allow}"))
    result = slate("rules", "check")
    assert result.exit_code == 1
    assert "not in order." in result.stdout
    assert "2 of 3 pass" in result.stdout
    assert slate("rules", "check", "--json").exit_code == 1
    assert slate("doctor").exit_code == 1


def test_accounts(slate: Slate) -> None:
    added = slate(
        "account", "add", "ann", "--role", "editor", given="long enough 1\nlong enough 1\n"
    )
    assert "ann may now sign in as editor." in added.stdout
    assert slate.json("account", "list") == [{"name": "ann", "role": "editor"}]
    assert slate.says("account", "link", "ann").startswith("/sign-in/")
    assert slate.json("account", "link", "ann")["path"].startswith("/sign-in/")
    key = slate.json("account", "key", "ann")["key"]
    assert key not in (slate.workspace / "slate.db").read_bytes().decode("latin-1")
    assert (
        "There is an account 'ann' already"
        in slate("account", "add", "ann", "--password", "long enough 1").stderr
    )


def test_config_lists_every_setting(slate: Slate) -> None:
    toml = slate.workspace / "slate.toml"
    toml.write_text(toml.read_text().replace("row_size = 20", "row_size = 7"))
    rows = {row["setting"]: row for row in slate.json("config")}
    assert list(rows) == setting_names()
    assert (rows["home.row_size"]["value"], rows["home.row_size"]["default"]) == (7, 20)


def test_the_workspace_may_be_named_on_the_line(
    slate: Slate, tiny_workspace: MadeWorkspace
) -> None:
    other = Slate(slate.workspace / "none")
    assert other.json("doctor", "--workspace", slate.workspace) == slate.json("doctor")
    assert "not a Slate workspace" in other.fails("config")
    assert tiny_workspace.folder != slate.workspace


def test_demo_data_from_a_folder_says_what_is_missing(
    slate: Slate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    told = slate.fails("data", "get", "demo", "--from", slate.workspace)
    assert "Neither recbole-1.2.1-py3-none-any.whl nor ml-100k.inter is there" in told


def test_a_snapshot_of_records_never_compared_says_so(
    empty: Slate, tiny_workspace: MadeWorkspace
) -> None:
    files = tiny_workspace.files
    empty.json("import", "catalogue", files.movies, "--reader", "wikidata-films")
    assert "never compared" not in empty.says("snapshot")  # one source has nothing to compare
    empty.json("import", "catalogue", files.item, "--reader", "movielens")
    assert "never compared" in empty.says("snapshot")
    assert "run 'slate resolve'" in empty.json("snapshot")["advice"]
    empty.says("resolve")
    assert empty.json("snapshot")["advice"] == ""


def test_pairs_that_wait_are_reviewed_after_a_snapshot() -> None:
    waiting = resolved(ResolveReport(records=9, items=7, accepted=2, waiting=1, compared=9))
    assert waiting.endswith("1 wait for a person: make a snapshot, then 'slate review'.")
    assert resolved(ResolveReport(9, 7, 2, 0, 9)).endswith("0 wait for a person.")
