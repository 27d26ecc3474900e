"""The reference pages say what the code says; `scripts/reference` writes them anew."""

import re

import pytest

from openslate.app.settings import describe_settings
from openslate.cli.main import COMMANDS, main
from openslate.recommend.evaluation.measures import MEASURES
from tests.docs import (
    api_reference,
    command_reference,
    metrics_reference,
    settings_reference,
)
from tests.docs.reference import FOLDER, PAGES


def page(name: str) -> str:
    """A reference page as it is in the repository."""
    return (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_up_to_date(name: str) -> None:
    assert page(name) == PAGES[name](), "run scripts/reference"


def test_every_command_has_a_heading() -> None:
    lines = page("cli.md").splitlines()
    contexts = list(command_reference.contexts(main, "slate"))
    assert len(contexts) > len(COMMANDS)
    assert [c.command_path for c in contexts if command_reference.heading(c) not in lines] == []


def test_every_command_and_option_says_what_it_is_for() -> None:
    silent = []
    for context in command_reference.contexts(main, "slate"):
        named = [context.command, *(p for p in context.command.params if hasattr(p, "help"))]
        silent += [f"{context.command_path} {part.name}" for part in named if not part.help]
    assert silent == []


def test_every_setting_has_a_heading() -> None:
    lines = page("settings.md").splitlines()
    settings = [(section, key) for section, key, _, _ in describe_settings()]
    assert settings
    assert [s for s in settings if settings_reference.heading(*s) not in lines] == []


def test_every_setting_says_what_it_is_for() -> None:
    assert [key for _, key, _, about in describe_settings() if not about] == []


def test_every_route_has_a_heading() -> None:
    lines = page("api.md").splitlines()
    routes = [(m, p) for m, p, _ in api_reference.operations(api_reference.description())]
    assert routes
    assert [r for r in routes if api_reference.heading(*r) not in lines] == []


def test_every_measure_has_a_heading_and_a_source() -> None:
    text = page("metrics.md")
    for measure in MEASURES.values():
        assert metrics_reference.heading(measure) in text.splitlines()
        said = measure.defined.__doc__ or ""
        assert re.search(r"\b(19|20)\d\d\b|Neutral:|divided by", said), measure.name


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ({"type": "string"}, "string"),
        ({"$ref": "#/components/schemas/Home"}, "Home"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Card"}}, "list of Card"),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, "integer or null"),
        ({"enum": ["viewer", "editor"]}, "viewer or editor"),
        ({"type": "string", "format": "date-time"}, "string (date-time)"),
        ({}, "any"),
    ],
)
def test_a_type_is_named_as_people_say_it(schema: dict[str, object], name: str) -> None:
    assert api_reference.type_name(schema) == name
