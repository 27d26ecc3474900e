"""One YAML file of topics and norms, with the place of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openslate.guard.fields import GUARD_FIELDS
from openslate.guard.norms.norm import Norm
from openslate.guard.norms.topic import Topic
from openslate.rules.entry_reader import EntryReader
from openslate.rules.problems import Path, Problem, RulebookError
from openslate.rules.source import Source, read_with_problems

_DEFAULTS = {"topics": ("owner", "review", "source"), "norms": ("owner", "review")}
_KEYS = ("guard", "owner", "review", "source", "topics", "norms")
_START = "Start with 'guard: NAME'."


@dataclass(frozen=True)
class NormFile:
    """What one file says; `source` knows the lines."""

    title: str
    topics: tuple[Topic, ...]
    norms: tuple[Norm, ...]
    source: Source

    def problem(
        self, entry: Topic | Norm, path: Path, message: str, suggestion: str | None = None
    ) -> Problem:
        """Something wrong with an entry of this file, at `path` within it."""
        place = self.source.position((*self._path(entry), *path))
        return self.source.problem(place, message, suggestion)

    def _path(self, entry: Topic | Norm) -> Path:
        """Where an entry stands; of those of one name the last, since it is told of twice."""
        section, key, name = (
            ("topics", "topic", entry.topic)
            if isinstance(entry, Topic)
            else ("norms", "norm", entry.norm)
        )
        values = self.source.value.get(section) or []
        same = [i for i, v in enumerate(values) if isinstance(v, dict) and v.get(key) == name]
        return (section, same[-1])


def parse_norm_file(text: str, name: str) -> NormFile:
    """The topics and norms in a YAML text called `name`; raises RulebookError with all problems.

    `owner`, `review` and `source` at the top stand in for entries that leave them out.
    """
    source = read_with_problems(text, name, "guard")
    reader = EntryReader(source, GUARD_FIELDS)
    if not isinstance(source.value, dict):
        reader.say(source.position(()), "A file of norms starts with 'guard: NAME'")
        raise RulebookError(reader.problems)
    reader.unknown_keys("a file of norms", _KEYS)
    title = source.value.get("guard")
    if not isinstance(title, str):
        reader.say(source.position(("guard",)), "A file of norms needs a name", _START)
    file = NormFile(
        title=str(title),
        topics=reader.entries("topics", Topic, _defaults(source.value, "topics")),
        norms=reader.entries("norms", Norm, _defaults(source.value, "norms")),
        source=source,
    )
    if reader.problems:
        raise RulebookError(reader.problems)
    return file


def _defaults(value: Mapping[str, Any], section: str) -> dict[str, Any]:
    return {key: value[key] for key in _DEFAULTS[section] if key in value}
