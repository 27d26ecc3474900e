"""What somebody reads whose message was refused, or is answered with care."""

from functools import cache
from pathlib import Path

import yaml

from openslate.decision.verdict import Verdict
from openslate.guard.deciding.judgement import Judgement
from openslate.guard.norms import Obligation

PERSON = "A person of the house will look at this."
NO_LINE = "If you are in danger, please call the emergency number or talk to somebody you trust."


def refusal(judgement: Judgement) -> str:
    """Why it is not answered, in the norm's own words, and where help is to be had.

    Empty for messages that are not refused.
    """
    cited = judgement.cited
    if cited is None or judgement.verdict < Verdict.REVIEW:
        return ""
    said = [cited.because]
    if Obligation.HELPLINE in judgement.obligations:
        said.append(helpline(judgement.setting.territory))
    if judgement.verdict is Verdict.REVIEW:
        said.append(PERSON)
    return " ".join(said)


def helpline(territory: str | None) -> str:
    """The line of a territory; where none is known, who else can help."""
    line = _helplines().get(territory or "")
    return f"You can talk to somebody now: {line}." if line else NO_LINE


@cache
def _helplines() -> dict[str, str]:
    text = Path(__file__).with_name("helplines.yaml").read_text(encoding="utf-8")
    lines: dict[str, str] = yaml.safe_load(text)
    return lines
