"""The house's norms in a workspace: read on top of the pack, kept, checked, put into the graph."""

from pathlib import Path

import pytest

from openslate.app.doctor import Finding, examine
from openslate.app.graph.sparql import AskGraph
from openslate.app.guard.check_norms import CheckNorms
from openslate.app.guard.norm_files import NormFiles
from openslate.app.guard.show_norms import ShowNorms
from openslate.app.workspace import Workspace
from openslate.common.errors import NotFoundError, SlateError
from openslate.graph.quad_store import QuadStore
from openslate.guard.norms.reading import default_norms
from openslate.rules.problems import RulebookError

HOUSE = """guard: House
owner: standards
review: 2020-01-01
source: us
topics:
- {topic: our-show, name: Our show, definition: The show, broader: spoilers}
norms:
- norm: no-piracy
  topic: piracy
  title: Strictly no piracy
  stance: off-limits
  severity: 5
  because: No.
  citation: House rule
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    Workspace.create(tmp_path / "w").close()
    return Workspace.open(tmp_path / "w")


def write(workspace: Workspace, text: str = HOUSE) -> None:
    folder = NormFiles(workspace).folder
    folder.mkdir(exist_ok=True)
    (folder / "house.yaml").write_text(text, encoding="utf-8")


def test_without_files_the_pack_is_in_force(workspace: Workspace) -> None:
    assert NormFiles(workspace).book.version == default_norms().version


def test_files_add_and_change(workspace: Workspace) -> None:
    write(workspace)
    book = NormFiles(workspace).book
    assert book.norm("no-piracy").title == "Strictly no piracy"
    assert "our-show" in book.narrower("spoilers")
    assert len(book.norms) == len(default_norms().norms)


def test_a_book_that_decided_can_be_had_again(workspace: Workspace) -> None:
    write(workspace)
    old = NormFiles(workspace)
    old.keep(old.book)
    old.keep(old.book)
    write(workspace, HOUSE.replace("Strictly", "Really"))
    new = NormFiles(workspace)
    assert new.book.version != old.book.version
    assert new.kept(old.book.version).content() == old.book.content()
    assert new.kept(new.book.version) is new.book


def test_a_book_that_was_not_kept_is_missed(workspace: Workspace) -> None:
    with pytest.raises(SlateError, match="The norms of version abc are no longer here"):
        NormFiles(workspace).kept("abc")


def test_a_book_that_can_not_be_kept_does_not_decide(workspace: Workspace) -> None:
    files = NormFiles(workspace)
    (workspace.folder / "norm-books").write_text("in the way")
    with pytest.raises(SlateError, match="could not be kept for replays"):
        files.keep(files.book)


def test_checking_tells_and_stores(workspace: Workspace) -> None:
    write(workspace)
    first, second = CheckNorms(workspace)(), CheckNorms(workspace)()
    assert (first.stored, second.stored) == (True, False)
    assert first.files == ("house.yaml",)
    overdue = [f.subject for f in first.findings if f.kind == "overdue"]
    assert overdue == ["our-show", "no-piracy"]
    workspace.close()
    said = AskGraph(workspace)(
        "SELECT ?title WHERE { GRAPH graph:norms {"
        ' ?n dcterms:identifier "no-piracy" ; dcterms:title ?title } }'
    )
    assert [row[0] and row[0].value for row in said.rows] == ["Strictly no piracy"]


def test_a_graph_that_another_process_has_is_left_alone(workspace: Workspace) -> None:
    with QuadStore(workspace.folder / "graph"):
        report = CheckNorms(workspace)()
    assert report.stored is None
    assert "another slate process may be using it" in report.graph
    assert report.norms == len(default_norms().norms)
    assert CheckNorms(workspace)().stored


def test_wrong_files_change_nothing(workspace: Workspace) -> None:
    CheckNorms(workspace)()
    write(workspace, HOUSE.replace("topic: piracy", "topic: pirocy"))
    with pytest.raises(RulebookError, match=r"house.yaml:9:10: There is no topic 'pirocy'"):
        CheckNorms(workspace)()
    (workspace.folder / "norms" / "house.yaml").unlink()
    assert not CheckNorms(workspace)().stored


def test_the_doctor_tells_of_wrong_files(workspace: Workspace) -> None:
    def norms_of(found: list[Finding]) -> list[tuple[bool, str]]:
        return [(one.good, one.says) for one in found if one.what == "Norms"]

    ((good, says),) = norms_of(examine(workspace.folder))
    assert good
    assert says == f"{len(default_norms().norms)} norms on {len(default_norms().topics)} topics."
    write(workspace, HOUSE.replace("severity: 5", "severity: 9"))
    ((good, says),) = norms_of(examine(workspace.folder))
    assert not good
    assert says.startswith("house.yaml:12:13: 'severity' must be at most 5.")
    assert says.endswith("Run 'slate guard check'.")


def test_a_topic_with_all_below_it(workspace: Workspace) -> None:
    view = ShowNorms(workspace)("sex-crimes")
    assert [topic.topic for topic in view.topics] == [
        *("sex-crimes", "sexual-extortion", "intimate-images", "child-sexual-exploitation"),
        "grooming",
    ]
    grooming = view.topics[-1]
    assert grooming.level == 3
    assert grooming.norms == ()
    assert grooming.inherited[0].norm == "no-sexual-content-about-minors"


def test_the_tree_has_every_topic_once(workspace: Workspace) -> None:
    topics = [topic.topic for topic in ShowNorms(workspace)().topics]
    assert sorted(topics) == sorted(default_norms().topics)


def test_no_such_topic(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError, match="Did you mean 'piracy'"):
        ShowNorms(workspace)("pirocy")
