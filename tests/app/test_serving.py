"""What serves keeps in step with its files, and is never lost to a bad edit."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.app.pages import items_of

from openslate.app.desk import Desk
from openslate.app.doctor import examine
from openslate.app.train import TrainRecommender
from openslate.common.errors import SlateError
from openslate.recommend.models.settings import RecommenderSettings
from openslate.rules.problems import RulebookError
from openslate.testing.workspace import MadeWorkspace

VIEWER = "30"
NOTHING_ALLOWED = """rulebook: Closed
rules:
- rule: closed
  title: Closed today
  when: item.year > 0
  then: block
  because: "We are closed."
"""


def write_rules(desk: Desk, text: str) -> None:
    desk.workspace.rulebook_path.write_text(text)


def page(desk: Desk) -> list[str]:
    return items_of(desk.home(VIEWER, desk.context(VIEWER)))


def test_a_good_edit_counts_from_the_next_page_on(town: Desk) -> None:
    assert page(town)
    version = town.status()["rulebook"]
    write_rules(town, NOTHING_ALLOWED)
    assert page(town) == []
    assert town.status()["rulebook"] != version
    assert [view.rule for view in town.rules()] == ["closed"]


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (NOTHING_ALLOWED.replace("item.year", "item.yeer"), "item.yeer"),
        (NOTHING_ALLOWED.replace("item.year > 0", "item.year + 1"), "rules.yaml:5:"),
        (NOTHING_ALLOWED[:40], "rules.yaml:"),
        ("", "rules.yaml"),
    ],
)
def test_a_broken_edit_leaves_the_last_good_rules_in_force(
    town: Desk, broken: str, told: str
) -> None:
    before, version = page(town), town.status()["rulebook"]
    write_rules(town, broken)
    assert page(town) == before
    status = town.status()
    assert status["rulebook"] == version
    assert told in status["trouble"]
    assert len(town.rules()) > 10
    write_rules(town, NOTHING_ALLOWED)
    assert page(town) == []
    assert town.status()["trouble"] is None


def test_a_rulebook_that_vanishes_does_not_take_the_pages_down(town: Desk) -> None:
    before = page(town)
    town.workspace.rulebook_path.unlink()
    assert page(town) == before
    assert "The rulebook cannot be read" in town.status()["trouble"]


def test_the_doctor_tells_of_a_broken_edit(tiny_copy: MadeWorkspace) -> None:
    rules = tiny_copy.folder / "rules.yaml"
    rules.write_text(NOTHING_ALLOWED.replace("item.year", "item.yeer"))
    (bad,) = [finding for finding in examine(tiny_copy.folder) if not finding.good]
    assert bad.what == "Rulebook"
    assert "rules.yaml:5:9: There is no field 'item.yeer'" in bad.says
    assert "Did you mean 'item.year'?" in bad.says
    assert "a running server keeps the rules it had" in bad.says


def test_a_desk_that_starts_with_a_broken_rulebook_refuses(tiny_copy: MadeWorkspace) -> None:
    (tiny_copy.folder / "rules.yaml").write_text("rulebook: [")
    with tiny_copy.desk() as desk, pytest.raises(RulebookError):
        desk.status()


def test_a_new_model_serves_from_the_next_page_on(town: Desk) -> None:
    first = town.home(VIEWER, town.context(VIEWER))
    TrainRecommender(town.workspace, RecommenderSettings(least_viewings=8))()
    second = town.home(VIEWER, town.context(VIEWER))
    assert first.model != second.model
    assert second.snapshot == first.snapshot


def test_a_model_that_is_damaged_does_not_take_the_pages_down(town: Desk) -> None:
    before, model = page(town), town.status()["model"]
    damaged = town.workspace.models / "m-00000000"
    shutil.copytree(town.workspace.models / model, damaged)
    (damaged / "solved.npy").write_bytes(b"")
    town.workspace.put_in_force(damaged.name, town.status()["snapshot"])
    assert page(town) == before
    assert "The model file cannot be read" in town.status()["trouble"]


def test_a_file_that_names_no_model_is_one_sentence(tiny_copy: MadeWorkspace) -> None:
    (tiny_copy.folder / "models" / "current").write_text("")
    with tiny_copy.desk() as desk, pytest.raises(SlateError, match="does not name a model"):
        desk.status()


def test_every_rulebook_that_decided_is_kept_as_it_was_written(town: Desk) -> None:
    write_rules(town, NOTHING_ALLOWED)
    version = town.status()["rulebook"]
    kept = town.workspace.folder / "rulebooks" / f"{version}.yaml"
    assert kept.read_text() == NOTHING_ALLOWED
    assert town.workspace.rulebook(version).version == version


def test_threads_share_a_desk(town: Desk) -> None:
    pages = [town.context(VIEWER)] * 12
    with ThreadPoolExecutor(6) as pool:
        homes = list(pool.map(lambda context: town.home(VIEWER, context), pages))
    assert len({home.journal_id for home in homes}) == 12
    assert len({tuple(items_of(home)) for home in homes}) == 1
