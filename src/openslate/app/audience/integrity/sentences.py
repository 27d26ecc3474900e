"""What the evidence says, in words."""

from collections.abc import Callable, Mapping

from openslate.audience.integrity.flags import Evidence, Flag, Kind

HEADINGS: Mapping[Kind, str] = {
    "co-viewing": "Watching together",
    "histories": "Nearly the same history",
    "burst": "A burst on one title",
    "rate": "Too much in an hour",
    "sleep": "No sleep",
    "rhythm": "Like clockwork",
}
UNITS = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"), (1e3, "thousand"))
SMALLEST = 1e-12


def odds(p: float) -> str:
    """A p-value in words.

    >>> odds(0.3), odds(0.004), odds(3e-7), odds(6.5e-9)
    ('one in 3', 'one in 250', 'one in 3.3 million', 'one in 154 million')
    >>> odds(1e-40)
    'less than one in a trillion'
    """
    if p < SMALLEST:
        return "less than one in a trillion"
    times = 1 / min(max(p, SMALLEST), 1.0)
    for size, word in UNITS:
        if times >= size:
            return f"one in {_short(times / size)} {word}" if size > 1e3 else f"one in {times:,.0f}"
    return f"one in {times:.0f}"


def flag_title(flag: Flag) -> str:
    """A flag in a few words."""
    kinds = {evidence.kind for evidence in flag.evidence}
    if len(flag.viewers) == 1:
        return f"Viewer {flag.viewers[0]}"
    what = "who watch together"
    if "co-viewing" not in kinds:
        what = "with one history" if "histories" in kinds else "in one burst"
    return f"{len(flag.viewers):,} viewers {what}"


def evidence_sentence(evidence: Evidence, title: str) -> str:
    """One piece of evidence as a sentence; `title` is that of its first viewing."""
    return SENTENCES[evidence.kind](evidence, title)


def effect_sentence(title: str, viewings: int, taken: int) -> str:
    """What confirming would take from a title."""
    return f"Confirming this would take {taken:,} of {viewings:,} viewings away from “{title}”."


def _co_viewing(evidence: Evidence, title: str) -> str:
    n = evidence.numbers
    if "together" not in n:
        return (
            f"{_who(evidence)} coincide with many others within {n['minutes']:.0f} minutes, more "
            "often than popularity and their own hours explain."
        )
    return (
        f"Two of them began the same title within {n['minutes']:.0f} minutes of each other "
        f"{n['together']:.0f} times, where popularity and their own hours explain "
        f"{_few(n['expected'])}. There {_pairs(n['pairs'])} like this, on {n['titles']:,.0f} "
        f"{_plural('title', n['titles'])} such as “{title}”."
    )


def _histories(evidence: Evidence, _title: str) -> str:
    n = evidence.numbers
    if "together" not in n:
        return f"{_who(evidence)} have histories that are nearly the same as others'."
    return (
        f"Two of them have {n['together']:,.0f} titles in common, where popularity, activity and "
        f"taste explain {_few(n['expected'])}, and are more alike than ordinary accounts are to "
        f"their own best match. There {_pairs(n['pairs'])} like this."
    )


def _burst(evidence: Evidence, title: str) -> str:
    n = evidence.numbers
    return (
        f"“{title}” was begun {n['count']:,.0f} times within {_span(n['hours'])}, where its own "
        f"rate explains {_few(n['mean'])}. {n['new']:,.0f} of these came from accounts made that "
        f"day (elsewhere {n['usual_new']:.0%} did), and {n['idle']:,.0f} of those accounts watched "
        "hardly anything else."
    )


def _rate(evidence: Evidence, _title: str) -> str:
    n = evidence.numbers
    return (
        f"{_who(evidence)} began {n['figure']:,.0f} titles within one hour; nine in ten accounts "
        f"never began more than {n['usual']:,.0f}."
    )


def _sleep(evidence: Evidence, _title: str) -> str:
    n = evidence.numbers
    return (
        f"{_who(evidence)} went on for {n['figure']:,.0f} hours without five hours' pause; "
        f"hardly any account passes {n['usual']:,.0f}."
    )


def _rhythm(evidence: Evidence, _title: str) -> str:
    n = evidence.numbers
    return (
        f"{n['figure']:.0%} of the pauses of {_who(evidence, first=False)} are equally long to one "
        f"part in twenty; nineteen in twenty accounts stay below {n['usual']:.0%}."
    )


SENTENCES: Mapping[Kind, Callable[[Evidence, str], str]] = {
    "co-viewing": _co_viewing,
    "histories": _histories,
    "burst": _burst,
    "rate": _rate,
    "sleep": _sleep,
    "rhythm": _rhythm,
}


def _who(evidence: Evidence, *, first: bool = True) -> str:
    if len(evidence.viewers) == 1:
        return f"{'V' if first else 'v'}iewer {evidence.viewers[0]}"
    return f"{'T' if first else 't'}he clearest of {len(evidence.viewers):,} viewers"


def _few(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.1g}"


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 9.95 else f"{number:.2g}"


def _pairs(number: float) -> str:
    return "is one pair" if number == 1 else f"are {number:,.0f} pairs"


def _plural(word: str, number: float) -> str:
    return word if number == 1 else f"{word}s"


def _span(hours: float) -> str:
    return "one hour" if hours == 1 else f"{hours:.0f} hours"
