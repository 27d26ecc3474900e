"""Ordinary requests about real films, which nothing was trained on."""

import gzip
import json
import os
from pathlib import Path

from openslate.common.seeds import generator_for
from tests.repository import ROOT

COUNT = 1000
ASKED = (
    "is {} worth watching",
    "Who directed {}?",
    "where can I watch {}",
    "films like {} but newer",
    "what year did {} come out",
    "I loved {}, what next?",
    "how long is {}",
    "Who plays the lead in {}?",
    "is {} suitable for a ten year old",
    "put {} on my list please",
)


def shared_data() -> Path:
    """Where data beside the project lies."""
    return Path(os.environ.get("SLATE_SHARED_DATA", ROOT.parent / "shared" / "data"))


def film_requests() -> list[str]:
    """A thousand requests; the same each time."""
    films = [
        film["title"]
        for file in sorted((shared_data() / "wiki-films").glob("*.json.gz"))
        for film in json.loads(gzip.decompress(file.read_bytes()))
    ]
    random = generator_for("guard-film-requests", 0)
    chosen = random.choice(len(films), size=COUNT, replace=False).tolist()
    return [ASKED[place % len(ASKED)].format(films[at]) for place, at in enumerate(chosen)]
