"""What the pages need of the rest of Slate: the use cases, and who is signed in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from openslate.app.assistant.assistant_room import AssistantRoom
from openslate.app.audience.audience_room import AudienceRoom
from openslate.app.audience.integrity.integrity_room import IntegrityRoom
from openslate.app.authenticity.authenticity_room import AuthenticityRoom
from openslate.app.catalogue.catalogue_room import CatalogueRoom
from openslate.app.catalogue.item_story_views import ItemStory
from openslate.app.deliveries.mapping_room import MappingRoom
from openslate.app.distribution.distribution_room import DistributionRoom
from openslate.app.drafts.draft_room import DraftRoom
from openslate.app.evaluation.evaluation_room import EvaluationRoom
from openslate.app.experiments.experiment_room import ExperimentRoom
from openslate.app.graph.graph_views import (
    CatalogueFigures,
    GraphAnswer,
    Named,
    Neighbourhood,
    Subject,
)
from openslate.app.guard.guard_room import GuardRoom
from openslate.app.identity.review_desk import ReviewDesk
from openslate.app.influence.influence_room import InfluenceRoom
from openslate.app.preview.preview_room import PreviewRoom
from openslate.app.views import (
    Card,
    Home,
    ItemPage,
    Replay,
    RequestContext,
    Row,
    RuleView,
    SearchPage,
    ViewerView,
    Why,
)


class Account(Protocol):
    """A person who may sign in; `role` is viewer, editor or steward."""

    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...


class Accounts(Protocol):
    """Who may sign in; every method answers None for a stranger."""

    def account(self, name: str) -> Account | None: ...
    def check_password(self, name: str, password: str) -> Account | None: ...
    def sign_in_with_link(self, token: str) -> Account | None: ...
    def key_owner(self, api_key: str) -> Account | None: ...


class Desk(Protocol):
    """The use cases behind pages, API and commands; raises SlateError and its kinds."""

    @property
    def accounts(self) -> Accounts: ...
    @property
    def reviews(self) -> ReviewDesk: ...

    @property
    def authenticity(self) -> AuthenticityRoom:
        """Where files come from, and the register of those that were published."""
        ...

    @property
    def guard(self) -> GuardRoom:
        """What may be said, and by which norm."""
        ...

    @property
    def assistant(self) -> AssistantRoom:
        """Answers what viewers ask of the catalogue."""
        ...

    @property
    def drafts(self) -> DraftRoom:
        """Texts, scripts and pictures for pre-production and publicity."""
        ...

    @property
    def room(self) -> CatalogueRoom:
        """What editors ask about the catalogue."""
        ...

    @property
    def mapping_room(self) -> MappingRoom:
        """Uploaded files, mappings and imports."""
        ...

    @property
    def evaluation(self) -> EvaluationRoom:
        """How good models are, as measured."""
        ...

    @property
    def experiments(self) -> ExperimentRoom:
        """Two settings compared on viewers, and estimates of others."""
        ...

    @property
    def distribution(self) -> DistributionRoom:
        """What goes out to others."""
        ...

    @property
    def influence(self) -> InfluenceRoom:
        """What decides the pages, as measured."""
        ...

    @property
    def integrity(self) -> IntegrityRoom:
        """Flags about traffic that may not be genuine, and deciding about them."""
        ...

    @property
    def audience(self) -> AudienceRoom:
        """What is known of who watches."""
        ...

    @property
    def preview(self) -> PreviewRoom:
        """Rulebooks tried before they go live."""
        ...

    def context(
        self,
        viewer: str | None = None,
        *,
        territory: str | None = None,
        at: datetime | None = None,
        age: int | None = None,
        child_profile: bool | None = None,
    ) -> RequestContext: ...

    def territories(self) -> Sequence[str]:
        """ISO 3166-1 alpha-2 codes a page can be made for."""
        ...

    def home(self, viewer: str, context: RequestContext, *, history: bool = True) -> Home: ...
    def why(
        self, viewer: str, item: str, context: RequestContext, *, history: bool = True
    ) -> Why: ...
    def recommend(
        self, likes: Sequence[str], context: RequestContext, *, size: int = 20
    ) -> Row: ...
    def card(self, item: str) -> Card:
        """Name, year and genres of an item, cheap enough for a hundred posters a page."""
        ...

    def item(self, item: str, context: RequestContext) -> ItemPage: ...
    def story(self, item: str, context: RequestContext) -> ItemStory: ...
    def search(self, query: str, *, limit: int = 40, offset: int = 0) -> SearchPage: ...
    def subject(
        self, kind: str, name: str, *, role: str | None = None, limit: int = 50, offset: int = 0
    ) -> Subject: ...
    def subjects(self, query: str, *, limit: int = 8) -> tuple[Named, ...]: ...
    def neighbours(self, kind: str, key: str, group: str | None = None) -> Neighbourhood: ...
    def ask_graph(self, query: str, *, limit: int = 1000, seconds: int = 10) -> GraphAnswer: ...
    def catalogue(self) -> CatalogueFigures: ...
    def rules(self) -> tuple[RuleView, ...]: ...
    def viewer(self, viewer: str) -> ViewerView: ...
    def viewers(self, query: str = "", *, limit: int = 50) -> tuple[ViewerView, ...]: ...
    def replay(self, journal_id: str) -> Replay: ...
    def record_viewing(self, viewer: str, item: str, *, by: str) -> None: ...
    def status(self) -> Mapping[str, Any]: ...
