"""What a register of others may answer; anything else is refused."""

from typing import Annotated

from pydantic import BaseModel, Field, ValidationError

from openslate.common.errors import SlateError

MOST_MATCHES = 100
ManifestId = Annotated[str, Field(pattern=r"^[A-Za-z0-9:._~-]{1,200}$")]


class GivenMatch(BaseModel):
    """A credential and how surely it belongs; names are the standard's."""

    manifestId: ManifestId  # noqa: N815 (the standard's name)
    similarityScore: Annotated[int, Field(ge=0, le=100)] = 0  # noqa: N815


class GivenMatches(BaseModel):
    """All of them."""

    matches: Annotated[list[GivenMatch], Field(max_length=MOST_MATCHES)]


def read_matches(content: bytes, most: int) -> list[str]:
    """Ids of the credentials that belong most surely; raises SlateError for any other answer."""
    try:
        told = GivenMatches.model_validate_json(content).matches
    except ValidationError:
        raise SlateError("It answered with something that is no list of matches") from None
    surest = sorted(told, key=lambda one: -one.similarityScore)
    return list(dict.fromkeys(one.manifestId for one in surest))[:most]
