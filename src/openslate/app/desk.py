"""Everything a face may ask of a workspace, in one place."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

from openslate.app.assistant.assistant_room import AssistantRoom
from openslate.app.audience.audience_room import AudienceRoom
from openslate.app.audience.integrity.integrity_room import IntegrityRoom
from openslate.app.authenticity.authenticity_room import AuthenticityRoom
from openslate.app.catalogue.catalogue_figures import CountCatalogue
from openslate.app.catalogue.catalogue_room import CatalogueRoom
from openslate.app.catalogue.item_story import StoryTeller
from openslate.app.catalogue.item_story_views import ItemStory
from openslate.app.context import context_for
from openslate.app.deliveries.gone_items import telling_why_gone
from openslate.app.deliveries.mapping_room import MappingRoom
from openslate.app.distribution.distribution_room import DistributionRoom
from openslate.app.drafts.draft_room import DraftRoom
from openslate.app.drafts.guarding import JudgedByGuard
from openslate.app.engine import Engine
from openslate.app.evaluation.evaluation_room import EvaluationRoom
from openslate.app.experiments.experiment_room import ExperimentRoom
from openslate.app.graph.connections import Connections
from openslate.app.graph.graph_views import (
    CatalogueFigures,
    GraphAnswer,
    Named,
    Neighbourhood,
    Subject,
)
from openslate.app.graph.knowledge import Knowledge
from openslate.app.graph.neighbours import ShowNeighbours
from openslate.app.graph.sparql import ROWS, SECONDS, AskGraph
from openslate.app.graph.subjects import ShowSubject
from openslate.app.guard.guard_room import GuardRoom
from openslate.app.identity.review_desk import ReviewDesk
from openslate.app.influence.influence_room import InfluenceRoom
from openslate.app.learning.background_learner import BackgroundLearner
from openslate.app.preview.preview_room import PreviewRoom
from openslate.app.serving import Serving
from openslate.app.showing import NO_MODEL, Showing
from openslate.app.slates.explain import ExplainItem
from openslate.app.slates.list_rules import ListRules
from openslate.app.slates.recommend_row import RecommendRow
from openslate.app.slates.replay import ReplaySlate
from openslate.app.slates.search import SearchCatalogue
from openslate.app.slates.serve_home import ServeHome
from openslate.app.slates.show_item import ShowItem
from openslate.app.viewers import ListViewers, RecordViewing, ShowViewer
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
from openslate.app.workspace import Workspace
from openslate.common.clock import Clock
from openslate.graph.vocabulary import Columns
from openslate.store.accounts import AccountStore
from openslate.store.events import EventStore
from openslate.store.journal import Journal
from openslate.store.viewers import ViewerStore


class Desk:
    """The use cases on one workspace; loads what serves once and again when it changes.

    Safe to share between threads. Raises SlateError and its kinds.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._serving = Serving(workspace)
        self._showing = Showing(workspace, self._serving)
        self._knowledge = Knowledge(self._showing)
        self._told: StoryTeller | None = None

    @classmethod
    def open(cls, folder: Path, clock: Clock | None = None) -> "Desk":
        """The desk of an existing workspace."""
        return cls(Workspace.open(folder, clock))

    def __enter__(self) -> "Desk":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the workspace's stores."""
        if "learner" in self.__dict__:
            self.learner.close()
        if "authenticity" in self.__dict__:
            self.authenticity.close()
        if "guard" in self.__dict__:
            self.guard.close()
        self.reviews.close()
        self.workspace.close()

    @cached_property
    def accounts(self) -> AccountStore:
        """Who may sign in."""
        return AccountStore(self.workspace.database, self.workspace.clock)

    @cached_property
    def reviews(self) -> ReviewDesk:
        """Pairs of records that wait for a person, and deciding about them."""
        return ReviewDesk(self.workspace)

    @cached_property
    def authenticity(self) -> AuthenticityRoom:
        """Where files come from, and the register of those that were published."""
        return AuthenticityRoom(self.workspace)

    @cached_property
    def guard(self) -> GuardRoom:
        """What may be said, and by which norm."""
        return GuardRoom(self.workspace)

    @cached_property
    def drafts(self) -> DraftRoom:
        """Texts, scripts and pictures for pre-production and publicity."""
        judged = JudgedByGuard(lambda: self.guard.guard)
        return DraftRoom(self.workspace, lambda: self._showing.shown, judged)

    @cached_property
    def learner(self) -> BackgroundLearner:
        """Brings the model up to date while pages are served."""
        return BackgroundLearner(self.workspace, lambda: self.engine)

    @cached_property
    def preview(self) -> PreviewRoom:
        """Rulebooks tried before they go live."""
        return PreviewRoom(self.workspace, lambda: self.engine)

    @cached_property
    def assistant(self) -> AssistantRoom:
        """Answers what viewers ask of the catalogue."""
        return AssistantRoom(lambda: self._showing.shown, self.guard.check, self.guard.phrase)

    @property
    def engine(self) -> Engine:
        """What decides now: the model in force and the rulebook as its file stands."""
        return self._serving.engine

    def context(
        self,
        viewer: str | None = None,
        *,
        territory: str | None = None,
        at: datetime | None = None,
        age: int | None = None,
        child_profile: bool | None = None,
    ) -> RequestContext:
        """What is given, else what the viewer's profile says, else the settings."""
        known = ViewerStore(self.workspace.database).get(viewer) if viewer else None
        return context_for(
            self.workspace, known, territory=territory, at=at, age=age, child_profile=child_profile
        )

    def territories(self) -> Sequence[str]:
        """Territories that the availability sheets name, and the settings' own."""
        named = set(self._showing.shown.snapshot.availability[Columns.TERRITORY].unique()) - {
            "world"
        }
        return sorted(named | {self.workspace.settings.home.territory})

    def home(self, viewer: str, context: RequestContext, *, history: bool = True) -> Home:
        """A viewer's page, recorded in the journal."""
        exposure = self.experiments.exposure(viewer, history=history)
        engine = self.experiments.arms.engine(exposure, self.engine)
        return ServeHome(self.workspace, engine, exposure)(viewer, context, history=history)

    def why(self, viewer: str, item: str, context: RequestContext, *, history: bool = True) -> Why:
        """Why an item is or is not on a viewer's page."""
        exposure = self.experiments.exposure(viewer, history=history)
        engine = self.experiments.arms.engine(exposure, self.engine)
        explain = ExplainItem(self.workspace, engine, exposure)
        return explain(viewer, item, context, history=history)

    def recommend(self, likes: Sequence[str], context: RequestContext, *, size: int = 20) -> Row:
        """A row for someone who arrived a second ago and likes a few items."""
        return RecommendRow(self.workspace, self.engine)(likes, context, size=size)

    def card(self, item: str) -> Card:
        """Name, year and genres of an item."""
        shown = self._showing.shown
        return shown.cards.card(shown.snapshot.index_of(item))

    def item(self, item: str, context: RequestContext) -> ItemPage:
        """Everything known of an item."""
        with telling_why_gone(self.workspace, item):
            return ShowItem(self._showing.shown)(item, context)

    def story(self, item: str, context: RequestContext) -> ItemStory:
        """Who says what of an item and why it counts, what joined it, where it may be shown."""
        snapshot, last = self._showing.shown.snapshot, self._told
        if last is None or last.snapshot is not snapshot:
            last = self._told = StoryTeller(self.workspace, snapshot)
        return last(item, context)

    def search(self, query: str, *, limit: int = 40, offset: int = 0) -> SearchPage:
        """Items by name, people, genre or year."""
        return SearchCatalogue(self._showing.shown)(query, limit=limit, offset=offset)

    @cached_property
    def room(self) -> CatalogueRoom:
        """What editors ask about the catalogue."""
        return CatalogueRoom(self.workspace)

    @cached_property
    def mapping_room(self) -> MappingRoom:
        """Uploaded files, mappings and imports."""
        return MappingRoom(self.workspace)

    @property
    def distribution(self) -> DistributionRoom:
        """What goes out to others: batches, feeds, a channel's day."""
        return DistributionRoom(self.workspace, lambda: self.engine)

    @cached_property
    def evaluation(self) -> EvaluationRoom:
        """How good models are, and which of them wins."""
        return EvaluationRoom(self.workspace)

    @cached_property
    def experiments(self) -> ExperimentRoom:
        """Comparing settings, and estimating what others would have brought."""
        return ExperimentRoom(self.workspace, lambda: self.engine)

    @cached_property
    def influence(self) -> InfluenceRoom:
        """What decides the pages."""
        return InfluenceRoom(self.workspace, lambda: self.engine)

    @cached_property
    def integrity(self) -> IntegrityRoom:
        """Flags about traffic that may not be genuine, and deciding about them."""
        return IntegrityRoom(self.workspace)

    @cached_property
    def audience(self) -> AudienceRoom:
        """What is known of who watches."""
        return AudienceRoom(self.workspace)

    @property
    def connections(self) -> Connections:
        """Who and what items have in common, in the snapshot that serves."""
        return self._knowledge.connections

    def subject(
        self, kind: str, name: str, *, role: str | None = None, limit: int = 50, offset: int = 0
    ) -> Subject:
        """A person, a company or a topic with everything around it."""
        return ShowSubject(self.connections)(kind, name, role=role, limit=limit, offset=offset)

    def subjects(self, query: str, *, limit: int = 8) -> tuple[Named, ...]:
        """People, companies and topics whose names contain `query`."""
        return self._knowledge.search.find(query, limit)

    def neighbours(self, kind: str, key: str, group: str | None = None) -> Neighbourhood:
        """What is one step away from an item or a name."""
        return ShowNeighbours(self.connections)(kind, key, group)

    def ask_graph(self, query: str, *, limit: int = ROWS, seconds: int = SECONDS) -> GraphAnswer:
        """The answer to a SPARQL query that only reads."""
        return AskGraph(self.workspace)(query, limit, seconds)

    def catalogue(self) -> CatalogueFigures:
        """What is in the catalogue, in numbers."""
        return CountCatalogue(self.connections)()

    def rules(self) -> tuple[RuleView, ...]:
        """The rulebook in English."""
        return ListRules(self.workspace, self._showing.shown.rulebook)()

    def viewer(self, viewer: str) -> ViewerView:
        """A viewer's profile."""
        return ShowViewer(self.workspace, self.engine)(viewer)

    def viewers(self, query: str = "", *, limit: int = 50) -> tuple[ViewerView, ...]:
        """Viewers whose id or occupation begins with `query`."""
        return ListViewers(self.workspace)(query, limit=limit)

    def replay(self, journal_id: str) -> Replay:
        """Whether a recorded page comes out the same again."""
        return ReplaySlate(self.workspace, self.engine)(journal_id)

    def record_viewing(self, viewer: str, item: str, *, by: str) -> None:
        """Note that a viewer watched an item now."""
        RecordViewing(self.workspace, self.engine)(viewer, item, by=by)

    def status(self) -> Mapping[str, Any]:
        """What serves now, and how much of everything there is.

        `model` is "none" while there is no model, then nothing has history. `trouble` says what is
        wrong with a newer rulebook or model that therefore does not serve, `learning` how
        learning in the background stands.
        """
        shown, database = self._showing.shown, self.workspace.database
        engine = shown.engine
        return {
            "workspace": self.workspace.settings.workspace.name,
            "snapshot": shown.snapshot.name,
            "model": engine.model_name if engine else NO_MODEL,
            "rulebook": shown.rulebook.version,
            "trouble": self._serving.trouble,
            "learning": self.learner.told,
            "items": shown.snapshot.size,
            "items_with_history": int(engine.model.has_history.sum()) if engine else 0,
            "viewers": ViewerStore(database).count(),
            "events": EventStore(database).count(),
            "decisions": Journal(database).count(),
        }
