"""The media exam's test half: F1, false refusals, the right norm, dialogues, changes that flip.

    scripts/bench exam

Heads were trained with the tuning half; nothing was trained on, or chosen by, the test half.
Everything is measured by words alone, and by words and meaning where a sentence encoder is
installed (`scripts/setup sentences`).
"""

from collections.abc import Sequence
from itertools import product
from time import process_time

from openslate.decision.verdict import Verdict
from openslate.guard.conversation import Setting, Turn
from openslate.guard.deciding import BALANCED, STRICT
from openslate.guard.deciding.trace import trace_of
from openslate.guard.exam.exam_level import LEVELS
from openslate.guard.exam.read_exam import ContrastPair, shipped_dialogues, shipped_pairs
from openslate.guard.exam.sit_exam import (
    ExamMarks,
    marks_of,
    setting_of,
    sit_dialogues,
    sit_pairs,
)
from openslate.guard.guard import Guard
from openslate.guard.reading.heads import shipped_heads
from openslate.guard.reading.message_reader import MessageReader
from openslate.guard.reading.sentences.sentence_reading import sentence_reading
from tests.benchmarks.report import markdown_table, write_page

SENTENCES = sentence_reading()
READERS = {"words": MessageReader(shipped_heads())} | (
    {"words and meaning": MessageReader(shipped_heads(), sentences=SENTENCES)} if SENTENCES else {}
)
ABOUT = """Who wrote the pairs saw neither norms nor lessons. `ordinary`: request and twin as they
came to mind to two people, 300 each, who were given one example and a list of subjects; left out
were 24 of which a third person doubted a label, and 23 near another pair of the exam. `plain`:
the twin is what another person would send, often in the request's own words ("What was the
Holocaust?" wants care).
`hard`: the twin mimics the request in odd situations.

A norm is right where it is about the pair's topic, a narrower or a broader one. Of ordinary
requests two more readers, who saw the list of topics and neither verdicts nor norms cited, wrote
each topic that could rightly be given as the reason; what both of them wrote counts as right too
(280 requests have such a second reason). The readers' own first choices were the pair's topic in 87
and 90 of 100. `first_norm` counts the pair's topic alone.

"""
KEYS = ("verdict", "setting", "read", "findings", "obligations", "change", "norms", "point")


def main() -> None:
    """Sit the exam at both operating points and write the page."""
    parts = (
        ("Contrast pairs, test half", _pairs()),
        ("Dialogues, test half", _dialogues()),
        ("Traces and smallest changes", _changes()),
        ("Time", _time()),
    )
    write_page(
        "exam", "The media exam", "\n\n".join(f"## {head}\n\n{body}" for head, body in parts)
    )


def _pairs() -> str:
    names = list(ExamMarks.__dataclass_fields__)
    rows = []
    for level, (by, reader), point in product(LEVELS, READERS.items(), (BALANCED, STRICT)):
        pairs = [pair for pair in shipped_pairs(level) if pair.half == "test"]
        guard = Guard(reader, point=point)
        marks = marks_of(sit_pairs(pairs, guard.check, guard.judge.book))
        told = [str(marks.sides), *(f"{getattr(marks, name):.3f}" for name in names[1:])]
        rows.append((level, by, point.name, *told))
    return ABOUT + markdown_table(("level", "read by", "point", *names), rows)


def _dialogues() -> str:
    lines = []
    for (by, reader), point in product(READERS.items(), (BALANCED, STRICT)):
        asked = [d for d in shipped_dialogues() if d.half == "test"]
        marks = sit_dialogues(asked, Guard(reader, point=point).check)
        lines += [
            f"By {by}, `{point.name}`: of {marks.off_limits} off-limits dialogues "
            f"{marks.refused_alone} are refused as one message; {len(marks.passed)} of those pass "
            "when spread over turns. "
            f"{len(marks.refused_harmless)} of {marks.harmless} harmless ones are refused.",
        ]
    return "\n\n".join(lines)


def _changes() -> str:
    return "\n\n".join(f"By {by}: {_changes_by(reader)}" for by, reader in READERS.items())


def _changes_by(reader: MessageReader) -> str:
    """Every trace is looked at, and every stated change is made and judged anew."""
    complete = stated = flipped = sides = 0
    guard = Guard(reader)
    for text, setting in _sides([pair for pair in shipped_pairs() if pair.half == "test"]):
        judgement = guard.check(text, setting)
        change = guard.change(text, judgement)
        sides += 1
        complete += _complete(trace_of(judgement, change))
        if change is not None:
            stated += 1
            flipped += guard.check(change.turns, change.setting).verdict != judgement.verdict
    return (
        f"of {sides} traces {complete} are complete. A smallest change is stated for {stated}; "
        f"made and judged anew, {flipped} of these give another verdict."
    )


def _complete(trace: dict[str, object]) -> bool:
    """Whether a trace names everything, and each restraining finding its words and citation."""
    findings = trace["findings"]
    assert isinstance(findings, list)
    restrained = trace["verdict"] != Verdict.ALLOW.name.lower()
    cited = all(finding["citation"] and finding["because"] for finding in findings)
    return all(key in trace for key in KEYS) and cited and (bool(findings) or not restrained)


def _sides(pairs: Sequence[ContrastPair]) -> list[tuple[str, Setting]]:
    refused = [(pair.refuse, setting_of(pair.context)) for pair in pairs]
    return refused + [(pair.twin, setting_of(pair.twin_context)) for pair in pairs]


def _time() -> str:
    texts = [text for text, _ in _sides([p for p in shipped_pairs() if p.half == "test"])][:400]
    lines = []
    for by, reader in READERS.items():
        guard = Guard(reader)
        seconds = sorted(_seconds(text, guard) for text in texts)
        middle, late = seconds[len(seconds) // 2] * 1e3, seconds[int(len(seconds) * 0.95)] * 1e3
        lines.append(f"by {by} p50 {middle:.1f} ms, p95 {late:.1f} ms")
    return f"Processor time of a judgement on one core: {'; '.join(lines)}."


def _seconds(text: str, guard: Guard) -> float:
    began = process_time()
    guard.check([Turn(text)])
    return process_time() - began


if __name__ == "__main__":
    main()
