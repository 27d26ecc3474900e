"""What is written without a model, by kind."""

from collections.abc import Callable, Mapping

from openslate.assistant.drafts.briefs import briefs
from openslate.assistant.drafts.faqs import faqs
from openslate.assistant.drafts.letters import letters
from openslate.assistant.drafts.log_lines import log_lines
from openslate.assistant.drafts.order import DraftKind, DraftOrder
from openslate.assistant.drafts.press_notes import press_notes
from openslate.assistant.drafts.synopses import synopses

TEMPLATES_OF: Mapping[DraftKind, Callable[[DraftOrder], list[str]]] = {
    DraftKind.LOGLINE: log_lines,
    DraftKind.SYNOPSIS: synopses,
    DraftKind.FAQ: faqs,
    DraftKind.LETTER: letters,
    DraftKind.PRESS: press_notes,
    DraftKind.BRIEF: briefs,
}
