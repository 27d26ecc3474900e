"""What resonates with whom, as pages and JSON: figures, what is hidden, what is not said."""

import re

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import client_of, text_of
from tests.web.fake_desk import FakeDesk

from openslate.app.desk import Desk

INSIGHT = "/audience/insight"
JSON = "/api/v1/audience"


@pytest.fixture
def editor(desk: FakeDesk) -> TestClient:
    """The browser of ada, an editor."""
    return client_of(desk)  # type: ignore[arg-type]


@pytest.mark.parametrize(("account", "status"), [(None, 401), ("bob", 403), ("ada", 200)])
def test_insight_is_for_editors(desk: FakeDesk, account: str | None, status: int) -> None:
    client = client_of(desk, account)  # type: ignore[arg-type]
    paths = (INSIGHT, f"{INSIGHT}/commission?by=gender&segment=F", f"{JSON}/resonance")
    assert [client.get(path).status_code for path in paths] == [status] * len(paths)


def test_the_map_finds_what_was_planted(editor: TestClient) -> None:
    told = editor.get(f"{JSON}/resonance?by=gender&attribute=genres").json()
    claims = {
        (row["value"], cell["segment"]): cell["claim"]
        for row in told["attributes"]
        for cell in row["cells"]
    }
    assert claims["Romance", "F"] == claims["War", "M"] == claims["Western", "M"] == "more"
    assert claims["Romance", "M"] == claims["War", "F"] == "less"
    first = told["attributes"][0]["cells"][0]
    assert first["low"] < first["ratio"] < first["high"]
    assert first["replicated"]


def test_numbers_of_viewers_are_rounded_and_small_cells_hidden(editor: TestClient) -> None:
    told = editor.get(f"{JSON}/resonance?by=age&limit=200").json()
    cells = [cell for row in told["attributes"] for cell in row["cells"]]
    shown = [cell for cell in cells if cell["claim"] != "hidden"]
    assert all(cell["viewers"] % 10 == 0 and cell["viewers"] >= 20 for cell in shown)
    hidden = [cell for cell in cells if cell["claim"] == "hidden"]
    assert hidden
    assert all(cell["ratio"] is cell["viewers"] is cell["share"] is None for cell in hidden)


def test_the_page_says_what_the_figures_do_not_say(editor: TestClient) -> None:
    page = text_of(editor, INSIGHT)
    assert "What these figures do not say" in page
    assert "not what causes what" in page
    assert "Viewers confirmed as not genuine are left out." in page
    assert "are counted" in text_of(editor, f"{INSIGHT}?by=gender&raw=yes")
    assert "is allowed for" in text_of(editor, f"{INSIGHT}?by=gender&beyond=yes")


def test_every_link_of_the_map_leads_somewhere(editor: TestClient) -> None:
    page = text_of(editor, f"{INSIGHT}?by=gender&kind=genres")
    links = set(re.findall(rf'href="({INSIGHT}/[^"]+)"', page))
    assert len(links) > 10
    for link in sorted(links)[:12]:
        assert "What these figures do not say" in text_of(editor, link)


def test_titles_carry_the_effect(editor: TestClient) -> None:
    asked = "by=gender&segment=F&attribute=genres&value=Romance"
    told = editor.get(f"{JSON}/resonance/titles?{asked}").json()
    assert told["hidden"] == 0
    assert sum(title["part"] for title in told["titles"]) == pytest.approx(100, abs=6)
    parts = [abs(title["part"]) for title in told["titles"]]
    assert parts == sorted(parts, reverse=True)


def test_what_to_commission_is_ordered_by_the_lower_bound(editor: TestClient) -> None:
    told = editor.get(f"{JSON}/commission?segment=gender:M").json()
    lows = [wish["cell"]["low"] for wish in told["wishes"]]
    assert lows == sorted(lows, reverse=True)
    assert min(lows) > 1
    singles = [wish["attributes"] for wish in told["wishes"] if len(wish["attributes"]) == 1]
    assert ["genres", "Western"] in [parts[0] for parts in singles]
    page = text_of(editor, f"{INSIGHT}/commission?by=gender&segment=M")
    assert "is a guess that only a trial can test" in page


def test_what_does_not_exist_is_not_found(editor: TestClient) -> None:
    missing = (
        f"{INSIGHT}?by=gendre",
        f"{INSIGHT}?by=gender&kind=genre",
        f"{JSON}/commission?segment=FF&by=gender",
        f"{JSON}/resonance/titles?by=gender&segment=F&attribute=genres&value=Romanc",
    )
    answers = [editor.get(path) for path in missing]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert "Did you mean 'gender'?" in answers[0].text.replace("&#39;", "'")
    assert "Did you mean 'genres'?" in answers[1].text.replace("&#39;", "'")


def test_without_viewings_the_page_says_what_to_do(desk: FakeDesk) -> None:
    desk.audience.resonance.empty = True
    page = text_of(client_of(desk), INSIGHT)  # type: ignore[arg-type]
    assert "Nothing to compare yet" in page
    assert "slate import events" in page


def test_a_small_audience_has_nothing_to_show(tiny_desk: Desk) -> None:
    page = text_of(client_of(tiny_desk), INSIGHT)
    assert "No two segments have 20 viewers each who watched something" in page
    assert client_of(tiny_desk).get(f"{JSON}/resonance").status_code == 422
