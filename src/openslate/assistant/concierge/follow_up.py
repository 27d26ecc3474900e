"""What a message means after another: asked of what was shown, of a person, or a wish refined."""

from dataclasses import dataclass

from openslate.assistant.concierge.about_shown import AboutShown
from openslate.assistant.concierge.about_somebody import AboutSomebody, OtherWorks
from openslate.assistant.concierge.asking import of_somebodys_life
from openslate.assistant.concierge.context import Context
from openslate.assistant.concierge.later_message import LaterMessage, Made
from openslate.assistant.concierge.query import ABOUT_ITEMS, Act, Query
from openslate.assistant.concierge.reading import Reading
from openslate.assistant.concierge.refining import Refining


@dataclass(frozen=True)
class FollowUp:
    """A message and the turn before it."""

    reading: Reading
    context: Context

    def query(self) -> Made | None:
        """The query it makes of the turn before, None where it stands alone."""
        before = self.context.query
        if self.reading.has("follow", "reset"):
            wished = self.reading.told.found or self.reading.titles("like")
            return None if wished else (Query(Act.RESET), [])
        if before is None or before.act not in ABOUT_ITEMS or self.reading.talk:
            return None
        if of_somebodys_life(self.reading):
            return Query(Act.UNKNOWN), []
        message = LaterMessage(self.reading, self.context, before)
        asked = AboutShown(message).query() or AboutSomebody(message).query()
        return asked or OtherWorks(message).query() or Refining(message).query()
