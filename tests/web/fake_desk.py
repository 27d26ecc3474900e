"""A desk without a workspace behind it: sixty films, four viewers, one simple way to score.

It is a working recommender of the smallest kind (films in common by director and genre), so that
switching history off, changing the hour or noting a viewing really changes the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from tests.web.fake_graph import FakeGraph
from tests.web.fake_influence import FakeInfluence
from tests.web.fake_resonance import FakeAudience
from tests.web.films import BY_NAME, FILMS, Film
from tests.web.no_rooms import NoRooms

from openslate.app.catalogue.item_story_views import ItemStory, RecordPlace, SaidField, Saying
from openslate.app.catalogue.rights_views import PlaceView
from openslate.app.views import (
    Card,
    Fact,
    Home,
    ItemPage,
    Replay,
    RequestContext,
    Row,
    RuleView,
    SearchPage,
    Share,
    ViewerView,
    Why,
)
from openslate.common.errors import DeniedError, NotFoundError
from openslate.common.text import fold, nearest
from openslate.decision.types import Finding
from openslate.decision.verdict import Verdict
from openslate.graph.vocabulary import Columns

NOW = datetime(2026, 11, 23, 20, 15, tzinfo=ZoneInfo("Europe/Berlin"))
WATERSHED = "watershed"
GROWN_UP = frozenset({"R"})
SEEN = {
    "196": ("Heat", "Se7en", "Double Indemnity", "Paris, Texas", "Seven Samurai", "Fargo"),
    "22": ("Toy Story", "My Neighbour Totoro"),
    "405": ("Amélie", "Playtime", "Some Like It Hot", "The Apartment", "Casablanca"),
    "7 of 9": (),
}


@dataclass(frozen=True)
class FakeAccount:
    """A person who may sign in."""

    name: str
    role: str


class FakeAccounts:
    """Two people: ada (editor, password 'analytical') and bob (viewer, password 'builder')."""

    def __init__(self) -> None:
        self.people = {"ada": FakeAccount("ada", "editor"), "bob": FakeAccount("bob", "viewer")}
        self.passwords = {"ada": "analytical", "bob": "builder"}
        self.links = {"once-only": "ada"}
        self.keys = {"key-of-ada": "ada", "key-of-bob": "bob"}

    def account(self, name: str) -> FakeAccount | None:
        return self.people.get(name)

    def check_password(self, name: str, password: str) -> FakeAccount | None:
        return self.people[name] if self.passwords.get(name) == password else None

    def sign_in_with_link(self, token: str) -> FakeAccount | None:
        return self.people.get(self.links.pop(token, ""))

    def key_owner(self, api_key: str) -> FakeAccount | None:
        return self.people.get(self.keys.get(api_key, ""))


class FakeDesk(FakeGraph, NoRooms):
    """The use cases over the made-up catalogue; `noted` holds (viewer, item, by)."""

    def __init__(self) -> None:
        self.accounts = FakeAccounts()
        self.seen = {v: [BY_NAME[name].item for name in names] for v, names in SEEN.items()}
        self.noted: list[tuple[str, str, str]] = []
        self.served: dict[str, Home] = {}
        self.influence = FakeInfluence()

    @cached_property
    def audience(self) -> FakeAudience:
        """Who watches the sixty films, and what resonates with them."""
        return FakeAudience()

    def context(
        self,
        viewer: str | None = None,
        *,
        territory: str | None = None,
        at: datetime | None = None,
        age: int | None = None,
        child_profile: bool | None = None,
    ) -> RequestContext:
        known = self.viewer(viewer) if viewer is not None else None
        child = known.child_profile if known and child_profile is None else bool(child_profile)
        years = known.age if known and age is None else age
        return RequestContext(territory or "DE", at or NOW, years, child)

    def territories(self) -> Sequence[str]:
        return ("AT", "DE", "GB", "US")

    def home(self, viewer: str, context: RequestContext, *, history: bool = True) -> Home:
        seen = self._seen(viewer) if history else []
        ranked = [film for film in self._ranked(seen) if self._verdict(film, context) < 2]
        rows = _rows(ranked, seen)
        if context.territory == "GB":
            rows = (replace(rows[0], relaxed=(RELAXED,)), *rows[1:])
        if not history and context.age is not None:
            known = [age for age in PROTECTION_AGES if age <= (context.age or 0)]
            context = replace(context, age=max(known))
        journal_id = f"j{len(self.served) + 1:04d}"
        conflicts = () if context.territory != "GB" else (CONFLICT,)
        page = Home(
            viewer, history, context, rows, journal_id, "s0001-1a2b3c4d", "m-77aa", "r-12cd",
            conflicts,
        )  # fmt: skip
        self.served[journal_id] = page
        return page

    def why(self, viewer: str, item: str, context: RequestContext, *, history: bool = True) -> Why:
        film, seen = self._film(item), self._seen(viewer) if history else []
        verdict = self._verdict(film, context)
        shares = tuple(_shares(film, seen))
        total = sum(share.amount for share in shares) + 0.05
        allowed = [f for f in self._ranked(seen) if self._verdict(f, context) < 2]
        rank = allowed.index(film) + 1 if film in allowed else None
        shown = rank is not None and rank <= 40
        findings = (_watershed(film, context),) if verdict is Verdict.BLOCK else ()
        change = ("Open the page after 22:00",) if findings else ()
        sentence = _sentence(film, shares, bool(findings))
        place = "Chosen for you" if shown else "Not on this page"
        return Why(
            viewer, item, film.name, film.year, shown, place, total, 1.0, rank, verdict,
            findings, shares, 0.05, sentence, change,
        )  # fmt: skip

    def recommend(self, likes: Sequence[str], context: RequestContext, *, size: int = 20) -> Row:
        seen = [self._film(item).item for item in likes]
        ranked = [film for film in self._ranked(seen) if self._verdict(film, context) < 2]
        return Row("chosen", "Chosen for you", "From what you like", _cards(ranked[:size], seen))

    def card(self, item: str) -> Card:
        return _card(self._film(item))

    def item(self, item: str, context: RequestContext) -> ItemPage:
        film = self._film(item)
        viewings = sum(item in seen for seen in self.seen.values())
        near = [f for f in self._ranked([item]) if f.item != item][:12]
        return ItemPage(
            item, film.name, film.year, film.genres, film.runtime, film.age_rating,
            (film.director,), (), (film.country,), (film.language,), viewings,
            tuple(_facts(film)), _windows(film, context), tuple(map(_card, near)),
        )  # fmt: skip

    def story(self, item: str, context: RequestContext) -> ItemStory:
        film = self._film(item)
        places = (PlaceView(context.territory, True, None, date(2027, 6, 30), ()),)
        return ItemStory(
            item, "s0001-1a2b3c4d", tuple(_said(film)), (RecordPlace("wikidata-films", "tt1", 2),),
            (), (), (), context.at.date(), context.territory, places, (),
        )  # fmt: skip

    def search(self, query: str, *, limit: int = 40, offset: int = 0) -> SearchPage:
        wanted = fold(query)
        found = [f for f in FILMS.values() if wanted in fold(f"{f.name} {f.director} {f.genres}")]
        guess = None if found else nearest(query, BY_NAME)
        return SearchPage(query, len(found), _cards(found[offset : offset + limit], []), guess)

    def rules(self) -> tuple[RuleView, ...]:
        return RULES

    def viewer(self, viewer: str) -> ViewerView:
        seen = self._seen(viewer)
        age, job, child = {"196": (49, "writer", False), "22": (9, "pupil", True)}.get(
            viewer, (31, "librarian", False)
        )
        latest = _cards([FILMS[item] for item in reversed(seen)], [])
        return ViewerView(viewer, age, None, job, "DE", child, len(seen), latest)

    def viewers(self, query: str = "", *, limit: int = 50) -> tuple[ViewerView, ...]:
        known = (self.viewer(name) for name in self.seen)
        return tuple(v for v in known if fold(query) in fold(f"{v.viewer} {v.occupation}"))[:limit]

    def replay(self, journal_id: str) -> Replay:
        if journal_id not in self.served:
            raise NotFoundError(f"There is no record {journal_id!r}")
        return Replay(journal_id, True)

    def record_viewing(self, viewer: str, item: str, *, by: str) -> None:
        account = self.accounts.account(by)
        if account is None or account.role == "viewer":
            raise DeniedError(f"{by} may not note viewings")
        self._seen(viewer).append(self._film(item).item)
        self.noted.append((viewer, item, by))

    def status(self) -> Mapping[str, Any]:
        counts = {"items": len(FILMS), "viewers": len(self.seen)}
        return {"workspace": "fake", "snapshot": "s0001-1a2b3c4d", "counts": counts}

    def _seen(self, viewer: str) -> list[str]:
        if viewer not in self.seen:
            guess = nearest(viewer, self.seen)
            advice = f"Did you mean {guess}" if guess else None
            raise NotFoundError(f"There is no viewer {viewer!r}", do=advice)
        return self.seen[viewer]

    def _film(self, item: str) -> Film:
        if item not in FILMS:
            raise NotFoundError(f"There is no item {item!r}", do="Search the catalogue")
        return FILMS[item]

    def _ranked(self, seen: Sequence[str]) -> list[Film]:
        def score(film: Film) -> float:
            return sum(share.amount for share in _shares(film, seen))

        return sorted((f for f in FILMS.values() if f.item not in seen), key=score, reverse=True)

    def _verdict(self, film: Film, context: RequestContext) -> Verdict:
        late = context.at.hour >= 22
        strict = context.child_profile or not late
        return Verdict.BLOCK if strict and film.age_rating in GROWN_UP else Verdict.ALLOW


PROTECTION_AGES = (0, 7, 13, 17, 18)
RELAXED = "This row has three films from here instead of four."
CONFLICT = (
    "“Four of twenty from here” and “At most two by one director” cannot both be met; "
    "“Four of twenty from here” was relaxed to three."
)
RULES = (
    RuleView(
        WATERSHED, "rule", "Films for grown-ups only after ten in the evening",
        "Blocks an item if its age rating is R and the viewer's local time is before 22:00.",
        "block", "standards", "2027-03-01", 312, 1000,
    ),
    RuleView(
        "fresh", "rule", "A little more for recent films",
        "Multiplies the score by 1.2 if the item's year is 2000 or later.",
        "boost by 1.2", "programming", None, 41, 1000,
    ),
    RuleView(
        "unrated", "rule", "A person looks at films without an age rating for children",
        "Asks for a review if the age rating is missing and the profile is a child's.",
        "review", "standards", "2027-01-01", 0, 1000,
    ),
    RuleView(
        "home-made", "quota", "At least four of the first twenty come from here",
        "Among the first 20 items, at least 4 have a country equal to the viewer's territory.",
        "quota", "programming", None, 958, 1000,
    ),
    RuleView(
        "tonight", "pin", "Stop Making Sense opens the page",
        "Puts Stop Making Sense in place 1 from 20 to 27 November 2026.",
        "pin", "editors", "2026-11-27", 1000, 1000,
    ),
)  # fmt: skip


def _card(film: Film, reason: str = "") -> Card:
    return Card(film.item, film.name, film.year, film.genres, film.runtime, film.age_rating, reason)


def _cards(films: Sequence[Film], seen: Sequence[str]) -> tuple[Card, ...]:
    return tuple(_card(film, _reason(film, seen)) for film in films)


def _reason(film: Film, seen: Sequence[str]) -> str:
    best = max(_shares(film, seen), key=lambda share: share.amount, default=None)
    return f"Because of {best.name}" if best and best.amount > 0 else ""


def _shares(film: Film, seen: Sequence[str]) -> list[Share]:
    raw = [(FILMS[item], _amount(film, FILMS[item])) for item in seen if item != film.item]
    size = sum(abs(amount) for _, amount in raw) or 1.0
    shares = [
        Share(
            other.item, other.name, other.year, amount, 100 * abs(amount) / size,
            _in_common(film, other),
        )
        for other, amount in raw
    ]  # fmt: skip
    return sorted(shares, key=lambda share: -abs(share.amount))


def _amount(film: Film, other: Film) -> float:
    genres = len(set(film.genres) & set(other.genres))
    far = abs(film.year - other.year) / 400
    return 0.3 * (film.director == other.director) + 0.12 * genres - far


def _in_common(film: Film, other: Film) -> tuple[str, ...]:
    genres = tuple(f"both {genre}" for genre in film.genres if genre in other.genres)
    same = film.director == other.director
    return ((f"both directed by {film.director}",) if same else ()) + genres


def _rows(ranked: Sequence[Film], seen: Sequence[str]) -> tuple[Row, ...]:
    chosen, rest = list(ranked[:14]), list(ranked[14:])
    rows = [Row("chosen", "Chosen for you", _why_chosen(seen), _cards(chosen, seen))]
    if seen:
        last = FILMS[seen[-1]]
        near = sorted(rest, key=lambda film: -_amount(film, last))[:10]
        rest = [film for film in rest if film not in near]
        why = "Near to what you watched last"
        rows.append(Row("because", f"Because you watched {last.name}", why, _cards(near, seen)))
    pinned = BY_NAME["Stop Making Sense"]
    choice = [pinned, *[film for film in rest if film.year < 1970]][:10]
    cards = [replace(_card(film), pinned=film is pinned) for film in choice]
    rows.append(Row("editors", "Chosen by our editors", "The same for everyone", tuple(cards)))
    left = [replace(_card(f), has_history=False) for f in rest if f not in choice][:8]
    rows.append(Row("undiscovered", "Undiscovered", "Nobody here has seen these", tuple(left)))
    return tuple(rows)


def _why_chosen(seen: Sequence[str]) -> str:
    return f"From {len(seen)} viewings" if seen else "From what everyone watches"


def _sentence(film: Film, shares: Sequence[Share], blocked: bool) -> str:
    if blocked:
        return f"{film.name} is kept out: films rated R are shown after ten in the evening."
    if not shares:
        return f"{film.name} is here for everyone; nothing personal took part."
    return f"{film.name} is here mostly because of {shares[0].name}."


def _watershed(film: Film, context: RequestContext) -> Finding:
    time = context.at.strftime("%H:%M")
    return Finding(
        WATERSHED,
        Verdict.BLOCK,
        "Films for grown-ups only after ten in the evening",
        f"{film.name} is rated R and it is {time}.",
        {"item.age_rating": film.age_rating, "viewer.local_time": time},
    )


def _facts(film: Film) -> list[Fact]:
    def fact(field: str, value: object, source: str = "wikidata-films", won: bool = True) -> Fact:
        return Fact(field, "", str(value), source, "tt0114746", won)

    return [
        fact("name", film.name),
        fact("name", f"{film.name} ({film.year})", "movielens", False),
        fact("year", film.year),
        *[fact("genres", genre) for genre in film.genres],
        fact("runtime", film.runtime),
        fact("directors", film.director),
        fact("age_rating", film.age_rating or "Not rated"),
        fact("countries", film.country),
        fact("languages", film.language),
    ]


def _said(film: Film) -> list[SaidField]:
    by_field: dict[str, list[Saying]] = {}
    for fact in _facts(film):
        value = Saying(fact.value, fact.won, ((fact.source, fact.record),))
        by_field.setdefault(fact.field, []).append(value)
    return [
        SaidField(field, "", tuple(values), "wikidata-films is trusted most.")
        for field, values in by_field.items()
    ]


def _windows(film: Film, context: RequestContext) -> tuple[Mapping[str, Any], ...]:
    window = {
        Columns.TERRITORY: context.territory,
        Columns.STARTS: None,
        Columns.ENDS: "2027-06-30",
        Columns.LICENCE_TYPE: "subscription",
        Columns.SOURCE: "invented-rights",
    }
    return (window,) if film.year > 1950 else ()
