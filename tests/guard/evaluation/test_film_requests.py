"""Requests with real titles: what is taught is never what is tested."""

import gzip
import json
from pathlib import Path

from openslate.guard.evaluation.film_requests import held_requests, taught_requests

TITLES = [f"Title {number}" for number in range(40)]


def test_no_title_and_no_wording_is_on_both_sides(tmp_path: Path) -> None:
    films = json.dumps([{"title": title} for title in TITLES]).encode()
    (tmp_path / "movies-1980s.json.gz").write_bytes(gzip.compress(films))
    taught = {example.text for example in taught_requests(tmp_path)}
    tested = set(held_requests(tmp_path))
    used = [
        {t for t in TITLES for text in side if f"{t} " in f"{text} "} for side in (taught, tested)
    ]
    assert used[0]
    assert used[1]
    assert not used[0] & used[1]
    assert not taught & tested


def test_a_folder_without_films_has_no_requests(tmp_path: Path) -> None:
    assert taught_requests(tmp_path) == []
    assert held_requests(tmp_path) == []
