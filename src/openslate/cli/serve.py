"""Commands that serve pages: serve and demo."""

import socket
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import click
import uvicorn

from openslate.app.demo import MakeDemo
from openslate.app.desk import Desk
from openslate.cli.options import GivenPath, common
from openslate.cli.output import console, print_json, progress, say
from openslate.common.errors import SlateError
from openslate.web.application import create_app

EDITOR = "editor"


@click.command()
@click.option("--host", help="Address to listen on; default from slate.toml, loopback.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port; 0 picks a free one.")
@common
def serve(workspace: Path, as_json: bool, host: str | None, port: int | None) -> None:
    """Serve the pages and the JSON API."""
    with Desk.open(workspace) as desk:
        _serve(desk, host, port, as_json, {"Serving": "/"})


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="Port; 0 picks a free one.")
@click.option("--no-serve", is_flag=True, help="Only make the workspace.")
@click.option(
    "--from",
    "from_dir",
    type=GivenPath(file_okay=False, exists=True),
    help="Take the demo's files from this folder instead of the package index.",
)
@common
def demo(
    workspace: Path, as_json: bool, port: int | None, no_serve: bool, from_dir: Path | None
) -> None:
    """Everything in one go: fetch real data, unify it, train, serve a viewer's home."""
    with progress(as_json) as start:
        made = MakeDemo(workspace, from_dir=from_dir)(say=_step, start=start)
    if no_serve:
        if as_json:
            print_json(made)
        else:
            say(f"The demo is in {workspace}. See it: slate serve --workspace {workspace}")
        return
    with Desk.open(workspace) as desk:
        token = desk.accounts.make_sign_in_link(EDITOR)
        home, sign_in = f"/viewers/{made.viewer}", f"/sign-in/{token}"
        told = {f"Home of viewer {made.viewer}": home, "Sign in as editor, once": sign_in}
        _serve(desk, None, port, as_json, told)


def _step(sentence: str) -> None:
    console(err=True).print(sentence, markup=False)


def _serve(
    desk: Desk, host: str | None, port: int | None, as_json: bool, pages: Mapping[str, str]
) -> None:
    """Serve until stopped; `pages` are the addresses to tell, by what they are."""
    settings = desk.workspace.settings.serve
    listener = _listen(host or settings.host, settings.port if port is None else port)
    address, bound = listener.getsockname()[:2]
    app = create_app(
        desk,
        secret=desk.workspace.secret(),
        allowed_hosts=("127.0.0.1", "localhost", str(address)),
        session_hours=settings.session_hours,
    )
    root = f"http://{address}:{bound}"
    if as_json:
        print_json({"address": root, "paths": list(pages.values())})
    else:
        say("\n".join(f"{what}: {root}{path}" for what, path in pages.items()))
        say("Press Ctrl+C to stop.")
    desk.learner.start()
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
    with suppress(KeyboardInterrupt):  # how a server is meant to be stopped
        server.run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as error:
        why = (error.strerror or str(error)).partition(" (")[0]  # without the address once more
        raise SlateError(
            f"Port {port} on {host} can't be used: {why}", do="Try another with --port"
        ) from None
