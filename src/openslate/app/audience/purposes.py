"""Withdrawing a purpose, and giving it again."""

from dataclasses import dataclass

from openslate.app.audience.audience_views import PurposesView
from openslate.app.workspace import Workspace
from openslate.common.errors import NotFoundError
from openslate.store.consent import ConsentStore
from openslate.store.events import EventStore
from openslate.store.purposes import NO_PURPOSE, Purpose, purpose_words
from openslate.store.viewers import ViewerStore


@dataclass(frozen=True)
class ShowPurposes:
    """What a viewer withdrew; raises NotFoundError for a viewer nobody knows."""

    workspace: Workspace

    def __call__(self, viewer: str) -> PurposesView:
        check_known(self.workspace, viewer)
        given = ConsentStore(self.workspace.database).history(viewer)
        return PurposesView(
            viewer,
            purpose_words(sum(purpose for purpose, at in given.items() if at is None)),
            {purpose_words(purpose)[0]: at for purpose, at in given.items() if at is not None},
        )


@dataclass(frozen=True)
class ChangePurposes:
    """Withdraws purposes of a viewer, or gives them again; counts from the next request on."""

    workspace: Workspace

    def __call__(
        self, viewer: str, *, withdraw: Purpose = NO_PURPOSE, give: Purpose = NO_PURPOSE
    ) -> PurposesView:
        check_known(self.workspace, viewer)
        consent = ConsentStore(self.workspace.database, self.workspace.clock)
        consent.give(viewer, give & ~withdraw)
        consent.withdraw(viewer, withdraw)
        return ShowPurposes(self.workspace)(viewer)


def check_known(workspace: Workspace, viewer: str) -> None:
    """Raises NotFoundError unless the viewer has a profile or events; names the nearest."""
    try:
        ViewerStore(workspace.database).get(viewer)
    except NotFoundError:
        if not EventStore(workspace.database).counts([viewer]):
            raise
