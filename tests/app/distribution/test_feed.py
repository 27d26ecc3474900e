"""Feeds: a row for everybody, nothing personal, in two formats that other programs read."""

import json
from xml.etree import ElementTree

import pytest

from openslate.app.desk import Desk
from openslate.app.distribution.feed_formats import NAMESPACES, to_json_feed, to_rss
from openslate.common.errors import NotFoundError

BASE = "https://films.example"
MEDIA = f"{{{NAMESPACES['xmlns:media']}}}"
VALID = f"{{{NAMESPACES['xmlns:dcterms']}}}valid"


def test_a_feed_is_the_row_of_a_page_without_history(town: Desk) -> None:
    context = town.context(territory="US")
    home = town.home("1", context, history=False)
    feed = town.distribution.feed(home.rows[0].key, context)
    assert [item.card.item for item in feed.items] == [card.item for card in home.rows[0].cards]


def test_rss_has_addresses_posters_categories_and_rights(town: Desk) -> None:
    context = town.context(territory="US")
    feed = town.distribution.feed("popular", context)
    channel = ElementTree.fromstring(to_rss(feed, BASE)).find("channel")
    assert channel is not None
    items = channel.findall("item")
    assert len(items) == len(feed.items) > 0
    for element, item in zip(items, feed.items, strict=True):
        assert element.findtext("link") == f"{BASE}/items/{item.card.item}"
        assert element.findtext("guid") == item.card.item
        thumbnail = element.find(f"{MEDIA}thumbnail")
        assert thumbnail is not None
        assert thumbnail.get("url") == f"{BASE}/posters/{item.card.item}.svg"
        assert [e.text for e in element.findall("category")] == list(item.card.genres)
        assert (element.findtext(VALID) is not None) == (item.until is not None)


def test_json_feed_says_the_same(town: Desk) -> None:
    feed = town.distribution.feed("popular", town.context(territory="GB"))
    said = json.loads(to_json_feed(feed, BASE))
    assert said["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in said["items"]] == [item.card.item for item in feed.items]
    assert all(item["_slate"]["territory"] == "GB" for item in said["items"])
    assert all(item["content_text"] for item in said["items"])


def test_an_unknown_row_names_those_there_are(town: Desk) -> None:
    with pytest.raises(NotFoundError, match="Ask for popular"):
        town.distribution.feed("because", town.context())
