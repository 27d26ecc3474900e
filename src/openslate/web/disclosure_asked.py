"""What a request says of content, and which disclosures it asks for."""

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query

from openslate.app.authenticity.disclosure_room import DisclosureFilter, Labelled
from openslate.authenticity.disclosure.facts import CIRCUMSTANCES, ContentFacts, said_of
from openslate.authenticity.disclosure.kinds import ContentKind
from openslate.authenticity.disclosure.layers import Layer
from openslate.common.errors import SlateError
from openslate.web.asked import Empty

TEXTS = ("source_type", "territory", "item", "source")
SAID = (*TEXTS, *CIRCUMSTANCES, "kind")
"""Fields of a form that says what content is; circumstances are yes, no or left out."""
ANSWERS = {"yes": True, "no": False}
LONGEST = 200
Short = Annotated[str, Query(max_length=LONGEST)]


def read_filter(
    words: Short = "",
    kind: Annotated[ContentKind | None, Empty, Query()] = None,
    labelled: Annotated[Labelled | None, Empty, Query()] = None,
    missing: Annotated[Layer | None, Empty, Query()] = None,
    obligation: Short = "",
    item: Short = "",
) -> DisclosureFilter:
    """The filter from the query; what is empty leaves nothing out."""
    return DisclosureFilter(words.strip(), kind, labelled, missing, obligation, item.strip())


FilterIn = Annotated[DisclosureFilter, Depends(read_filter)]


def query_of(wanted: DisclosureFilter) -> list[tuple[str, str]]:
    """The query that asks for the same again."""
    return [(name, str(value)) for name, value in vars(wanted).items() if value]


def address(path: str, wanted: DisclosureFilter) -> str:
    """A path with the query that asks for the same."""
    query = query_of(wanted)
    return f"{path}?{urlencode(query)}" if query else path


def said_in(name: str, form: Mapping[str, str]) -> ContentFacts:
    """The facts that a form states; raises SlateError for what can't be."""
    strange = [key for key in form if key not in SAID]
    if strange:
        raise SlateError(f"There is no field {strange[0]!r}", do=f"Use: {', '.join(SAID)}")
    if any(len(value) > LONGEST for value in form.values()):
        raise SlateError("A field is too long", do=f"Use up to {LONGEST} characters")
    said: dict[str, Any] = {key: form[key] for key in TEXTS if key in form}
    said |= {key: _answer(key, form[key]) for key in CIRCUMSTANCES if key in form}
    kind = form.get("kind")
    if kind is not None and kind not in list(ContentKind):
        raise SlateError(f"There is no kind {kind!r}", do=f"Use: {', '.join(ContentKind)}")
    return said_of(name, {**said, "kind": kind})


def _answer(name: str, value: str) -> bool:
    if value not in ANSWERS:
        raise SlateError(f"{name} is yes or no", do="Leave it out where it is not known")
    return ANSWERS[value]
