"""Press notes: a headline, the news in a sentence, the story, the facts in a list."""

from openslate.assistant.drafts.availability import availability
from openslate.assistant.drafts.extract import central
from openslate.assistant.drafts.letters import TO_DO
from openslate.assistant.drafts.material import Material
from openslate.assistant.drafts.order import DraftOrder
from openslate.assistant.drafts.synopses import opening_sentence
from openslate.assistant.grounding import FactKind

_LISTED = (
    ("Director", FactKind.DIRECTOR, ""),
    ("Writer", FactKind.WRITER, ""),
    ("Music", FactKind.COMPOSER, ""),
    ("Cast", FactKind.ACTOR, ""),
    ("Running time", FactKind.RUNTIME, " minutes"),
    ("Country", FactKind.COUNTRY, ""),
    ("Language", FactKind.LANGUAGE, ""),
    ("Age rating", FactKind.AGE_RATING, ""),
)


def press_notes(order: DraftOrder) -> list[str]:
    """A full note and one for the schedules page."""
    material = Material(order.facts)
    headline = (
        material.title.upper() if not material.year else f"{material.title} ({material.year})"
    )
    where = availability(material)
    story = " ".join(central(material.story, 150))
    contact = f"Contact: {TO_DO} name, telephone and address of the press office]"
    house = [f"About {order.house}: {TO_DO} the usual paragraph]"] if order.house else []
    full = [
        headline,
        opening_sentence(material),
        story,
        where,
        fact_list(material),
        *house,
        contact,
    ]
    brief = [headline, " ".join(central(material.story, 40)), where, fact_list(material), contact]
    return list(dict.fromkeys("\n\n".join(filter(None, one)) for one in (full, brief)))


def fact_list(material: Material) -> str:
    """The facts that papers print, a line each."""
    rows = ((name, material.some(kind, 6), unit) for name, kind, unit in _LISTED)
    return "\n".join(f"{name}: {value}{unit}" for name, value, unit in rows if value)
