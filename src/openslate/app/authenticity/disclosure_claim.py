"""What is signed of a published file: how it came to be, and what was put in to say so."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from openslate.authenticity.credentials.claim import Claim, ClaimAction, ClaimIngredient
from openslate.authenticity.credentials.media_types import media_type_of_file
from openslate.authenticity.credentials.sign import carries_credential
from openslate.authenticity.disclosure import wording
from openslate.authenticity.disclosure.copies import MadeCopy
from openslate.authenticity.disclosure.facts import ContentFacts
from openslate.authenticity.disclosure.kinds import ContentKind
from openslate.authenticity.marks.message import ALGORITHM

DONE = {
    ContentKind.PICTURE: ("c2pa.addedText", "drawn on the picture"),
    ContentKind.VIDEO: ("c2pa.addedText", "drawn on the frames"),
    ContentKind.SOUND: ("c2pa.edited", "spoken before the recording"),
    ContentKind.TEXT: ("c2pa.addedText", "put before the text"),
}


def disclosure_claim(source: Path, facts: ContentFacts, put: MadeCopy) -> Claim:
    """The claim about a file; a credential that the source carries becomes its past."""
    kind = media_type_of_file(source)
    past: tuple[ClaimIngredient, ...] = ()
    if carries_credential(source, kind):
        past = (ClaimIngredient(path=source, relation="parentOf", title=source.name),)
    claim = Claim(
        title=source.name,
        source_type=facts.source_type,
        actions=tuple(_actions(facts, put.labels)),
        ingredients=past,
    )
    marked = claim if put.mark is None else claim.with_mark(ALGORITHM, put.mark)
    published = ClaimAction(action="c2pa.published")
    return marked.model_copy(update={"actions": (*marked.actions, published)})


def _actions(facts: ContentFacts, labels: Sequence[str]) -> Iterator[ClaimAction]:
    if labels and facts.kind is not None:
        action, where = DONE[facts.kind]
        said = f"A label was {where}: {wording.sentence(labels)}"
        yield ClaimAction(action=action, description=said)
    if facts.kind is not ContentKind.TEXT:
        said = f"The digital source type {facts.source_type} was written into the metadata."
        yield ClaimAction(action="c2pa.edited.metadata", description=said)
