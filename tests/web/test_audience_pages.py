"""Segments and retention as pages, on a workspace with a crowd of a hundred viewers."""

from datetime import timedelta

import pytest
from tests.web.conftest import client_of, text_of

from openslate.app.audience.retention_views import CurveView, MinuteView
from openslate.app.desk import Desk
from openslate.store.events import Event, EventStore
from openslate.store.purposes import ALL_PURPOSES
from openslate.store.viewers import Viewer, ViewerStore
from openslate.testing.workspace import NOW
from openslate.web.retention_picture import draw_retention

CROWD = 100


def gather(desk: Desk) -> str:
    """A crowd that watches Toy Story, each a minute longer than the last; returns the item's id."""
    item = desk.search("toy story").cards[0].item
    source, record = desk.audience.snapshot.record_of_item[desk.audience.snapshot.index_of(item)]
    names = [f"crowd-{place:03}" for place in range(CROWD)]
    ViewerStore(desk.workspace.database).upsert(
        Viewer(name, 20 + place % 40, "FM"[place % 2]) for place, name in enumerate(names)
    )
    beats = [
        Event(name, record, "progress", None, NOW - timedelta(days=3), 60 * place)
        for place, name in enumerate(names)
    ]
    agreed = [(source, beat._replace(purposes=ALL_PURPOSES)) for beat in beats]
    EventStore(desk.workspace.database).add_all(agreed)
    return item


def test_only_editors_see_the_audience(tiny_desk: Desk) -> None:
    bob = client_of(tiny_desk, "bob")
    assert bob.get("/audience/segments").status_code == 403
    assert bob.get("/audience/retention/i1").status_code == 403
    assert 'href="/audience"' not in bob.get("/").text
    assert 'href="/audience"' in client_of(tiny_desk).get("/").text


def test_segments(tiny_desk: Desk) -> None:
    gather(tiny_desk)
    page = text_of(client_of(tiny_desk), "/audience/segments?by=gender")
    assert "106 viewers, divided by gender." in page
    assert ">F<" in page
    assert 'href="/audience/integrity"' in page
    assert 'aria-current="page">Gender</a>' in page
    assert "slate audience learn-segments" in page


def test_segments_that_are_too_small(tiny_desk: Desk) -> None:
    page = text_of(client_of(tiny_desk), "/audience/segments?by=occupation")
    assert "No segment has 10 viewers or more" in page
    assert "technician" in page
    assert client_of(tiny_desk).get("/audience/segments?by=shoes").status_code == 404


def test_retention(tiny_desk: Desk) -> None:
    item = gather(tiny_desk)
    ada = client_of(tiny_desk)
    assert f'href="/audience/retention/{item}"' in text_of(ada, f"/items/{item}")
    page = text_of(ada, f"/audience/retention/{item}?by=gender")
    assert "Of 100 viewers, half had left by minute 50." in page
    assert page.count("<polyline") == 3
    assert page.count('<th scope="row">80</th>') == 3  # who came to the end stayed


def test_retention_of_what_nobody_is_known_to_watch(tiny_desk: Desk) -> None:
    item = tiny_desk.search("toy story").cards[0].item
    page = text_of(client_of(tiny_desk), f"/audience/retention/{item}")
    assert "Fewer than 10 viewers sent heartbeats" in page
    assert client_of(tiny_desk).get("/audience/retention/i0").status_code == 404


@pytest.mark.parametrize(("minutes", "marks"), [(1, 1), (8, 8), (9, 5), (95, 7)])
def test_a_picture_of_any_length(minutes: int, marks: int) -> None:
    told = tuple(MinuteView(m, 1 - m / minutes, 0.0, 1.0, 10) for m in range(minutes))
    picture = draw_retention(CurveView("all", "All", 10, None, told))
    points = [tuple(map(float, point.split(","))) for point in picture.line.split()]
    assert points[0] == (picture.left, picture.top)
    assert points[-1][0] == picture.right
    assert len(points) == 2 * minutes
    assert len(picture.band.split()) == 4 * minutes
    assert len(picture.minutes) == marks
