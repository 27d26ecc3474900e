"""What the picture and the sound of a video say of its mark, put together."""

from openslate.authenticity.marks.videos.settings import VideoMarkSettings
from openslate.authenticity.verification.evidence import MarkReading
from openslate.store.register import mark_text

ACCEPTED = VideoMarkSettings().picture.decision.accepted_p


def in_either(seen: MarkReading, heard: MarkReading) -> MarkReading:
    """What a video tells whose picture was `seen` and whose sound was `heard`.

    Either might have looked so by chance: so the p-value is twice the smaller one (Bonferroni),
    and both searches' tests are counted. Where they bear different marks, the surer one counts,
    and both are told.
    """
    surer = min(seen, heard, key=lambda one: (one.found is None, one.p_value))
    p_value, tests = min(1.0, 2 * surer.p_value), seen.tests + heard.tests
    if surer.found is None or p_value >= ACCEPTED:
        return MarkReading(None, p_value, tests)
    told = " ".join(part for part in (_borne(seen, heard), seen.geometry, heard.geometry) if part)
    return MarkReading(surer.found, p_value, tests, told)


def _borne(seen: MarkReading, heard: MarkReading) -> str:
    """Which of picture and sound bears the mark."""
    if heard.found is None:
        return "The picture bears it; none was found in the sound."
    if seen.found is None:
        return "The sound bears it; none was found in the picture."
    if seen.found == heard.found:
        return "Picture and sound bear it."
    one, other = mark_text(seen.found), mark_text(heard.found)
    return f"The picture bears mark {one} and the sound {other}: they come from two files."
