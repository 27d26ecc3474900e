"""Pages say what the desk says, without JavaScript."""

from html import unescape

import pytest
from fastapi.testclient import TestClient
from tests.web.fake_desk import FakeDesk
from tests.web.films import BY_NAME

HEAT, IKIRU = BY_NAME["Heat"].item, BY_NAME["Ikiru"].item
PAGES = [
    "/",
    "/viewers/196",
    "/viewers/196?history=off&time=23:10&territory=GB&child=yes",
    f"/viewers/196/why/{IKIRU}",
    f"/viewers/22/why/{HEAT}",
    "/viewers/196/history",
    f"/items/{HEAT}",
    "/search",
    "/search?q=drama",
    "/search?q=nothing+like+this",
    "/people/akira_kurosawa",
    "/people/Akira_Kurosawa?role=director",
    "/companies/Toho/near",
    "/topics/genres/Drama?page=2",
    "/topics/countries/JP",
    f"/items/{HEAT}/near",
    "/people/Billy_Wilder/near?show=topics",
    "/rules",
    "/sign-in",
    "/sign-in/some-token",
]


def text(client: TestClient, url: str) -> str:
    """A page's source with its entities resolved."""
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


@pytest.mark.parametrize("url", PAGES)
def test_every_page_has_one_heading_and_no_inline_code(client: TestClient, url: str) -> None:
    page = text(client, url)
    assert page.count("<h1") == 1
    assert "style=" not in page
    assert "<style" not in page
    assert all(part.startswith(" src=") for part in page.split("<script")[1:])


def test_home_shows_rows_reasons_and_its_record(client: TestClient) -> None:
    page = text(client, "/viewers/196")
    assert "Because you watched Fargo" in page
    assert "Because of Seven Samurai" in page
    assert f"/viewers/196/why/{IKIRU}" in page
    assert "/decisions/j0001" in page
    assert "snapshot s0001-1a2b3c4d" in page


def test_without_history_two_viewers_see_the_same_page(client: TestClient) -> None:
    one, other = (
        text(client, f"/viewers/{viewer}?history=off").replace(f"/viewers/{viewer}", "")
        for viewer in ("196", "405")
    )
    start = one.index('<div id="page"')
    assert "viewer 196" not in one[start:].lower()
    assert one[start:].replace("j0001", "j0002") == other[start:]


def test_the_hour_changes_the_page(client: TestClient) -> None:
    assert "Collateral" not in text(client, "/viewers/196?time=20:00")
    late = text(client, "/viewers/196?time=23:00")
    assert "Collateral" in late
    assert "Monday night" in late


def test_links_keep_what_was_asked(client: TestClient) -> None:
    page = text(client, "/viewers/196?time=23:00&history=off&unknown=1")
    assert f"/viewers/196/why/{IKIRU}?time=23%3A00&history=off" in page
    assert "unknown=1" not in page


def test_conflicts_are_told_on_the_page(client: TestClient) -> None:
    page = text(client, "/viewers/196?territory=GB")
    assert "cannot both be met" in page
    assert "three films from here instead of four" in page


def test_why_names_shares_with_numbers_and_sums_them(client: TestClient, desk: FakeDesk) -> None:
    page = text(client, f"/viewers/196/why/{IKIRU}")
    told = desk.why("196", IKIRU, desk.context("196"))
    assert "both directed by Akira Kurosawa" in page
    assert f"{told.shares[0].amount:+.3f}" in page
    assert (
        f'<tr class="total"><th scope="row">Score</th><td></td><td class="num">{told.score:+.3f}'
        in page
    )


def test_why_not_says_what_kept_it_out_and_what_would_change_it(client: TestClient) -> None:
    page = text(client, f"/viewers/405/why/{HEAT}")
    assert "Why not this" in page
    assert "Heat is rated R and it is 20:15." in page
    assert "Open the page after 22:00" in page


def test_an_item_says_who_says_what(client: TestClient) -> None:
    page = text(client, f"/items/{HEAT}")
    assert "wikidata-films" in page
    assert "Heat (1995)" in page
    assert "not used" in page
    assert "Michael Mann" in page
    assert "2027-06-30" in page


def test_the_item_page_leads_to_why(client: TestClient) -> None:
    answer = client.get(f"/items/{HEAT}/why?viewer=196", follow_redirects=False)
    assert answer.headers["location"] == f"/viewers/196/why/{HEAT}"


def test_search_counts_pages_and_hints(client: TestClient) -> None:
    assert "60 items" in text(client, "/search?q=")
    second = text(client, "/search?q=&page=2")
    assert "Page 2 of 2" in second
    assert 'start="41"' in second
    assert "There is no page 9" in text(client, "/search?q=&page=9")
    assert "Did you mean" in text(client, "/search?q=Rashomonn")


def test_rules_are_told_with_what_they_did(client: TestClient) -> None:
    page = text(client, "/rules")
    assert "<strong>312</strong> of 1,000 decisions, 31%" in page
    assert "owner standards" in page
    assert "Quotas" in page
    assert "Pins" in page


def test_a_record_can_be_made_again(client: TestClient) -> None:
    client.get("/viewers/196")
    assert "The same page again" in text(client, "/decisions/j0001")


def test_a_stranger_is_answered_with_the_nearest_viewer(client: TestClient) -> None:
    answer = client.get("/viewers/1966")
    assert answer.status_code == 404
    assert "There is no viewer '1966'. Did you mean 196." in unescape(answer.text)


@pytest.mark.parametrize(
    "query", ["territory=Germany", "time=25:00", "child=maybe", "age=-1", "at=yesterday"]
)
def test_what_does_not_fit_is_said_in_words(client: TestClient, query: str) -> None:
    answer = client.get(f"/viewers/196?{query}")
    assert answer.status_code == 422
    assert f"'{query.split('=')[0]}': " in unescape(answer.text)
    assert not {"pattern", "datetime", "format", "parsing"} & set(answer.text.split())


def test_a_country_code_may_be_in_small_letters(client: TestClient) -> None:
    assert (
        client.get("/api/v1/viewers/196/home?territory=de").json()["context"]["territory"] == "DE"
    )


def test_a_viewer_with_an_odd_name_has_working_links(client: TestClient) -> None:
    page = text(client, "/viewers/7%20of%209")
    assert "/viewers/7%20of%209/why/" in page


def test_names_are_escaped(client: TestClient) -> None:
    page = client.get("/search?q=<script>alert(1)</script>").text
    assert "<script>alert" not in page


class BrokenDesk(FakeDesk):
    """A desk whose rules cannot be read."""

    def rules(self) -> tuple[()]:
        raise RuntimeError("secret detail")


class TestBroken:
    @pytest.fixture
    def desk(self) -> FakeDesk:
        return BrokenDesk()

    def test_a_fault_is_told_without_its_details(self, client: TestClient) -> None:
        answer = client.get("/rules")
        assert answer.status_code == 500
        assert "could not be made" in answer.text
        assert "secret detail" not in answer.text
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
