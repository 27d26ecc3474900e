"""The smallest change that turns a verdict round, each one tried before it is stated."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from openslate.common.text import join_words
from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Part, Purpose, Setting, Surface, Turn
from openslate.guard.deciding.judge import NormJudge
from openslate.guard.deciding.judgement import Judgement
from openslate.guard.facts import MessageFacts, Span

Reread = Callable[[Sequence[Turn]], MessageFacts]
"""Reads changed turns anew; see `guard.reading`."""
MOST_READ = 4
"""Changed messages that are read anew for one answer."""


@dataclass(frozen=True)
class Change:
    """One change: another setting or fewer words, and the verdict that it leads to."""

    sentence: str
    verdict: Verdict
    setting: Setting
    turns: tuple[Turn, ...]


def smallest_change(
    judge: NormJudge, judgement: Judgement, turns: Sequence[Turn], reread: Reread
) -> Change | None:
    """The first change found that gives another verdict; None when none of those tried does.

    One thing about the setting is changed first, then words are left out, the weightiest first.
    """
    for sentence, setting in _settings(judgement.setting):
        verdict = judge.judge(judgement.facts, setting, judgement.speaker).verdict
        if verdict != judgement.verdict:
            return Change(sentence, verdict, setting, tuple(turns))
    for sentence, fewer in _with_fewer_words(judgement, turns):
        verdict = judge.judge(reread(fewer), judgement.setting, judgement.speaker).verdict
        if verdict != judgement.verdict:
            return Change(sentence, verdict, judgement.setting, fewer)
    return None


def _settings(setting: Setting) -> Iterator[tuple[str, Setting]]:
    """Settings that differ in one thing, with the sentence that says in which."""
    for age in (35, 15, 9):
        yield f"if the viewer were {age} years old", replace(setting, viewer_age=age)
    for purpose in Purpose:
        yield f"if this surface were set up for {purpose.value}", replace(setting, purpose=purpose)
    for period in (True, False):
        words = "an" if period else "no"
        yield f"if it were {words} election period", replace(setting, election_period=period)
    for part in Part:
        article = "a" if part is Part.VIEWER else "an"
        yield f"if {article} {part.value} of the house asked", replace(setting, part=part)
    for surface in Surface:
        where = surface.value.replace("_", " ")
        yield f"if it stood in a {where}", replace(setting, surface=surface)


def _with_fewer_words(
    judgement: Judgement, turns: Sequence[Turn]
) -> Iterator[tuple[str, tuple[Turn, ...]]]:
    """Turns without the words that weigh most: one, two, ... of them, then all."""
    weighty = _weighty(judgement)
    counts = [*range(1, min(len(weighty), MOST_READ)), len(weighty)] if weighty else []
    for count in counts:
        left_out = weighty[:count]
        quoted = join_words([f"'{span.text}'" for span in left_out], "and")
        yield f"without {quoted}", _without(turns, left_out)


def _weighty(judgement: Judgement) -> list[Span]:
    """The words that the deciding topic, then the others, were read from, each once."""
    return list(dict.fromkeys(s for finding in judgement.findings for s in finding.topic.words))


def _without(turns: Sequence[Turn], spans: Sequence[Span]) -> tuple[Turn, ...]:
    """The turns less these words; spans count turns backwards from the newest."""
    changed = list(turns)
    for place, turn in enumerate(turns):
        inside = {
            i for s in spans if len(turns) - 1 - s.turn == place for i in range(s.start, s.end)
        }
        kept = "".join(letter for i, letter in enumerate(turn.text) if i not in inside)
        changed[place] = replace(turn, text=kept)
    return tuple(changed)
