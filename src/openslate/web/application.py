"""The web application, put together from its pages."""

from collections.abc import Sequence
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from openslate.web import (
    api,
    api_assistant,
    api_audience,
    api_audience_resonance,
    api_authenticity,
    api_catalogue,
    api_chat,
    api_disclosures,
    api_drafts,
    api_evaluation,
    api_experiments,
    api_graph,
    api_guard,
    api_guard_exceptions,
    api_influence,
    api_integrity,
    api_preview,
    api_reputation,
    api_review,
    api_soft_binding,
    api_writes,
    feeds,
    pages_assistant,
    pages_audience,
    pages_catalogue,
    pages_disclosures,
    pages_drafts,
    pages_estimates,
    pages_evaluation,
    pages_experiments,
    pages_graph,
    pages_guard,
    pages_guard_exceptions,
    pages_health,
    pages_health_lists,
    pages_how,
    pages_insight,
    pages_integrity,
    pages_item,
    pages_mapping,
    pages_preview,
    pages_reputation,
    pages_review,
    pages_rules,
    pages_sparql,
    pages_start,
    pages_verify,
    pages_viewer,
    posters,
    sign_in,
)
from openslate.web.attempts import Attempts
from openslate.web.desk import Desk
from openslate.web.headers import SecurityHeaders
from openslate.web.hosts import KnownHosts
from openslate.web.limits import RequestLimits
from openslate.web.logs import hide_sign_in_links
from openslate.web.problems import BrokenPages, add_problem_handlers
from openslate.web.same_origin import SameOriginWrites
from openslate.web.session import Sessions

ROUTERS = (
    pages_start.router,
    pages_viewer.router,
    pages_graph.router,
    pages_assistant.router,
    pages_item.router,
    pages_catalogue.router,
    pages_audience.router,
    pages_review.router,
    pages_health.router,
    pages_health_lists.router,
    pages_integrity.router,
    pages_drafts.router,
    pages_mapping.router,
    pages_evaluation.router,
    pages_experiments.router,
    pages_estimates.router,
    pages_sparql.router,
    pages_preview.router,
    pages_rules.router,
    pages_how.router,
    feeds.router,
    pages_insight.router,
    posters.router,
    pages_verify.router,
    pages_disclosures.router,
    pages_reputation.router,
    pages_guard.router,
    pages_guard_exceptions.router,
    sign_in.router,
    api.router,
    api_graph.router,
    api_assistant.router,
    api_evaluation.router,
    api_experiments.router,
    api_integrity.router,
    api_influence.router,
    api_preview.router,
    api_reputation.router,
    api_review.router,
    api_catalogue.router,
    api_drafts.router,
    api_audience.router,
    api_audience_resonance.router,
    api_authenticity.router,
    api_disclosures.router,
    api_soft_binding.router,
    api_guard.router,
    api_guard_exceptions.router,
    api_chat.router,
    api_writes.router,
)
STATIC = Path(__file__).parent / "static"


def create_app(
    desk: Desk,
    *,
    secret: str,
    allowed_hosts: Sequence[str] = ("127.0.0.1", "localhost"),
    session_hours: int = 12,
) -> FastAPI:
    """Pages and API over `desk`.

    `secret` signs session cookies; `allowed_hosts` are the names (without port) the server
    answers to; sessions end after `session_hours`.
    """
    app = FastAPI(
        title="Slate",
        version="1",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        middleware=_middleware(allowed_hosts),
    )
    app.state.desk = desk
    app.state.attempts = Attempts()
    app.state.sessions = Sessions(secret, session_hours)
    add_problem_handlers(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in ROUTERS:
        app.include_router(router)
    hide_sign_in_links()
    return app


def _middleware(allowed_hosts: Sequence[str]) -> list[Middleware]:
    """From the outside in: headers on everything, then who may ask, how much, from where."""
    return [
        Middleware(SecurityHeaders),
        Middleware(KnownHosts, names=allowed_hosts),
        Middleware(RequestLimits),
        Middleware(SameOriginWrites),
        Middleware(BrokenPages),
    ]
