"""What a desk without a workspace cannot answer; tests of those pages have a real desk."""

from openslate.app.assistant.assistant_room import AssistantRoom
from openslate.app.audience.audience_room import AudienceRoom
from openslate.app.audience.integrity.integrity_room import IntegrityRoom
from openslate.app.catalogue.catalogue_room import CatalogueRoom
from openslate.app.deliveries.mapping_room import MappingRoom
from openslate.app.distribution.distribution_room import DistributionRoom
from openslate.app.drafts.draft_room import DraftRoom
from openslate.app.evaluation.evaluation_room import EvaluationRoom
from openslate.app.experiments.experiment_room import ExperimentRoom
from openslate.app.guard.guard_room import GuardRoom
from openslate.app.preview.preview_room import PreviewRoom
from openslate.common.errors import SlateError

SENTENCE = "There is no workspace behind this desk"


class NoRooms:
    """Every room that needs a workspace, each saying so."""

    @property
    def assistant(self) -> AssistantRoom:
        raise SlateError(SENTENCE)

    @property
    def room(self) -> CatalogueRoom:
        raise SlateError(SENTENCE)

    @property
    def drafts(self) -> DraftRoom:
        raise SlateError(SENTENCE)

    @property
    def mapping_room(self) -> MappingRoom:
        raise SlateError(SENTENCE)

    @property
    def evaluation(self) -> EvaluationRoom:
        raise SlateError(SENTENCE)

    @property
    def experiments(self) -> ExperimentRoom:
        raise SlateError(SENTENCE)

    @property
    def preview(self) -> PreviewRoom:
        raise SlateError(SENTENCE)

    @property
    def audience(self) -> AudienceRoom:
        raise SlateError(SENTENCE)

    @property
    def distribution(self) -> DistributionRoom:
        raise SlateError(SENTENCE)

    @property
    def integrity(self) -> IntegrityRoom:
        raise SlateError(SENTENCE)

    @property
    def guard(self) -> GuardRoom:
        raise SlateError(SENTENCE)
