"""What the guard is asked about: turns of a conversation, and where it takes place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Speaker(StrEnum):
    """Who says it; answers and drafts are checked like questions, before they are shown."""

    VIEWER = "viewer"
    ASSISTANT = "assistant"
    DRAFT = "draft"


class Purpose(StrEnum):
    """What the house has set a surface up for; what only a message claims is none."""

    NEWS = "news"
    EDUCATION = "education"
    FICTION = "fiction"
    SUPPORT = "support"


class Surface(StrEnum):
    """Where the words will stand."""

    CHAT = "chat"
    LOG_LINE = "log_line"
    PUBLICATION = "publication"


class Part(StrEnum):
    """Who asks, to the house."""

    VIEWER = "viewer"
    EDITOR = "editor"
    EMPLOYEE = "employee"


@dataclass(frozen=True)
class Turn:
    """One message of a conversation."""

    text: str
    speaker: Speaker = Speaker.VIEWER


@dataclass(frozen=True)
class Setting:
    """What is established about a conversation; None where nobody knows, which is never "no"."""

    purpose: Purpose | None = None
    surface: Surface = Surface.CHAT
    part: Part = Part.VIEWER
    viewer_age: int | None = None
    territory: str | None = None
    election_period: bool | None = None
    day: date | None = None

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "Setting":
        """The setting that these facts were told from."""
        purpose, day = facts.get("context.purpose"), facts.get("context.date")
        return cls(
            purpose=Purpose(purpose) if purpose else None,
            surface=Surface(facts["context.surface"]),
            part=Part(facts["context.part"]),
            viewer_age=facts.get("viewer.age"),
            territory=facts.get("viewer.territory"),
            election_period=facts.get("context.election_period"),
            day=date.fromisoformat(day) if isinstance(day, str) else day,
        )

    def facts(self) -> dict[str, Any]:
        """As conditions of norms read it, by full name (`fields.py`)."""
        return {
            "context.purpose": self.purpose and self.purpose.value,
            "context.surface": self.surface.value,
            "context.part": self.part.value,
            "context.election_period": self.election_period,
            "context.date": self.day,
            "viewer.age": self.viewer_age,
            "viewer.territory": self.territory,
        }
