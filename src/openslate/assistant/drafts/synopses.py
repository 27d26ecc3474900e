"""Synopses in three lengths: the makers in a sentence, the story in the catalogue's own words."""

from openslate.assistant.drafts.extract import central, count, shortened
from openslate.assistant.drafts.material import Material, article
from openslate.assistant.drafts.order import DraftOrder
from openslate.assistant.grounding import FactKind


def synopses(order: DraftOrder) -> list[str]:
    """The story first, the makers first, and the story alone."""
    material = Material(order.facts)
    opening = opening_sentence(material)
    left = order.most_words - count(opening)
    story = list(central(material.story, left))
    if not story and material.story:
        story = [short for short in [shortened(material.story[0], left)] if short]
    alone = list(central(material.story, order.most_words))
    told = ([opening, *story], [*story, opening], alone)
    return list(dict.fromkeys(" ".join(one) for one in told if one))


def opening_sentence(material: Material) -> str:
    """What it is and who made it, as far as is known."""
    sort = article(f"{material.year} {material.sort}" if material.year else material.sort)
    directors, cast = material.some(FactKind.DIRECTOR, 2), material.some(FactKind.ACTOR, 3)
    by = f" directed by {directors}" if directors else ""
    starring = f"{',' if by else ''} starring {cast}" if cast else ""
    return f"{material.title} is {sort}{by}{starring}."
