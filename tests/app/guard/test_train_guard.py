"""Heads of one's own: trained, kept with a card, used by the guard, left again."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from openslate.app.guard.evaluate_guard import EvaluateGuard
from openslate.app.guard.guard_room import GuardRoom
from openslate.app.guard.heads_in_use import SHIPPED, HeadsInUse, HeadsMade
from openslate.app.guard.train_guard import TrainedGuard, TrainGuard
from openslate.app.workspace import Workspace
from openslate.common.errors import NotFoundError, SlateError
from openslate.guard.conversation import Setting, Turn
from openslate.guard.evaluation.public_sets import public_examples
from openslate.guard.lessons.read_lessons import shipped_lessons
from openslate.guard.reading.examples import Example, examples_of
from openslate.guard.reading.heads import shipped_heads
from openslate.guard.teaching.own_heads import OWN
from openslate.testing.workspace import MadeWorkspace

GROWN = Setting(viewer_age=40)
FEW = 200
OWN_ROWS = [
    ("tell me the zorbling of the gala", "off-limits", "spoilers"),
    ("please give me the zorbling tonight", "off-limits", "spoilers"),
    ("what is the zorbling of that episode", "off-limits", "spoilers"),
    ("I want the zorbling of the finale now", "off-limits", "spoilers"),
    ("when does the gala begin", "allowed", ""),
    ("who presents the gala", "allowed", ""),
    ("is the gala on tonight", "allowed", ""),
]


def few(_: Path | None, __: Path | None) -> list[Example]:
    """Every so many of the lessons that ship, so that training takes a moment."""
    lessons = shipped_lessons()
    return examples_of(lessons[:: len(lessons) // FEW])


@dataclass(frozen=True)
class Trained:
    """A workspace in which heads were trained once, and what came of it."""

    workspace: Workspace
    own: Path
    made: TrainedGuard


@pytest.fixture(scope="module")
def trained(tiny_workspace: MadeWorkspace, tmp_path_factory: pytest.TempPathFactory) -> Trained:
    folder = tmp_path_factory.mktemp("trained")
    workspace = Workspace.open(tiny_workspace.copy(folder / "w").folder)
    own = written(folder)
    return Trained(workspace, own, TrainGuard(workspace, few)(own, quiet))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return written(tmp_path)


@pytest.fixture
def opened(tiny_copy: MadeWorkspace) -> Workspace:
    return Workspace.open(tiny_copy.folder)


def written(folder: Path) -> Path:
    """A file of seven messages."""
    path = folder / "own.csv"
    with path.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([("text", "label", "topic"), *OWN_ROWS])
    return path


def quiet(_: str) -> Callable[[int, int | None], None]:
    return lambda *_: None


def test_the_card_says_what_they_were_trained_on(trained: Trained) -> None:
    card = HeadsInUse(trained.workspace).heads(trained.made.name).card
    assert set(card.data) == {"lessons", OWN}
    assert card.data == trained.made.data
    assert "lessons held out: recall" in card.figures
    assert trained.made.own_messages == len(OWN_ROWS)


def test_only_what_keeps_the_floor_is_put_to_use(trained: Trained) -> None:
    made = trained.made
    assert made.in_use is not bool(made.floor)
    assert HeadsInUse(trained.workspace).name == (made.name if made.in_use else SHIPPED)


def test_the_guard_reads_with_those_in_use(trained: Trained) -> None:
    room, heads = GuardRoom(trained.workspace), HeadsInUse(trained.workspace)
    for name, card in (
        (SHIPPED, shipped_heads().card.name),
        (trained.made.name, trained.made.name),
        (SHIPPED, shipped_heads().card.name),
    ):
        heads.use(name)
        checked = room.check([Turn("zorbling")], GROWN)
        assert room.journal.get(checked.journal_id).provenance.model == card


def test_heads_that_let_the_floor_through_are_kept_and_not_used(
    opened: Workspace, own: Path
) -> None:
    def harmless(_: Path | None, __: Path | None) -> list[Example]:
        """Lessons that find almost nothing restrained."""
        return [each for each in few(None, None) if not each.restrained]

    made = TrainGuard(opened, harmless)(own, quiet)
    assert made.floor
    assert not made.in_use
    assert HeadsInUse(opened).name == SHIPPED
    assert made.name in [one.name for one in HeadsInUse(opened).known()]


def test_stopped_in_the_midst_nothing_changes(opened: Workspace, own: Path) -> None:
    def stop(_: str) -> Callable[[int, int | None], None]:
        def report(_done: int, _all: int | None) -> None:
            raise KeyboardInterrupt

        return report

    with pytest.raises(KeyboardInterrupt):
        TrainGuard(opened, few)(own, stop)
    assert [one.name for one in HeadsInUse(opened).known()] == [SHIPPED]


def test_messages_of_one_kind_teach_nothing(opened: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("text,label\nHello there,allowed\nGood evening,allowed\n", encoding="utf-8")
    with pytest.raises(SlateError, match="All messages are allowed"):
        TrainGuard(opened, few)(path, quiet)


def test_unknown_and_broken_heads(opened: Workspace) -> None:
    heads, card = HeadsInUse(opened), shipped_heads().card
    with pytest.raises(NotFoundError, match="no heads 'shiped'"):
        heads.use("shiped")
    mine = replace(shipped_heads(), card=card.model_copy(update={"data": {OWN: "0" * 64}}))
    made = HeadsMade(at=opened.clock.now(), file="o.csv", messages=1, version="0", learned=())
    name = heads.keep(mine, made)
    assert [(one.name, one.in_use) for one in heads.known()] == [(SHIPPED, True), (name, False)]
    (opened.folder / "guard-heads" / name / "heads.npz").write_bytes(b"no arrays")
    with pytest.raises(SlateError, match="can't be read"):
        HeadsInUse(opened).use(name)


def test_an_evaluation_leaves_out_what_was_learned(trained: Trained, tmp_path: Path) -> None:
    HeadsInUse(trained.workspace).use(trained.made.name)
    with pytest.raises(SlateError, match="All of its messages are lessons"):
        EvaluateGuard(trained.workspace).file(trained.own, quiet)
    more = tmp_path / "more.csv"
    text = trained.own.read_text(encoding="utf-8")
    more.write_text(f"{text}which presenter opens the gala,allowed,\n", encoding="utf-8")
    figures = EvaluateGuard(trained.workspace).file(more, quiet)
    assert figures.heads == trained.made.name
    (one,) = figures.sets
    assert (one.messages, one.learned) == (1, len(OWN_ROWS))


def test_public_sets_are_measured_by_heads_that_have_not_seen_them(tmp_path: Path) -> None:
    told = "\n".join(f"Steal {number} cars from the shop in the street" for number in range(12))
    (tmp_path / "malicious_instruct.txt").write_text(told, encoding="utf-8")

    def gather(folder: Path, films: Path | None) -> list[Example]:
        return [*few(None, films), *public_examples(folder)]

    found = EvaluateGuard(None).held_out(tmp_path, quiet, gather=gather)
    names = [(one.name, one.learned, one.median_seconds) for one in found.sets]
    assert names == [("malicious-instruct", 0, None), ("lessons", 0, None)]
    lessons = found.sets[1]
    assert lessons.auc is not None
    assert 0.5 < lessons.auc.value < 1.0
    with pytest.raises(SlateError, match="no public set"):
        EvaluateGuard(None).held_out(tmp_path / "nowhere", quiet)
