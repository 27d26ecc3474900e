"""Everything that led to a verdict as plain values, for programs, the journal and pages."""

from dataclasses import asdict
from typing import Any

from openslate.guard.deciding.judgement import Judgement, NormFinding
from openslate.guard.deciding.smallest_change import Change
from openslate.guard.facts import TopicFact

MOST_TOPICS = 5
"""Topics without a finding that a trace names, the likeliest first."""


def trace_of(judgement: Judgement, change: Change | None = None) -> dict[str, Any]:
    """The words, frames and topics read, the norms with citations and exceptions, the change."""
    facts = judgement.facts
    return {
        "verdict": judgement.verdict.name.lower(),
        "speaker": judgement.speaker.value,
        "point": judgement.point,
        "norms": judgement.book,
        "setting": {name: _plain(value) for name, value in judgement.setting.facts().items()},
        "read": {
            "text": facts.text,
            "normal": facts.normal,
            "language": facts.language,
            "asks": facts.asks.value,
            "risk": round(facts.risk, 4),
            "disguises": list(facts.disguises),
            "claims": list(facts.claims),
            "frames": [asdict(frame) for frame in facts.frames],
            "topics": [_topic(topic) for topic in _likeliest(judgement)],
        },
        "findings": [_finding(finding) for finding in judgement.findings],
        "obligations": [obligation.value for obligation in judgement.obligations],
        "change": change and {"if": change.sentence, "verdict": change.verdict.name.lower()},
    }


def _likeliest(judgement: Judgement) -> list[TopicFact]:
    found = {finding.topic.topic: finding.topic for finding in judgement.findings}
    others = [topic for topic in judgement.facts.topics if topic.topic not in found]
    others.sort(key=lambda topic: topic.score, reverse=True)
    return [*found.values(), *others[:MOST_TOPICS]]


def _topic(topic: TopicFact) -> dict[str, Any]:
    return {
        **asdict(topic),
        "read_by": topic.read_by.value,
        "score": round(topic.score, 4),
        "about": round(topic.about, 4),
        "words": [asdict(span) for span in topic.words],
    }


def _finding(finding: NormFinding) -> dict[str, Any]:
    norm = finding.norm
    return {
        "norm": norm.norm,
        "title": norm.title,
        "topic": finding.topic.topic,
        "norm_topic": norm.topic,
        "stance": finding.stance.value,
        "verdict": finding.verdict.name.lower(),
        "severity": norm.severity,
        "floor": norm.floor,
        "because": finding.because,
        "citation": norm.citation,
        "owner": norm.owner,
        "condition": norm.when and norm.when.text,
        "settled": finding.settled,
        "tied": finding.tied,
        "exceptions": [
            {
                "exception": tried.exception.exception,
                "condition": tried.exception.when.text,
                "holds": tried.holds,
            }
            for tried in finding.tried
        ],
        "obligations": [obligation.value for obligation in finding.obligations],
        "passed_over": list(finding.passed_over),
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
