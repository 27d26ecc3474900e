"""The `oxigraph` server on a free loopback port, as a company would run it."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from openslate.common.errors import SlateError
from openslate.graph.remote import RemoteQuads

PATIENCE = 30.0


@contextmanager
def graph_server(folder: Path) -> Iterator[str]:
    """Address of a running server that keeps its graph in `folder`."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("no oxigraph server: install the test extra")
    address = f"127.0.0.1:{free_port()}"
    command = [program, "serve", "--location", str(folder), "--bind", address]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(f"http://{address}", server)
            yield f"http://{address}"
        finally:
            server.terminate()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Returns once the server answers."""
    end = time.monotonic() + PATIENCE
    with closing(RemoteQuads(url)) as quads:
        while server.poll() is None and time.monotonic() < end:
            try:
                quads.graphs()
            except SlateError:
                time.sleep(0.05)
            else:
                return
    raise AssertionError("the oxigraph server does not start")
