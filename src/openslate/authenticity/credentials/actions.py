"""What was done to content: the actions that C2PA names, each in words."""

ACTIONS = {
    "c2pa.addedText": "text was added",
    "c2pa.adjustedColor": "colours were adjusted",
    "c2pa.changedSpeed": "the speed was changed",
    "c2pa.color_adjustments": "colours were adjusted",
    "c2pa.converted": "it was converted to another format",
    "c2pa.created": "it was made",
    "c2pa.cropped": "it was cropped",
    "c2pa.deleted": "parts were deleted",
    "c2pa.drawing": "something was drawn into it",
    "c2pa.dubbed": "speech was replaced by another recording",
    "c2pa.edited": "it was edited in ways that may change its meaning",
    "c2pa.edited.metadata": "its metadata were edited",
    "c2pa.enhanced": "it was enhanced without changing its meaning",
    "c2pa.filtered": "a filter changed its look",
    "c2pa.opened": "an earlier file was opened",
    "c2pa.orientation": "it was turned or mirrored",
    "c2pa.placed": "another file was placed into it",
    "c2pa.published": "it was published",
    "c2pa.redacted": "statements of an earlier credential were taken out",
    "c2pa.removed": "a part that was placed into it was removed",
    "c2pa.repackaged": "it was packaged anew, its content as before",
    "c2pa.resized": "its size was changed",
    "c2pa.resized.proportional": "its size was changed, its proportions kept",
    "c2pa.transcoded": "it was encoded anew",
    "c2pa.translated": "it was translated",
    "c2pa.trimmed": "it was made shorter",
    "c2pa.unknown": "something was done that is not known",
    "c2pa.watermarked": "a watermark was put in",
    "c2pa.watermarked.bound": "an invisible mark was put in that leads back to this credential",
    "c2pa.watermarked.unbound": "an invisible mark was put in for another purpose",
}
"""Actions of C2PA 2.2, section 18.15, and those of earlier versions."""
OPENED, CREATED, PLACED, EDITED = "c2pa.opened", "c2pa.created", "c2pa.placed", "c2pa.edited"
REDACTED = "c2pa.redacted"
BOUND_MARK = "c2pa.watermarked.bound"
BY_THE_SIGNER = (OPENED, CREATED, PLACED, REDACTED)
"""Those that signing states by itself, from the source type, the ingredients and redactions."""


def in_words(action: str) -> str:
    """What an action means, for a person."""
    return ACTIONS.get(action, f"an action of another vocabulary: {action}")
