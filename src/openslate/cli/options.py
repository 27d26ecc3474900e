"""What every command has in common: the workspace, JSON, errors in one sentence."""

import errno
import functools
import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, available_timezones

import click

from openslate.cli.output import console, fail
from openslate.common.errors import SlateError
from openslate.common.text import nearest
from openslate.store.purposes import PURPOSES

F = TypeVar("F", bound=Callable[..., Any])
COUNT = click.IntRange(min=1)
NO_ROOM = os.strerror(errno.ENOSPC)
INTERRUPTED = 130  # what shells say of a command that Ctrl+C stopped


class GivenPath(click.Path):
    """A path that is given: an empty one, which would mean the folder one stands in, is refused."""

    def __init__(self, **checks: bool) -> None:
        super().__init__(path_type=Path, **checks)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value).strip():
            self.fail("It is empty; name a path, or leave it out where it may be.", param, ctx)
        return super().convert(value, param, ctx)


def workspace_option(function: F) -> F:
    """Adds `--workspace DIR` (or SLATE_WORKSPACE; ./workspace when neither is given)."""
    return click.option(
        "--workspace",
        "-w",
        "workspace",
        type=GivenPath(file_okay=False),
        envvar="SLATE_WORKSPACE",
        default=Path("workspace"),
        show_default=True,
        help="Workspace folder.",
    )(function)


def json_option(function: F) -> F:
    """Adds `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")(function)


def sentences(function: F) -> F:
    """Turns what a person can mend into its sentence and exit status 1, Ctrl+C into 130."""

    @functools.wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            _refuse_empty(click.get_current_context())
            return function(*args, **kwargs)
        except SlateError as error:
            fail(error)
        except BrokenPipeError:
            raise  # the reader of our output has gone; click ends quietly
        except OSError as error:
            fail(_by_the_system(error))
        except KeyboardInterrupt:
            console(err=True).print("Stopped; run the same command again to go on.")
            sys.exit(INTERRUPTED)
        sys.exit(1)

    return run  # type: ignore[return-value]


def _refuse_empty(context: click.Context) -> None:
    """An option with nothing in it, as of a script whose variable is not set, is no choice."""
    for param in context.command.params:
        empty = context.params.get(param.name or "") == ""
        has_words = isinstance(param.get_default(context), str)
        if isinstance(param, click.Option) and empty and not has_words:
            raise SlateError(
                "It is empty", where=param.opts[0], do="Give it a value or leave it out"
            )


def _by_the_system(error: OSError) -> SlateError:
    """What the operating system refused: a full disk, a file without rights."""
    full = error.errno == errno.ENOSPC or NO_ROOM in str(error)  # the graph tells it as text
    return SlateError(
        "There is no room left on the disk" if full else error.strerror or str(error),
        where=str(error.filename) if error.filename else None,
        do="Free some space and run it again" if full else "Mend that and run it again",
    )


def purpose_option(about: str, *, required: bool = False) -> Callable[[F], F]:
    """Adds `--purpose`, which may be given several times, as `purposes`."""
    return click.option(
        "--purpose",
        "purposes",
        multiple=True,
        required=required,
        type=click.Choice(list(PURPOSES)),
        help=about,
    )


def read_zone(name: str | None) -> ZoneInfo | None:
    """An IANA time zone by its name; raises SlateError when there is none of that name."""
    if name is not None and name not in available_timezones():
        meant = nearest(name, available_timezones())
        raise SlateError(
            f"There is no time zone {name!r}",
            where="--zone",
            do=f"Did you mean {meant!r}?" if meant else "Write it like Europe/Berlin",
        )
    return ZoneInfo(name) if name else None


def common(function: F) -> F:
    """Everything a command that works on a workspace has: `--workspace`, `--json`, sentences."""
    return workspace_option(json_option(sentences(function)))


def login_user() -> str:
    """Who is at the keyboard, as the system knows them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise SlateError("The system does not know your name", do="Give it with --by") from None
