"""The options in which a command is told what content is."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
FLAGS = {
    "shows-real-people": "Whether it shows or lets hear real people, places or events.",
    "public-interest": "Whether it informs the public on a matter of public interest.",
    "human-reviewed": "Whether a person reviewed it under editorial responsibility.",
    "artistic": "Whether it is evidently artistic, satirical or fictional.",
}


def facts_options(*, source_needed: bool) -> Callable[[F], F]:
    """Adds what is said of content; what is left out is not known."""

    def add(function: F) -> F:
        for name, about in FLAGS.items():
            function = click.option(f"--{name}/--no-{name}", default=None, help=about)(function)
        function = click.option("--item", help="The item of the catalogue it belongs to.")(function)
        function = click.option(
            "--territory", help="Where it is published: DE, EU, US-CA; default everywhere."
        )(function)
        function = click.option("--from", "source", help="Who sent it, as you call them.")(function)
        return click.option(
            "--source-type",
            required=source_needed,
            help="How it came to be, such as trainedAlgorithmicMedia (IPTC).",
        )(function)

    return add
