"""Judged messages as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openslate.app.guard.corrections import Correction
from openslate.common.text import shorten
from openslate.guard.norms import NormBook, Obligation
from openslate.store.journal import JournalEntry

SHORT = 140  # characters of a message in a list


@dataclass(frozen=True)
class MessageRow:
    """A message in a list; `said` is what a moderator made of it, empty before."""

    id: str
    at: datetime | None
    text: str
    verdict: str
    norm: str
    said: str


@dataclass(frozen=True)
class Piece:
    """A stretch of the message; `weighs` where the deciding topic was read from it."""

    text: str
    weighs: bool


@dataclass(frozen=True)
class MessagePage:
    """Everything about one judged message; `trace` is the journal's."""

    id: str
    at: datetime | None
    before: tuple[tuple[str, str], ...]
    pieces: tuple[Piece, ...]
    trace: Mapping[str, Any]
    setting: tuple[tuple[str, str], ...]
    owed: tuple[str, ...]
    corrections: tuple[Correction, ...]
    topics: tuple[tuple[str, str], ...]
    topic: str

    @property
    def live(self) -> bool:
        """Whether the guard goes by this message now."""
        return bool(self.corrections) and self.corrections[0].live


def message_rows(
    entries: Sequence[JournalEntry], corrections: Sequence[Correction]
) -> list[MessageRow]:
    """Messages in the order of the journal, each with what was last said of it."""
    said = {each.message: each.verdict.name.lower() for each in corrections}
    return [_row(entry, said.get(entry.id, "")) for entry in entries]


def message_page(
    entry: JournalEntry, corrections: Sequence[Correction], book: NormBook
) -> MessagePage:
    """One message with its trace in words."""
    trace = entry.payload["trace"]
    turns = [(turn["speaker"], turn["text"]) for turn in entry.payload["turns"]]
    first = next(iter(trace["findings"]), None)
    topics = sorted((topic.name, slug) for slug, topic in book.topics.items())
    return MessagePage(
        id=entry.id,
        at=entry.at,
        before=tuple(turns[:-1]),
        pieces=tuple(_pieces(turns[-1][1], _spans(trace))),
        trace=trace,
        setting=tuple(_setting(trace["setting"])),
        owed=tuple(Obligation(value).words for value in trace["obligations"]),
        corrections=tuple(corrections),
        topics=tuple(topics),
        topic=first["topic"] if first else "",
    )


def _row(entry: JournalEntry, said: str) -> MessageRow:
    trace = entry.payload["trace"]
    first = next(iter(trace["findings"]), None)
    text = shorten(entry.payload["turns"][-1]["text"], SHORT)
    norm = first["title"] if first else ""
    return MessageRow(entry.id, entry.at, text, trace["verdict"], norm, said)


def _spans(trace: Mapping[str, Any]) -> list[tuple[int, int]]:
    """Where the words of the deciding topic stand in the newest turn."""
    topics = trace["read"]["topics"] if trace["findings"] else []
    words = topics[0]["words"] if topics else []
    return sorted((word["start"], word["end"]) for word in words if word["turn"] == 0)


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    pieces, at = [], 0
    for start, end in spans:
        if start < at:
            continue
        pieces += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    return [piece for piece in (*pieces, Piece(text[at:], False)) if piece.text]


def _setting(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was established, in words; what nobody knew is left out."""
    words = {"viewer.age": "Age", "viewer.territory": "Territory", "context.date": "Day"}
    told = []
    for name, value in facts.items():
        if value is not None and value is not False:
            label = words.get(name, name.partition(".")[2].replace("_", " ").capitalize())
            told.append((label, "yes" if value is True else str(value).replace("_", " ")))
    return told
