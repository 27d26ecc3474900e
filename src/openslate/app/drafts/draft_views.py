"""Drafts as pages, API and commands show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class PassageView:
    """A sentence with its authorship and grounding; `why` says what no fact backs."""

    text: str
    author: str
    model: str
    prompt: str
    grounding: str
    sources: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True)
class FindingView:
    """What one check found."""

    rule: str
    verdict: str
    title: str
    because: str


@dataclass(frozen=True)
class VersionView:
    """A version with all its checks; `text` is empty and `refused` says why where it is withheld.

    `depth` is how many edits lie before it; `label` what has to stand beside it in public.
    """

    id: str
    parent: str | None
    depth: int
    at: datetime
    made_by: str
    origin: str
    text: str
    words: int
    refused: str
    verdict: str
    label: str
    score: float
    picked: bool
    passages: tuple[PassageView, ...]
    findings: tuple[FindingView, ...]
    sources: tuple[str, ...]
    decision: str


@dataclass(frozen=True)
class DraftLine:
    """A draft in a list; `picked` is the beginning of what was picked."""

    id: str
    kind: str
    title: str
    item: str | None
    at: datetime
    made_by: str
    picked: str


@dataclass(frozen=True)
class DraftView:
    """A draft with its versions: candidates best first, each with what was made of it behind."""

    id: str
    kind: str
    title: str
    item: str | None
    at: datetime
    made_by: str
    asked: str
    length: str
    notes: tuple[str, ...]
    versions: tuple[VersionView, ...]
    picked: str | None
    because: str


@dataclass(frozen=True)
class SceneView:
    """A scene of a breakdown."""

    number: str
    heading: str
    setting: str
    location: str
    time: str
    length: str
    characters: tuple[str, ...]
    props: tuple[str, ...]
    synopsis: str


@dataclass(frozen=True)
class ScriptView:
    """A script's breakdown; `lists` are numbers of scenes by character, location, prop, time."""

    id: str
    title: str
    at: datetime
    made_by: str
    length: str
    scenes: tuple[SceneView, ...]
    lists: Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True)
class RankingView:
    """What picks of one kind taught: weights in words, and agreement where there are enough."""

    kind: str
    picks: int
    needed: int
    likes: tuple[str, ...]
    agreement: Mapping[str, Any] | None
