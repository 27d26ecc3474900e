"""How well the guard judges: on a house's own file, on public sets, or on the exam that ships."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from openslate.app.guard.heads_in_use import SHIPPED, HeadsInUse
from openslate.app.guard.norm_files import NormFiles
from openslate.app.workspace import Workspace
from openslate.common.errors import SlateError
from openslate.guard.deciding import BALANCED, STRICT, NormJudge
from openslate.guard.evaluation.film_requests import SOURCE as FILM_REQUESTS
from openslate.guard.evaluation.film_requests import held_requests
from openslate.guard.evaluation.held_out import held_out
from openslate.guard.evaluation.held_out_sets import held_out_sets
from openslate.guard.evaluation.judged_messages import Asked, SetFigures, figures_of, judge_all
from openslate.guard.evaluation.labelled_file import read_labelled
from openslate.guard.evaluation.public_sets import public_examples
from openslate.guard.exam.read_exam import shipped_pairs
from openslate.guard.exam.sit_exam import setting_of
from openslate.guard.lessons.read_lessons import shipped_lessons
from openslate.guard.norms import NormBook, default_norms
from openslate.guard.reading.examples import LESSONS, Example, examples_of, family
from openslate.guard.reading.heads import Heads, shipped_heads
from openslate.guard.reading.message_reader import MessageReader
from openslate.guard.reading.sentences.sentence_reading import sentence_reading
from openslate.guard.reading.train import gathered, tuning_examples
from openslate.guard.reading.training import TrainingSettings

EXAM = "media exam, test half"
HELD_OUT = "trained anew without each message"
Report = Callable[[int, int | None], None]
Start = Callable[[str], Report]


@dataclass(frozen=True)
class GuardFigures:
    """Figures of each set, with the heads, norms and operating point they are of.

    Figures of topics and languages, and seconds, are those at `point`.
    """

    heads: str
    norms: str
    point: str
    sets: tuple[SetFigures, ...]


class EvaluateGuard:
    """Judges labelled messages as the guard of a workspace does, or as the one that ships.

    What moderators taught is left out: it is about single messages and would flatter.
    """

    def __init__(
        self, workspace: Workspace | None, now: Callable[[], float] = perf_counter
    ) -> None:
        self._use = HeadsInUse(workspace) if workspace else None
        self._name, self._heads = self._use.load() if self._use else (SHIPPED, shipped_heads())
        self._book = NormFiles(workspace).book if workspace else default_norms()
        self._point = workspace.settings.guard.point if workspace else BALANCED.name
        folder = workspace.settings.guard.sentence_folder(workspace.folder) if workspace else None
        self._sentences = sentence_reading(folder)
        self._now = now

    @property
    def book(self) -> NormBook:
        """The norms that are judged by."""
        return self._book

    @property
    def heads(self) -> Heads:
        """The heads that read."""
        return self._heads

    def file(self, path: Path, start: Start) -> GuardFigures:
        """On a file of labelled messages, without those that the heads have learned."""
        messages = read_labelled(path, self._book.topics)
        learned = self._learned()
        fresh = [each for each in messages if family(each.text) not in learned]
        if not fresh:
            raise SlateError(
                "All of its messages are lessons that the heads were trained on",
                where=path.name,
                do="Evaluate on messages that they have not seen",
            )
        asked = [Asked(m.text, m.restrained, m.topic, m.language) for m in fresh]
        known = len(messages) - len(fresh)
        return self._figures([self._set(path.name, asked, start, known)])

    def public(self, folder: Path, start: Start, films: Path | None = None) -> GuardFigures:
        """On the public sets of a folder, and on ordinary requests with titles of `films`."""
        examples = public_examples(folder)
        requests = held_requests(films) if films else []
        if not examples and not requests:
            raise _nothing_public(folder)
        told = []
        for name in sorted({each.source for each in examples}):
            asked = [Asked(e.text, e.restrained) for e in examples if e.source == name]
            seen = None if name in self._heads.card.data else 0
            told.append(self._set(name, asked, start, seen))
        if requests:
            asked = [Asked(text, False) for text in requests]
            told.append(self._set(FILM_REQUESTS, asked, start, 0))
        return self._figures(told)

    def held_out(
        self,
        folder: Path,
        start: Start,
        films: Path | None = None,
        gather: Callable[[Path, Path | None], list[Example]] | None = None,
    ) -> GuardFigures:
        """On the public sets of a folder, by heads trained anew without each message: minutes.

        What says the same, in whichever language, is left out together. `gather` finds what is
        trained on: the lessons and the exam's tuning half besides the sets.
        """
        names = sorted({each.source for each in public_examples(folder)})
        if not names:
            raise _nothing_public(folder)
        examples = (gather or _all_examples)(folder, films)
        start("Training without each fold, some minutes")
        points = sorted((BALANCED, STRICT), key=lambda point: point.name != self._point)
        sets = held_out_sets(held_out(examples, TrainingSettings()), [*names, LESSONS], points)
        return GuardFigures(HELD_OUT, self._book.version, self._point, tuple(sets))

    def exam(self, start: Start) -> GuardFigures:
        """On the test half of the exam that ships, which no heads are trained on."""
        sides = (
            (pair.topic, pair.language, side)
            for pair in shipped_pairs()
            if pair.half == "test"
            for side in (
                (pair.refuse, pair.verdict, pair.context),
                (pair.twin, pair.twin_verdict, pair.twin_context),
            )
        )
        asked = [
            Asked(text, verdict != "allowed", topic, language, setting_of(context))
            for topic, language, (text, verdict, context) in sides
        ]
        return self._figures([self._set(EXAM, asked, start, 0)])

    def _set(
        self, name: str, asked: Sequence[Asked], start: Start, learned: int | None
    ) -> SetFigures:
        points = sorted((BALANCED, STRICT), key=lambda point: point.name != self._point)
        judges = {point.name: NormJudge(self._book, point) for point in points}
        reader = MessageReader(self._heads, sentences=self._sentences)
        judged = judge_all(asked, reader, judges, self._now, start(name))
        return figures_of(name, judged, self._point, learned)

    def _learned(self) -> frozenset[str]:
        """Families of the messages that the heads in use were trained on, as far as it is known."""
        if self._use is not None and self._name != SHIPPED:
            return frozenset(self._use.made(self._name).learned)
        taught = [*examples_of(shipped_lessons()), *tuning_examples()]
        return frozenset(each.family for each in taught)

    def _figures(self, sets: Sequence[SetFigures]) -> GuardFigures:
        name = self._heads.card.name
        read_by = f"{name}+{self._sentences.name}" if self._sentences else name
        return GuardFigures(read_by, self._book.version, self._point, tuple(sets))


def _all_examples(folder: Path, films: Path | None) -> list[Example]:
    return gathered([], folder, films, exam=True)


def _nothing_public(folder: Path) -> SlateError:
    return SlateError(
        "There is no public set here",
        where=str(folder),
        do="See docs/guide/guard.md for their names",
    )
