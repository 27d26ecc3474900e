"""A row that is the same for everybody, for other programs to show."""

from dataclasses import dataclass, replace
from datetime import datetime

from openslate.app.engine import Engine
from openslate.app.slates.ask import Ask
from openslate.app.slates.compose import compose_home
from openslate.app.slates.dress import dress_rows
from openslate.app.slates.request import impersonal
from openslate.app.views import Card, RequestContext
from openslate.common.errors import NotFoundError
from openslate.common.text import join_words
from openslate.graph.vocabulary import FIELD, Columns

SURFACE = "feed"


@dataclass(frozen=True)
class FeedItem:
    """An item of a feed: its card, a description where one is known, the last day of rights."""

    card: Card
    description: str | None
    until: str | None


@dataclass(frozen=True)
class Feed:
    """A row without anything personal, as it stands at `at` in a territory."""

    row: str
    title: str
    why: str
    territory: str
    at: datetime
    items: tuple[FeedItem, ...]


@dataclass(frozen=True)
class MakeFeed:
    """Makes one of the rows that a page without history has; rules and rights hold."""

    engine: Engine
    size: int = 20

    def __call__(self, row: str, context: RequestContext) -> Feed:
        """Raises NotFoundError, naming the rows there are, for another key."""
        asked = impersonal(replace(context, surface=SURFACE))
        home = compose_home(self.engine, Ask(asked), self.size)
        rows = dress_rows(self.engine, home, "Because you watched")
        found = next((one for one in rows if one.key == row), None)
        if found is None:
            keys = join_words([one.key for one in rows], "or")
            raise NotFoundError(f"There is no row {row!r} for everybody", do=f"Ask for {keys}")
        return Feed(
            row, found.title, found.why, asked.territory, asked.at,
            tuple(self._item(card, asked) for card in found.cards),
        )  # fmt: skip

    def _item(self, card: Card, context: RequestContext) -> FeedItem:
        index = self.engine.snapshot.index_of(card.item)
        facts = self.engine.facts.at(context.territory, context.at.date())
        until = facts[Columns.AVAILABLE_UNTIL][index]
        description = self.engine.snapshot.item[FIELD["description"].column][index]
        return FeedItem(card, description, until.isoformat() if until else None)
