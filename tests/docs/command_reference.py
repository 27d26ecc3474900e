"""The reference of commands, made from what `--help` prints."""

from collections.abc import Iterator

import click

from openslate.cli.main import main

WIDTH = 92
INTRODUCTION = """# Commands

What `slate COMMAND --help` prints, written by `scripts/reference`. Every command that works on a
workspace takes `--workspace`, and every command that answers something takes `--json`.
"""


def contexts(
    command: click.Command, name: str, parent: click.Context | None = None
) -> Iterator[click.Context]:
    """A context for a command and, depth first, for everything under it."""
    context = click.Context(
        command, parent, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH
    )
    yield context
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            below = command.get_command(context, child)
            if below is not None and not below.hidden:
                yield from contexts(below, child, context)


def heading(context: click.Context) -> str:
    """The line under which a command is found in the page."""
    return f"## {context.command_path}"


def section(context: click.Context) -> str:
    """One command: its heading and its help."""
    return f"{heading(context)}\n```text\n{context.get_help().strip()}\n```\n"


def command_page() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *(section(c) for c in contexts(main, "slate"))])
