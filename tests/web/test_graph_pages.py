"""People, companies, topics, what is around them, and questions in SPARQL, as pages and JSON."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient
from tests.web.films import BY_NAME, FILMS

HEAT, IKIRU = BY_NAME["Heat"].item, BY_NAME["Ikiru"].item
ADA = {"authorization": "Bearer key-of-ada"}
BOB = {"authorization": "Bearer key-of-bob"}
TITLES = "SELECT ?name { ?film schema:name ?name } ORDER BY ?name LIMIT 2"


def text(client: TestClient, url: str) -> str:
    """A page's source with its entities resolved."""
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def test_a_person_page_lists_works_latest_first_and_company(client: TestClient) -> None:
    page = text(client, "/people/akira_KUROSAWA")
    assert "<h1>Akira Kurosawa</h1>" in page
    assert "3 items, 1950 to 1954." in page
    assert page.index("Seven Samurai") < page.index("Ikiru") < page.index("Rashomon")
    assert 'href="/companies/Toho"' in page
    assert 'href="/topics/countries/JP">Japan</a>' in page


def test_a_name_nobody_has_is_not_found_and_the_nearest_named(client: TestClient) -> None:
    answer = client.get("/people/Akira_Kurosava")
    assert answer.status_code == 404
    assert "Did you mean Akira Kurosawa?" in unescape(answer.text)
    assert client.get("/topics/shoes/Drama").status_code == 404
    assert client.get("/people/Akira_Kurosawa?role=barber").status_code == 422


def test_long_topics_have_pages_that_hold_every_item_once(client: TestClient) -> None:
    drama = {film.item for film in FILMS.values() if "Drama" in film.genres}
    parts = [
        client.get(f"/api/v1/topics/genres/drama?limit=10&offset={offset}").json()
        for offset in range(0, len(drama), 10)
    ]
    shown = [work["item"] for part in parts for work in part["works"]]
    assert sorted(shown) == sorted(drama)
    assert {part["total"] for part in parts} == {len(drama)}


def test_every_name_on_an_item_page_leads_somewhere(client: TestClient) -> None:
    page = text(client, f"/items/{HEAT}")
    links = set(re.findall(r'href="(/(?:people|topics|companies)/[^"]+)"', page))
    assert "/people/Michael_Mann" in links
    assert {"/topics/genres/Crime", "/topics/countries/US", "/topics/languages/en"} <= links
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_search_finds_people_and_topics_above_items(client: TestClient) -> None:
    page = text(client, "/search?q=japan")
    assert page.index('href="/topics/countries/JP"') < page.index("Nothing found")
    assert 'href="/people/Akira_Kurosawa"' in text(client, "/search?q=kuro")
    assert "People, companies and topics" not in text(client, "/search")


def test_the_picture_and_its_table_say_the_same(client: TestClient) -> None:
    page = text(client, f"/items/{IKIRU}/near")
    picture = page[page.index("<svg viewBox") : page.index("</svg>")]
    drawn = re.findall(r'<a href="(/[^"]+)/near"><title>([^:<]+): ([^<]+)</title>', picture)
    rows = re.findall(
        r'<th scope="row"><a href="([^"]+)">([^<]+)</a></th><td>([^<]+)</td>'
        r'<td class="num">[^<]*</td><td>(yes|no)</td>',
        page,
    )
    assert sorted(drawn) == sorted(row[:3] for row in rows if row[3] == "yes")
    assert ("/people/Akira_Kurosawa", "Akira Kurosawa", "director") in drawn
    assert 0 < len(drawn) <= 23
    assert text(client, f"/items/{IKIRU}/near") == page


def test_the_picture_shows_what_was_asked_for(client: TestClient) -> None:
    url = f"/api/v1/items/{IKIRU}/neighbours?show="
    assert {n["group"] for n in client.get(url + "people").json()["neighbours"]} == {"people"}
    assert client.get(url + "shoes").status_code == 422


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 401), (BOB, 403), (ADA, 200)], ids=["nobody", "viewer", "editor"]
)
def test_questions_are_for_editors(
    client: TestClient, headers: dict[str, str], status: int
) -> None:
    assert client.get("/graph/ask", headers=headers).status_code == status
    assert client.get("/catalogue", headers=headers).status_code == status
    assert client.get("/api/v1/catalogue", headers=headers).status_code == status
    asked = client.post("/graph/ask", data={"query": TITLES}, headers=headers)
    assert asked.status_code == status
    answer = client.post("/api/v1/graph/query", json={"query": TITLES}, headers=headers)
    assert answer.status_code == status


def test_an_answer_is_a_table_a_file_or_json(client: TestClient) -> None:
    first, second = sorted(film.name for film in FILMS.values())[:2]
    page = client.post("/graph/ask", data={"query": TITLES}, headers=ADA)
    assert f"<td>{first}" in unescape(page.text)
    assert "2 rows" in page.text
    sheet = client.post("/graph/ask", data={"query": TITLES, "as": "csv"}, headers=ADA)
    assert sheet.headers["content-disposition"].startswith("attachment")
    assert sheet.text.splitlines()[0] == "name"
    rows = client.post("/api/v1/graph/query", json={"query": TITLES}, headers=ADA).json()["rows"]
    assert [row[0]["value"] for row in rows] == [first, second]


def test_items_in_an_answer_are_links(client: TestClient) -> None:
    query = 'SELECT ?film { ?film schema:name "Heat" }'
    page = client.post("/graph/ask", data={"query": query}, headers=ADA).text
    assert f'href="/items/{HEAT}"' in page


def test_a_query_that_may_not_be_asked_stays_in_the_form(client: TestClient) -> None:
    query = "SELECT * {\n SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"
    answer = client.post("/graph/ask", data={"query": query}, headers=ADA)
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert "line 2: SERVICE asks another server" in page
    assert query in page


def test_the_catalogue_page_counts_and_links(client: TestClient) -> None:
    page = client.get("/catalogue", headers=ADA).text
    assert re.search(rf"<dt>Items</dt><dd>{len(FILMS)}</dd>", page)
    for address in ("/catalogue/health", "/catalogue/review", "/catalogue/mapping", "/graph/ask"):
        assert f'href="{address}"' in page
    assert 'href="/catalogue"' not in client.get("/").text


def test_the_item_page_groups_values_by_who_says_them(client: TestClient) -> None:
    page = text(client, f"/items/{HEAT}")
    line = page[page.index("<h3>Genres") : page.index("<h3>Runtime")]
    assert line.count("<li") == 1
    assert line.count("wikidata-films, tt0114746") == 1
    assert 'class="lost"' in page[page.index("<h3>Name") : page.index("<h3>Year")]
