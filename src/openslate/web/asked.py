"""What the address of a page asks for: territory, time, profile, history or none."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Depends, Path, Query, Request
from pydantic import BeforeValidator

from openslate.app.views import RequestContext
from openslate.web.desk import Desk

KEPT = ("territory", "time", "at", "age", "child", "history")
CODE = 2  # letters of a country code


def _none_if_empty(value: Any) -> Any:
    """A form sends its empty fields too; they mean nothing was asked."""
    return None if value == "" else value


def read_code(value: Any) -> Any:
    """A country code in any case; raises ValueError for what is none."""
    code = value.strip().upper() if isinstance(value, str) else value
    if not code:
        return None
    if not (isinstance(code, str) and len(code) == CODE and code.isascii() and code.isalpha()):
        raise ValueError("write a country code of two letters, such as DE")
    return code


Code = BeforeValidator(read_code)
Empty = BeforeValidator(_none_if_empty)
Territory = Annotated[str | None, Code, Query(description="ISO 3166-1 alpha-2")]
LocalTime = Annotated[dt.time | None, Empty, Query(description="Local time today, 'HH:MM'")]
Moment = Annotated[
    dt.datetime | None, Empty, Query(description="ISO 8601, local when without zone")
]
Age = Annotated[int | None, Empty, Query(ge=0, le=130, description="Overrides the profile's age")]
Child = Annotated[Literal["yes", "no"] | None, Empty, Query(description="Child profile or not")]
History = Annotated[Literal["on", "off"], Query(description="'off': nothing personal")]
Name = Annotated[str, Path(min_length=1, max_length=80)]
Words = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True)
class Asked:
    """The parts of a request context that an address may set; None leaves the default."""

    territory: str | None = None
    time: dt.time | None = None
    at: dt.datetime | None = None
    age: int | None = None
    child: bool | None = None
    history: bool = True
    query: str = ""

    def context(self, desk: Desk, viewer: str | None = None) -> RequestContext:
        """The request context for `viewer` (or for nobody in particular)."""
        return desk.context(
            viewer,
            territory=self.territory,
            at=self._moment(desk, viewer),
            age=self.age,
            child_profile=self.child,
        )

    def _moment(self, desk: Desk, viewer: str | None) -> dt.datetime | None:
        if self.time is None and (self.at is None or self.at.tzinfo is not None):
            return self.at
        local = desk.context(viewer, territory=self.territory).at
        moment = (self.at or local).replace(tzinfo=local.tzinfo)
        if self.time is None:
            return moment
        return moment.replace(hour=self.time.hour, minute=self.time.minute, second=0, microsecond=0)


def read_asked(
    request: Request,
    territory: Territory = None,
    time: LocalTime = None,
    at: Moment = None,
    age: Age = None,
    child: Child = None,
    history: History = "on",
) -> Asked:
    """`Asked` from the query, and the same query to put on links."""
    kept = [(key, value) for key in KEPT if (value := request.query_params.get(key))]
    wants_child = None if child is None else child == "yes"
    return Asked(territory, time, at, age, wants_child, history == "on", urlencode(kept))


AskedIn = Annotated[Asked, Depends(read_asked)]
