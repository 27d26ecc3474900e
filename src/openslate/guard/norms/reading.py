"""Reads a house's norms: the pack that ships with Slate, and a folder of its own files."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from openslate.common.errors import SlateError
from openslate.guard.norms.combining import combine
from openslate.guard.norms.norm_book import NormBook
from openslate.guard.norms.norm_file import NormFile, parse_norm_file
from openslate.rules.problems import Problem, RulebookError
from openslate.rules.source import LIMIT

PACK = files("openslate.guard.norms") / "pack"


@cache
def default_norms() -> NormBook:
    """The pack that ships with Slate."""
    found = sorted((file for file in PACK.iterdir()), key=lambda file: file.name)
    packs = [file for file in found if file.name.endswith(".yaml")]
    return combine([parse_norm_file(file.read_text(encoding="utf-8"), file.name) for file in packs])


def read_norms(folder: Path, base: NormBook | None = None) -> NormBook:
    """The YAML files of a folder on top of `base` (the default pack); no folder adds nothing.

    Raises RulebookError with every problem of every file, SlateError for files that can't be read.
    """
    return combine(read_norm_files(folder), default_norms() if base is None else base)


def read_norm_files(folder: Path) -> list[NormFile]:
    """Every file of a folder, by the alphabet; raises as `read_norms` does."""
    problems: list[Problem] = []
    read = list(_parse(sorted(folder.glob("*.yaml")), problems))
    if problems:
        raise RulebookError(problems)
    return read


def _parse(paths: list[Path], problems: list[Problem]) -> Iterator[NormFile]:
    for path in paths:
        try:
            yield parse_norm_file(_text(path), path.name)
        except RulebookError as error:
            problems += error.problems


def _text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return stream.read(LIMIT + 1).decode()
    except OSError as error:
        raise SlateError(
            f"The norms can't be read: {error.strerror}", where=str(path), do="Check the file"
        ) from error
    except UnicodeDecodeError as error:
        raise SlateError(
            "The file of norms is not UTF-8 text", where=str(path), do="Save it as UTF-8"
        ) from error
