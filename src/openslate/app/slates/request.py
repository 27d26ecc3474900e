"""From a viewer and a moment to the values that rules may read."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from openslate.app.views import RequestContext
from openslate.store.viewers import Viewer

PROTECTION_AGES = (0, 7, 13, 17, 18)


def impersonal(context: RequestContext) -> RequestContext:
    """The context with its age lowered to the nearest age that protection rules speak of."""
    if context.age is None:
        return context
    return replace(context, age=max((a for a in PROTECTION_AGES if a <= context.age), default=0))


def request_values(viewer: Viewer | None, context: RequestContext) -> dict[str, Any]:
    """What rules may read of this request; without a viewer, nothing personal."""
    return {
        "viewer.id": viewer.viewer if viewer else None,
        "viewer.age": context.age,
        "viewer.gender": viewer.gender if viewer else None,
        "viewer.occupation": viewer.occupation if viewer else None,
        "viewer.territory": context.territory,
        "viewer.child_profile": context.child_profile,
        "viewer.local_time": context.at.strftime("%H:%M"),
        "context.date": context.at.date(),
        "context.weekday": f"{context.at:%A}".lower(),
        "context.surface": context.surface,
    }


def context_to_json(context: RequestContext) -> dict[str, Any]:
    """A context as the journal keeps it."""
    return asdict(context) | {"at": context.at.isoformat()}


def context_from_json(values: Mapping[str, Any]) -> RequestContext:
    """A context as the journal kept it."""
    return RequestContext(**{**values, "at": datetime.fromisoformat(values["at"])})
