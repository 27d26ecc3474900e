"""Drafts by rules over a real catalogue, and sentences with right and wrong facts.

scripts/bench drafts WORKSPACE [FILMS]
"""

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import perf_counter

from openslate.app.drafts.catalogue_words import CatalogueWords
from openslate.app.drafts.draft_facts import ItemFacts
from openslate.assistant.drafts import DraftKind, DraftOrder, DraftWriter, GuardWord
from openslate.assistant.grounding import FactKind, GroundFact, Grounding, marked
from openslate.decision.verdict import Verdict
from openslate.graph.snapshot import Snapshot, read_snapshot
from openslate.graph.snapshot_writer import current_folder
from tests.benchmarks.report import markdown_table, write_page

FILMS = 400
LETTER = "Who directed it, how long is it, and where can I watch it?"
K = FactKind
Facts = tuple[GroundFact, ...]
LOOKED_AT: Mapping[FactKind, tuple[str, ...]] = {
    K.DIRECTOR: ("Director {v} made {t}.", "{v} directed {t}.", "{t} was directed by {v}."),
    K.ACTOR: ("{t} stars {v}.", "{v} plays a part in {t}.", "Watching {v} in {t} is a joy."),
    K.WRITER: ("{t} was written by {v}.", "{v} wrote {t}."),
    K.YEAR: ("{t} came out in {v}.", "{t} ({v}) is worth your time."),
    K.RUNTIME: ("{t} runs {v} minutes.", "At {v} minutes, {t} is well paced."),
    K.COUNTRY: ("{t} was made in {v}.", "{t} comes from {v}."),
    K.AWARDS: ("{t} won {v} Academy Awards.", "With {v} Oscars, {t} is a giant."),
    K.MONEY: ("{t} grossed ${v}.", "It made ${v} at the box office: {t}."),
}
"""Phrasings that were looked at while the check was written."""
NEW: Mapping[FactKind, tuple[str, ...]] = {
    K.DIRECTOR: ("{t}, a film by {v}, rewards patience.", "Behind {t} stands {v} as director."),
    K.ACTOR: ("Look out for {v} in {t}.", "{t} would be nothing without its star {v}."),
    K.WRITER: ("{t} has a screenplay by {v}.", "The words of {t} were penned by {v}."),
    K.YEAR: ("Released in {v}, {t} still surprises.", "{t}: made in {v}, fresh today."),
    K.RUNTIME: ("You need {v} minutes for {t}.", "{t}, {v} minutes long, flies by."),
    K.COUNTRY: ("{t} is a production from {v}.", "Cinema of {v}: {t}."),
    K.AWARDS: ("{v} Academy Awards went to {t}.", "{t} took home {v} Oscars."),
    K.MONEY: ("Audiences paid ${v} for {t}.", "{t} earned ${v} worldwide."),
}
"""Phrasings written afterwards and measured once."""

ABOUT = """{films} films drawn by chance from a workspace of {size:,}, with their facts.

**By rules**: every kind of draft is written for each film, {sentences:,} sentences, of which
{unbacked:,} are marked as without a fact (none should be: each is made from facts). One draft takes
{seconds:.3f} s with all its checks but the guard's.

**Right and wrong**: sentences about a film with a value of its own, and with one of another film
that it does not have. *Accepted* says how many right ones are not marked, *found* how many wrong
ones are. *Looked at* are phrasings that the check was mended with; *new* ones were written
afterwards and measured once, and say more of what to expect.

These are single claims in plain sentences. Plots that are made up in a film's own words, irony and
claims by implication are not measured and not found.
"""


def main(workspace: Path, films: int) -> None:
    """Measure and write the page."""
    folder = current_folder(workspace / "snapshots")
    if folder is None:
        sys.exit("There is no snapshot in this workspace: run 'slate snapshot'")
    snapshot = read_snapshot(folder)
    chosen = random.Random(7).sample(range(snapshot.size), min(films, snapshot.size))
    reader = ItemFacts(snapshot)
    facts = [reader.of(index) for index in chosen]
    sentences, unbacked, seconds = by_rules(snapshot, facts)
    told = {"films": len(facts), "size": snapshot.size, "sentences": sentences}
    about = ABOUT.format(**told, unbacked=unbacked, seconds=seconds)
    looked, new = right_and_wrong(facts, LOOKED_AT), right_and_wrong(facts, NEW)
    rows = [[kind.value, *_cells(looked, kind), *_cells(new, kind)] for kind in LOOKED_AT]
    head = ["Claim", "Accepted, looked at", "Found, looked at", "Accepted, new", "Found, new"]
    write_page("drafts", "Drafts", f"{about}\n{markdown_table(head, rows)}")


def by_rules(snapshot: Snapshot, facts: list[Facts]) -> tuple[int, int, float]:
    """Sentences, those without a fact, and seconds a draft."""
    index = CatalogueWords(snapshot).index
    writer = DraftWriter(lambda _: GuardWord(Verdict.ALLOW), index)
    counted: Counter[bool] = Counter()
    start = perf_counter()
    for one in facts:
        for kind in DraftKind:
            asked = LETTER if kind is DraftKind.LETTER else ""
            written = writer.write(DraftOrder(kind, one, asked=asked, house="Radio Example"))
            passages = [p for candidate in written.candidates for p in candidate.passages]
            counted.update(passage.unsupported for passage in passages)
    seconds = (perf_counter() - start) / (len(facts) * len(DraftKind))
    return counted.total(), counted[True], seconds


def right_and_wrong(
    facts: list[Facts], phrasings: Mapping[FactKind, tuple[str, ...]]
) -> Counter[tuple[FactKind, bool, bool]]:
    """Counts by claim, whether it was right, and whether it was marked."""
    chance = random.Random(11)
    values: dict[FactKind, list[str]] = defaultdict(list)
    for one in facts:
        for fact in one:
            values[fact.kind].append(fact.value)
    found: Counter[tuple[FactKind, bool, bool]] = Counter()
    for one in facts:
        for kind, phrases in phrasings.items():
            for phrase in phrases:
                for right, text in _sentences(one, kind, phrase, values[kind], chance):
                    said = [s.grounding for s in marked(text, one)]
                    found[kind, right, Grounding.UNSUPPORTED in said] += 1
    return found


def _sentences(
    facts: Facts, kind: FactKind, phrase: str, values: list[str], chance: random.Random
) -> Iterator[tuple[bool, str]]:
    """One with a value of the film's own, one with another's."""
    title = next((fact.value for fact in facts if fact.kind is K.TITLE), "")
    own = sorted({fact.value for fact in facts if fact.kind is kind} - {"0"})
    known = {fact.value for fact in facts}
    others = [value for value in chance.sample(values, min(8, len(values))) if value not in known]
    if not title or not any(fact.kind is kind for fact in facts):
        return
    if own:
        yield True, phrase.format(t=title, v=chance.choice(own))
    if others and others[0] != "0":
        yield False, phrase.format(t=title, v=others[0])


def _cells(found: Counter[tuple[FactKind, bool, bool]], kind: FactKind) -> list[str]:
    right = found[kind, True, False], found[kind, True, True]
    wrong = found[kind, False, True], found[kind, False, False]
    return [f"{hit:,} of {hit + miss:,}" for hit, miss in (right, wrong)]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else FILMS)
