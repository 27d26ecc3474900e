"""Many questions to the concierge: what it understood, how fast, whether it made things up."""

import hashlib
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import yaml
from babel import Locale

from openslate.app.assistant.assistant_room import AssistantRoom
from openslate.app.assistant.assistant_views import Earlier, Reply
from openslate.app.views import RequestContext
from openslate.assistant.concierge.query import Act
from openslate.assistant.concierge.query_text import read_query, write_query
from openslate.assistant.concierge.sentences import TALK
from tests.repository import ROOT

FOLDER = ROOT / "tests" / "assistant" / "concierge"
TUNING, TEST = "tuning", "test"
EDGES = {
    "@oldest": ("year", min, -1), "@newest": ("year", max, 1),
    "@shortest": ("runtime", min, -1), "@longest": ("runtime", max, 1),
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A question of a file: its messages, the query expected, its kind and half."""

    messages: tuple[str, ...]
    expected: str
    kind: str

    @property
    def half(self) -> str:
        """Which half it is of, by the hash of its messages."""
        digest = hashlib.sha256("\n".join(self.messages).encode()).hexdigest()
        return TUNING if int(digest[0], 16) % 2 == 0 else TEST


@dataclass(frozen=True)
class Round:
    """A round of practice: how it fared at first sight, as kept in first_sight.yaml."""

    round: int
    understood: int
    put_right: int
    about: str

    @property
    def questions(self) -> list[Asked]:
        """Its questions, with expected queries that were wrong put right."""
        return read_questions(f"rounds/round_{self.round}.yaml")


def read_rounds() -> list[Round]:
    """All rounds, in order."""
    told = yaml.safe_load((FOLDER / "rounds" / "first_sight.yaml").read_text(encoding="utf-8"))
    return [Round(**row) for row in told]


@dataclass(frozen=True)
class Outcome:
    """A question as it was understood; `made_up` are words of answers that no record has.

    `refused` tells that the guard said something instead of an answer.
    """

    asked: Asked
    wanted: str
    got: str
    seconds: tuple[float, ...]
    worked: tuple[float, ...]
    made_up: tuple[str, ...]
    refused: bool = False

    @property
    def right(self) -> bool:
        """Whether it was understood exactly."""
        return self.wanted == self.got


def read_questions(name: str) -> list[Asked]:
    """The questions of a file."""
    told = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return [
        Asked(_messages(row["ask"]), row["expect"], kind)
        for kind, rows in told.items()
        for row in rows
    ]


def _messages(ask: str | list[str]) -> tuple[str, ...]:
    return (ask,) if isinstance(ask, str) else tuple(ask)


def run_questions(
    room: AssistantRoom, questions: Sequence[Asked], context: RequestContext, viewer: str | None
) -> Iterator[Outcome]:
    """Each question asked in a conversation of its own, as a viewer would."""
    records = Records(room)
    for asked in questions:
        before: Earlier | None = None
        seconds, worked, refused = [], [], False
        made_up: list[str] = []
        reply: Reply | None = None
        for message in asked.messages:
            last = reply
            began, busy = time.perf_counter(), time.thread_time()
            reply = room.ask(message, context, viewer=viewer, earlier=before)
            seconds.append(time.perf_counter() - began)
            worked.append(time.thread_time() - busy)
            refused = refused or is_refusal(reply)
            made_up += () if is_refusal(reply) else records.made_up(reply, context)
            before = reply.earlier
        assert reply is not None
        wanted = _filled(asked.expected, room, last.earlier.shown if last else ())
        times = (tuple(seconds), tuple(worked))
        yield Outcome(asked, wanted, reply.query, *times, tuple(made_up), refused)


def is_refusal(reply: Reply) -> bool:
    """Whether the guard spoke in place of the concierge."""
    said = " ".join(one.text for one in reply.sentences)
    return reply.query == Act.UNKNOWN and said != TALK[Act.UNKNOWN]


def _filled(text: str, room: AssistantRoom, shown: Sequence[str]) -> str:
    """An expected query with the marks for what was shown before filled in."""
    known = room.concierge.index.by_id
    for mark, (field, edge, step) in EDGES.items():
        numbers = [known[item].numbers[field] for item in shown if field in known[item].numbers]
        text = text.replace(mark, str(edge(numbers) + step) if numbers else "0")
    text = text.replace("@all", " | ".join(shown))
    filled = re.sub(r"@(\d)", lambda m: [*shown, *["none"] * 9][int(m[1]) - 1], text)
    return write_query(read_query(filled))


class Records:
    """Checks answers against the rows of the graph, apart from the code that wrote them.

    Every number, and every run of words with capitals, must be a value of one of the items the
    answer speaks of, a word of the query, a number that was counted, or a word of the templates.
    """

    def __init__(self, room: AssistantRoom) -> None:
        self._shown = room.concierge.shown
        self._claims = self._shown.snapshot.claim.partition_by("item", as_dict=True)
        self._names = self._shown.cards.names

    def made_up(self, reply: Reply, context: RequestContext) -> list[str]:
        """Words of an answer that nothing stands behind; empty when all is well."""
        if not reply.about and not reply.cards:
            return self._without_items(reply)
        said = " ".join(one.text for one in reply.sentences)
        backed = f"{self._backing(reply)} {_plain(f'{context.at:%Y-%m-%d %H:%M}')}"
        return [word for word in _claims_of(said) if _plain(word) not in backed]

    def _without_items(self, reply: Reply) -> list[str]:
        """An answer about no item may name only what was asked for."""
        asked = _plain(" ".join([reply.query, reply.message, TEMPLATES]))
        counted = {str(number) for one in reply.sentences for number in one.counted}
        said = " ".join(one.text for one in reply.sentences)
        claimed = _claims_of(said)
        return [w for w in claimed if _plain(w) not in asked and w.replace(",", "") not in counted]

    def _backing(self, reply: Reply) -> str:
        index = self._shown.snapshot.index_of
        items = {index(item) for item in reply.about} | {index(c.item) for c in reply.cards}
        texts = [reply.query, reply.message, TEMPLATES, self._liked(reply)]
        for item in items:
            texts.append(self._names[item])
            claims = self._claims.get((item,))
            texts += claims["value"].to_list() if claims is not None else []
        windows = self._shown.snapshot.availability
        ends = windows.filter(windows["item"].is_in(list(items)))["ends"].drop_nulls()
        texts += [str(end - timedelta(days=1)) for end in ends]  # the last day, as people say it
        begins = windows.filter(windows["item"].is_in(list(items)))["starts"].drop_nulls()
        texts += [str(start) for start in begins]
        texts += [f"{n:,} {n}" for one in reply.sentences for n in one.counted]
        texts += [chip.value for chip in reply.chips]
        texts += [f"{v:,.0f}" for t in texts for v in _numbers(t)]
        return _plain(" ".join([*texts, *COUNTRY_WORDS]))

    def _liked(self, reply: Reply) -> str:
        """Items that others are to be like, with their years."""
        named = {v for c in read_query(reply.query).of("like") for v in c.values}
        like = (at for at, name in enumerate(self._names) if name in named)
        return " ".join(map(self._shown.cards.title, like))


def _claims_of(text: str) -> list[str]:
    """Numbers, and names of two words and more, of a text."""
    numbers = re.findall(r"\d[\d,]*", text)
    names = re.findall(r"(?<![.!?] )(?<!^)\b[A-Z][\w'-]+(?: [A-Z][\w'-]+)+", text)
    return [number.rstrip(",") for number in numbers] + names


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).lower()


def _numbers(text: str) -> list[float]:
    return [float(n) for n in re.findall(r"\b\d{4,12}(?:\.\d+)?\b", text)]


TEMPLATES = "Academy Awards Academy Award US dollars 1979 100 Sci-Fi I took Film-Noir"
ENGLISH = Locale("en", "GB")
COUNTRY_WORDS = (*map(str, ENGLISH.territories.values()), *map(str, ENGLISH.languages.values()))
"""What answers say in place of codes."""
