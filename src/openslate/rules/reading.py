"""From a file to a rulebook, or to everything that is wrong with it at once."""

from importlib.resources import files
from pathlib import Path as FilePath

from openslate.common.errors import SlateError
from openslate.rules.book import Pin, Rule, Rulebook
from openslate.rules.contradictions import contradictions
from openslate.rules.entry_reader import EntryReader
from openslate.rules.fields import DEFAULT_FIELDS, Fields
from openslate.rules.problems import Problem, RulebookError
from openslate.rules.shaping import Budget, Quota, Spacing
from openslate.rules.source import LIMIT, read_with_problems

_KEYS = ("rulebook", "rules", "quotas", "budgets", "spacings", "pins")


def read_rulebook(path: FilePath, fields: Fields = DEFAULT_FIELDS) -> Rulebook:
    """The rulebook in a YAML file; raises RulebookError with every problem, in file order."""
    return parse_rulebook(_text(path), path.name, fields)


def examine_rulebook(
    path: FilePath, fields: Fields = DEFAULT_FIELDS
) -> tuple[Rulebook, list[Problem]]:
    """What could be read of a rulebook's file, and every problem of the rest.

    Raises RulebookError when nothing could be read.
    """
    return _examine(_text(path), path.name, fields)


def _text(path: FilePath) -> str:
    try:
        with path.open("rb") as stream:
            data = stream.read(LIMIT + 1)
        return data.decode()
    except OSError as error:
        raise SlateError(
            f"The rulebook cannot be read: {error.strerror}",
            where=str(path),
            do="Check the path, or copy the default with 'slate init'",
        ) from error
    except UnicodeDecodeError as error:
        raise SlateError(
            "The rulebook is not UTF-8 text", where=str(path), do="Save it as UTF-8"
        ) from error


def default_rulebook(fields: Fields = DEFAULT_FIELDS) -> Rulebook:
    """The rulebook that ships with Slate."""
    return parse_rulebook(default_rulebook_text(), "default_rulebook.yaml", fields)


def default_rulebook_text() -> str:
    """The default rulebook as its file has it, with comments."""
    return files("openslate.rules").joinpath("default_rulebook.yaml").read_text()


def parse_rulebook(text: str, name: str, fields: Fields = DEFAULT_FIELDS) -> Rulebook:
    """The rulebook in a YAML text called `name`; raises RulebookError."""
    book, problems = _examine(text, name, fields)
    if problems:
        raise RulebookError(problems)
    return book


def _examine(text: str, name: str, fields: Fields) -> tuple[Rulebook, list[Problem]]:
    reader = EntryReader(read_with_problems(text, name), fields)
    book = _book(reader)
    return book, reader.problems + contradictions(book)


def _book(reader: EntryReader) -> Rulebook:
    source, value = reader.source, reader.source.value
    if not isinstance(value, dict):
        reader.say(source.position(()), "A rulebook starts with 'rulebook: NAME'")
        raise RulebookError(reader.problems)
    reader.unknown_keys("a rulebook", _KEYS)
    title = value.get("rulebook")
    if not isinstance(title, str):
        reader.say(source.position(("rulebook",)), "A rulebook needs a name", _NAME)
    return Rulebook(
        title=str(title),
        rules=reader.entries("rules", Rule),
        quotas=reader.entries("quotas", Quota),
        budgets=reader.entries("budgets", Budget),
        spacings=reader.entries("spacings", Spacing),
        pins=reader.entries("pins", Pin),
        fields=reader.fields,
        source=source,
    )


_NAME = "Start with 'rulebook: NAME'."
