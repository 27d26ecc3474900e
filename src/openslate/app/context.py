"""Where and when a request is made, filled up from the viewer's profile and the settings."""

from datetime import datetime

from openslate.app.views import RequestContext
from openslate.app.workspace import Workspace
from openslate.catalogue.countries import is_territory
from openslate.common.errors import SlateError
from openslate.store.viewers import Viewer


def context_for(
    workspace: Workspace,
    viewer: Viewer | None = None,
    *,
    territory: str | None = None,
    at: datetime | None = None,
    age: int | None = None,
    child_profile: bool | None = None,
) -> RequestContext:
    """A request's context: what is given, else the viewer's profile, else the settings.

    `at` without a time zone is taken as local time. Raises SlateError for an unknown territory.
    """
    home, known = workspace.settings.home, viewer or Viewer("")
    moment = at or workspace.clock.now()
    local = moment.replace(tzinfo=home.zone) if moment.tzinfo is None else moment
    place = (territory or known.territory or home.territory).upper()
    if not is_territory(place):
        raise SlateError(f"{territory!r} is no territory", do="Use a country code such as US")
    return RequestContext(
        territory=place,
        at=local.astimezone(home.zone).replace(second=0, microsecond=0),
        age=age if age is not None else known.age,
        child_profile=child_profile if child_profile is not None else known.child_profile,
    )
