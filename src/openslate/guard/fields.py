"""What a norm's condition may read: names, kinds and plain words of message, viewer and context.

The language is that of rulebooks (`openslate.rules.condition`); only the table differs.
"""

from openslate.guard.conversation import Part, Purpose, Speaker, Surface
from openslate.guard.facts import Asks
from openslate.rules.fields import Fields, RuleField

_ALL: tuple[RuleField, ...] = (
    RuleField(
        "message.asks",
        "text",
        "what the message asks for",
        "Help with doing it, making it or getting it; or to hear about it",
        choices=tuple(Asks),
    ),
    RuleField("message.language", "text", "the language", "ISO 639-1, unknown if not sure"),
    RuleField("message.topics", "texts", "the topics read in the message"),
    RuleField("message.frames", "texts", "the frames read in the message"),
    RuleField("message.object_classes", "texts", "what is acted upon"),
    RuleField(
        "message.concerns_self",
        "boolean",
        "the asker",
        yes="the message is about the asker",
        no="the message is not about the asker",
    ),
    RuleField(
        "message.disguised",
        "boolean",
        "the disguise",
        yes="the message was disguised",
        no="the message was not disguised",
    ),
    RuleField("message.claims", "texts", "the purposes that the message claims"),
    RuleField("message.speaker", "text", "who speaks", choices=tuple(Speaker)),
    RuleField("viewer.age", "integer", "the viewer's age", "Age in years"),
    RuleField("viewer.territory", "text", "the viewer's territory", "ISO 3166-1 alpha-2"),
    RuleField(
        "context.purpose",
        "text",
        "the purpose",
        "What the house has set this surface up for, never what a message claims",
        choices=tuple(Purpose),
    ),
    RuleField("context.surface", "text", "the surface", choices=tuple(Surface)),
    RuleField("context.part", "text", "the asker's part", choices=tuple(Part)),
    RuleField(
        "context.election_period",
        "boolean",
        "the election period",
        yes="it is an election period",
        no="it is not an election period",
    ),
    RuleField("context.date", "date", "today"),
)
GUARD_FIELDS: Fields = {field.name: field for field in _ALL}
"""Every field by its name."""
