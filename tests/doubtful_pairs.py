"""A tiny workspace in which two pairs wait, whatever the resolver thinks of them."""

import json

import polars as pl

from openslate.app.identity.make_snapshot import MakeSnapshot
from openslate.graph.links import WAITING
from openslate.graph.vocabulary import Columns
from openslate.testing.workspace import MadeWorkspace

MONKEYS, TOYS = "Twelve Monkeys (1995)", "Toy Story (1995)"
DOUBTS = {"2": (0.5, 2.0, -2.0), "4": (0.3, 1.0, -1.85)}
"""By MovieLens record: confidence, and what name and genres add to its log-odds."""


def make_doubtful(made: MadeWorkspace) -> MadeWorkspace:
    """Let two accepted pairs wait, and take a snapshot: ten items, of which two pairs may join.

    Twelve Monkeys was watched by four, so its priority is 1.0 * 5 = 5; Toy Story by five, so its
    priority is 0.6 * 6 = 3.6.
    """
    with made.open() as workspace:
        links = workspace.quads.links
        doubted = [_doubted(link) for link in links.frame().iter_rows(named=True)]
        links.put(pl.DataFrame(doubted, links.frame().schema))
        MakeSnapshot(workspace)()
    return made


def _doubted(link: dict) -> dict:
    doubt = DOUBTS.get(link[Columns.LEFT_RECORD])
    if doubt is None:
        return link
    parts = json.dumps([["Name", doubt[1]], ["Genres", doubt[2]]])
    said = {Columns.CONFIDENCE: doubt[0], Columns.CONTRIBUTIONS: parts, Columns.STATUS: WAITING}
    return {**link, **said}
