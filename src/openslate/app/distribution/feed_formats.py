"""Feeds as RSS with Media RSS, and as JSON Feed.

Sources: RSS 2.0; Media RSS 1.5.1 (media:, with dcterms:valid for rights); JSON Feed 1.1.
"""

import io
import json
from email.utils import format_datetime

from openslate.app.distribution.feed import Feed, FeedItem
from openslate.catalogue.exports.xml_writer import XmlWriter

NAMESPACES = {
    "xmlns:media": "http://search.yahoo.com/mrss/",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:atom": "http://www.w3.org/2005/Atom",
}
JSON_FEED = "https://jsonfeed.org/version/1.1"
RSS_TYPE, JSON_TYPE = "application/rss+xml", "application/feed+json"


def to_rss(feed: Feed, base: str) -> bytes:
    """The feed as RSS 2.0 with Media RSS; `base` begins the addresses of items and posters."""
    buffer = io.BytesIO()
    xml = XmlWriter(buffer)
    with xml.inside("rss", version="2.0", **NAMESPACES), xml.inside("channel"):
        xml.text("title", feed.title)
        xml.text("link", f"{base}/")
        xml.text("description", feed.why or feed.title)
        xml.text("lastBuildDate", format_datetime(feed.at))
        xml.empty("atom:link", href=_own(feed, base, "rss"), rel="self", type=RSS_TYPE)
        for item in feed.items:
            _rss_item(xml, item, feed, base)
    return buffer.getvalue()


def to_json_feed(feed: Feed, base: str) -> bytes:
    """The feed as JSON Feed 1.1."""
    said = {
        "version": JSON_FEED,
        "title": feed.title,
        "description": feed.why,
        "home_page_url": f"{base}/",
        "feed_url": _own(feed, base, "json"),
        "items": [_json_item(item, feed, base) for item in feed.items],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _rss_item(xml: XmlWriter, item: FeedItem, feed: Feed, base: str) -> None:
    card = item.card
    with xml.inside("item"):
        xml.text("title", _title(item))
        xml.text("link", _link(item, base))
        xml.text("guid", card.item, isPermaLink="false")
        xml.text("description", item.description or card.reason)
        for genre in card.genres:
            xml.text("category", genre)
        xml.text("media:rating", card.age_rating, scheme="urn:slate:age-rating")
        xml.empty("media:thumbnail", url=_poster(item, base))
        xml.text("media:restriction", feed.territory.lower(), relationship="allow", type="country")
        if item.until:
            xml.text("dcterms:valid", f"end={item.until}; scheme=W3C-DTF")


def _json_item(item: FeedItem, feed: Feed, base: str) -> dict[str, object]:
    card = item.card
    slate = {
        "year": card.year,
        "minutes": card.runtime,
        "age_rating": card.age_rating,
        "labels": list(card.labels),
        "territory": feed.territory,
        "until": item.until,
    }
    return {
        "id": card.item,
        "url": _link(item, base),
        "title": _title(item),
        "content_text": item.description or card.reason or _title(item),
        "image": _poster(item, base),
        "tags": list(card.genres),
        "_slate": {key: value for key, value in slate.items() if value not in (None, [])},
    }


def _title(item: FeedItem) -> str:
    year = item.card.year
    return f"{item.card.name} ({year})" if year else item.card.name


def _link(item: FeedItem, base: str) -> str:
    return f"{base}/items/{item.card.item}"


def _poster(item: FeedItem, base: str) -> str:
    return f"{base}/posters/{item.card.item}.svg"


def _own(feed: Feed, base: str, form: str) -> str:
    return f"{base}/feeds/{feed.row}.{form}?territory={feed.territory}"
