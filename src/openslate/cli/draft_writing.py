"""What every command that writes about an item has in common, said once."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from openslate.cli.draft_output import say_draft
from openslate.cli.options import GivenPath, common, login_user
from openslate.cli.output import print_json

F = TypeVar("F", bound=Callable[..., Any])
OUT = click.option(
    "--out",
    type=GivenPath(dir_okay=False),
    help="File to write; .pdf or .html for sheets, text otherwise.",
)
by_option = click.option("--by", help="Who asks; default who is at the keyboard.")


@dataclass(frozen=True)
class Writing:
    """Which item is written about, who asks, whether a model may help, and where it goes."""

    workspace: Path
    as_json: bool
    item: str
    model: bool
    by: str | None
    out: Path | None

    def write(self, kind: str, *, length: str = "medium", asked: str = "") -> None:
        """Write a draft of a kind, show it, and keep it in the file that was named."""
        from openslate.app.desk import Desk
        from openslate.app.drafts.named_item import named_item
        from openslate.assistant.drafts import DraftKind, TextLength

        with Desk.open(self.workspace) as desk:
            found = desk.drafts.write(
                named_item(desk, self.item),
                DraftKind(kind),
                by=self.by or login_user(),
                length=TextLength(length),
                asked=asked,
                use_model=self.model,
            )
        if self.out:
            texts = [version.text for version in found.versions if version.text]
            self.out.write_text("\n\n".join(texts) + "\n", encoding="utf-8")
        if self.as_json:
            print_json(found)
        else:
            say_draft(found)


def writes_about_an_item(function: F) -> F:
    """Adds ITEM, `--model`, `--by`, `--out` and what all commands have, as one `Writing`."""

    @click.argument("item", help="The item's id, or its name.")
    @click.option(
        "--model/--no-model", default=True, help="Ask the language model too, where one is set up."
    )
    @by_option
    @OUT
    @common
    @functools.wraps(function)
    def run(
        workspace: Path,
        as_json: bool,
        item: str,
        model: bool,
        by: str | None,
        out: Path | None,
        **more: Any,
    ) -> None:
        function(Writing(workspace, as_json, item, model, by, out), **more)

    return run  # type: ignore[return-value]
