"""Segments that editors declare: a condition over what is known of a viewer, in a YAML file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from sqlglot import exp

from openslate.audience.segments.segments import Segment, Segments
from openslate.common.errors import SlateError
from openslate.graph.vocabulary import Columns
from openslate.rules.condition import Condition, read_condition
from openslate.rules.fields import REQUEST_FIELDS, Fields
from openslate.rules.polars_form import to_polars
from openslate.rules.problems import Problem, RulebookError
from openslate.rules.source import Source, read_source

NAME, TITLE = "declared", "Declared segments"
OF_REQUESTS = "viewer.local_time"
FIELDS: Fields = {
    field.name: field
    for field in REQUEST_FIELDS
    if field.scope == "viewer" and field.name != OF_REQUESTS
}
"""What a segment may ask: everything that profiles say of a viewer."""
KEYS = ("segment", "title", "where")


@dataclass(frozen=True)
class DeclaredSegment:
    """A segment as it stands in the file: a name, a title and whom it holds."""

    name: str
    title: str
    where: Condition


def read_segments(path: Path) -> tuple[DeclaredSegment, ...]:
    """The segments of a file, none if it is missing; raises RulebookError with all problems."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise SlateError(
            "The segments cannot be read", where=str(path), do="Save the file as UTF-8 text"
        ) from error
    return parse_segments(text, path.name) if text.strip() else ()


def parse_segments(text: str, name: str) -> tuple[DeclaredSegment, ...]:
    """The segments of a YAML text; raises RulebookError with every problem and its place."""
    source = read_source(text, name)
    listed = source.value.get("segments") if isinstance(source.value, dict) else None
    if not isinstance(listed, list):
        raise RulebookError([_problem(source, (), "Segments stand in a list 'segments:'")])
    problems: list[Problem] = []
    found = [_segment(source, place, value, problems) for place, value in enumerate(listed)]
    segments = [segment for segment in found if segment is not None]
    names = [segment.name for segment in segments]
    problems += [
        _problem(source, ("segments", place, "segment"), f"There are two segments {name!r}")
        for place, name in enumerate(names)
        if name in names[:place]
    ]
    if problems:
        raise RulebookError(problems)
    return tuple(segments)


def declared_segments(declared: tuple[DeclaredSegment, ...], profiles: pl.DataFrame) -> Segments:
    """Whom each segment holds; a viewer of whom too little is known is not in it.

    `profiles` are in the columns of `ViewerStore.frame`.
    """
    groups = tuple(_group(segment, profiles) for segment in declared)
    return Segments(NAME, TITLE, tuple(profiles[Columns.VIEWER]), groups)


def _group(segment: DeclaredSegment, profiles: pl.DataFrame) -> Segment:
    answers = profiles.select(to_polars(segment.where.tree, _column).alias(Columns.SEGMENT))
    members = answers[Columns.SEGMENT].fill_null(value=False).to_numpy()
    if members.shape != (profiles.height,):  # a condition that reads nothing of viewers
        members = members.repeat(profiles.height)
    return Segment(segment.name, segment.title, members, segment.where.canonical)


def _column(node: exp.Expr) -> pl.Expr | None:
    if not isinstance(node, exp.Column):
        return None
    name = FIELDS[node.sql()].column
    return pl.col(Columns.VIEWER if name == Columns.ID else name)


def _segment(
    source: Source, place: int, value: Any, problems: list[Problem]
) -> DeclaredSegment | None:
    path = ("segments", place)
    if not isinstance(value, dict) or not all(isinstance(value.get(k), str) for k in KEYS[::2]):
        problems.append(_problem(source, path, "A segment has 'segment: NAME' and 'where: ...'"))
        return None
    for key in value.keys() - set(KEYS):
        problems.append(_problem(source, (*path, key), f"There is no key {key!r} in a segment"))
    condition, troubles = read_condition(value["where"], FIELDS)
    for trouble in troubles:
        at = source.position((*path, "where"), trouble.offset)
        problems.append(source.problem(at, trouble.message, trouble.suggestion))
    if condition is None:
        return None
    name = str(value["segment"])
    return DeclaredSegment(name, str(value.get("title") or name), condition)


def _problem(source: Source, path: tuple[str | int, ...], message: str) -> Problem:
    return source.problem(source.position(path), message)
