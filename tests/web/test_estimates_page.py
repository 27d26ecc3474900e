"""The pages of estimates: the form, what was found with its warning, and what is missing."""

from html import unescape

from tests.web.conftest import client_of, text_of
from tests.web.test_api_experiments import exploring  # noqa: F401 - the town that tries titles

from openslate.app.desk import Desk

FILES = {"rulebook": ("", b"")}
QUIET = {"rulebook": ("quiet.yaml", b"rulebook: Quiet rules\n")}


def test_an_estimate_is_told_with_its_ranges_and_whether_to_rely_on_it(exploring: Desk) -> None:  # noqa: F811
    for viewer in range(2, 8):
        exploring.home(str(viewer), exploring.context(str(viewer)))
    client = client_of(exploring)
    client.post("/estimates", data={"requests": "6"}, files=FILES)
    exploring.experiments.jobs.wait()
    (state,) = exploring.experiments.jobs._states.values()
    page = text_of(client, f"/estimates/{state.key}")
    assert state.result is not None
    assert state.result.sentence in page
    assert "Guessed and mended (DR)" in page
    assert "From 6 pages of 6 viewers" in page
    assert "say enough about it" in page
    client.post("/estimates", data={"requests": "6"}, files=QUIET)
    exploring.experiments.jobs.wait()
    *_, other = exploring.experiments.jobs._states.values()
    assert other.result is not None
    page = text_of(client, f"/estimates/{other.key}")
    assert "Do not rely on it." in page
    assert all(warning in page for warning in other.result.overlap.warnings)


def test_what_is_missing_is_said(tiny_desk: Desk) -> None:
    client = client_of(tiny_desk)
    assert "Estimate without trying" in text_of(client, "/estimates")
    client.post("/estimates", data={"metric": "watched"}, files=FILES)
    tiny_desk.experiments.jobs.wait()
    (key,) = tiny_desk.experiments.jobs._states
    page = text_of(client, f"/estimates/{key}")
    assert "It could not be estimated" in page
    assert "known chances" in page
    wrong = client.post("/estimates", data={"requests": "none"}, files=FILES)
    assert wrong.status_code == 422
    assert "'Pages to look at'" in unescape(wrong.text)
    assert client.get("/estimates/never").status_code == 404
