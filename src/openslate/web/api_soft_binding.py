"""The soft binding resolution API of C2PA: from a mark or a file's content to its credential.

C2PA, "Soft Binding Resolution API for C2PA Manifest Recovery", version 2.2.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from openslate.app.authenticity.authenticity_room import BindingMatch
from openslate.web.api_models import PROBLEMS
from openslate.web.asked import Name
from openslate.web.sent_file import sent_body
from openslate.web.session import AccountIn, DeskIn

router = APIRouter(prefix="/api/v1/c2pa", tags=["soft bindings"], responses=PROBLEMS)
Most = Annotated[int, Query(alias="maxResults", ge=1, le=100)]
ANY = {"schema": {"type": "string", "format": "binary"}}
ANY_CONTENT = {"requestBody": {"required": True, "content": {"*/*": ANY}}}


class Match(BaseModel):
    """A credential and how surely it belongs, 0 to 100; names are the standard's."""

    manifestId: str  # noqa: N815 (the standard's name)
    similarityScore: int  # noqa: N815


class Matches(BaseModel):
    """The credentials that were found, the surest first."""

    matches: list[Match]


class Binding(BaseModel):
    """A soft binding: the algorithm's name, and its value in base64."""

    model_config = ConfigDict(extra="forbid")
    alg: Annotated[str, Field(max_length=200)]
    value: Annotated[str, Field(max_length=4096)]


class Algorithm(BaseModel):
    """The name of an algorithm."""

    alg: str


class Algorithms(BaseModel):
    """What leads to credentials here."""

    watermarks: list[Algorithm]
    fingerprints: list[Algorithm]


@router.get("/matches/byBinding")
def query_by_binding(
    desk: DeskIn,
    account: AccountIn,  # noqa: ARG001
    alg: Annotated[str, Query(max_length=200)],
    value: Annotated[str, Query(max_length=4096)],
    most: Most = 10,
) -> Matches:
    """Credentials of files with this mark; `value` is base64 of its 16 hexadecimal digits."""
    return _told(desk.authenticity.by_binding(alg, value, most))


@router.post("/matches/byBinding")
def post_by_binding(
    binding: Binding,
    desk: DeskIn,
    account: AccountIn,  # noqa: ARG001
    most: Most = 10,
) -> Matches:
    """The same, for values that are too long for an address."""
    return _told(desk.authenticity.by_binding(binding.alg, binding.value, most))


@router.post("/matches/byContent", openapi_extra=ANY_CONTENT)
async def by_content(
    request: Request,
    desk: DeskIn,
    account: AccountIn,  # noqa: ARG001
    most: Most = 10,
) -> Matches:
    """Credentials of files that the body is, or comes from, by mark and fingerprint."""
    async with sent_body(request) as stream:
        return _told(await run_in_threadpool(desk.authenticity.by_content, stream, most))


@router.get("/manifests/{manifest_id}", response_class=Response)
def manifest(manifest_id: Name, desk: DeskIn, account: AccountIn) -> Response:  # noqa: ARG001
    """A credential as it was signed, as bytes."""
    return Response(desk.authenticity.manifest(manifest_id), media_type="application/c2pa")


@router.get("/services/supportedAlgorithms")
def algorithms(desk: DeskIn, account: AccountIn) -> Algorithms:  # noqa: ARG001
    """Names of the marks and fingerprints that lead to credentials here."""
    known = {
        kind: [Algorithm(alg=name) for name in names]
        for kind, names in desk.authenticity.algorithms().items()
    }
    return Algorithms(**known)


def _told(found: list[BindingMatch]) -> Matches:
    return Matches(
        matches=[Match(manifestId=one.manifest_id, similarityScore=one.similarity) for one in found]
    )
