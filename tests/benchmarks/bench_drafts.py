"""Drafts by rules over a real catalogue, and sentences with right and wrong facts.

scripts/bench drafts WORKSPACE [FILMS]
"""

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from time import perf_counter

from openslate.app.drafts.catalogue_words import CatalogueWords
from openslate.app.drafts.draft_facts import ItemFacts
from openslate.assistant.drafts import DraftKind, DraftOrder, DraftWriter, GuardWord
from openslate.assistant.grounding import FactKind, GroundFact, Grounding, marked
from openslate.decision.verdict import Verdict
from openslate.graph.snapshot import Snapshot, read_snapshot
from openslate.graph.snapshot_writer import current_folder
from tests.benchmarks.draft_sentences import all_names, sentences
from tests.benchmarks.draft_sentences_third import THIRD, third_sentences
from tests.benchmarks.report import markdown_table, write_page

FILMS = 400
LETTER = "Who directed it, how long is it, and where can I watch it?"
K = FactKind
Facts = tuple[GroundFact, ...]
Told = Counter[tuple[str, bool, bool]]
"""Counts by claim, whether it was right, and whether it was marked."""
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

FIRST_SIGHT = {
    "first_seen": "82.2 % of the true sentences were accepted and 94.5 % of the false found",
    "second_seen": "77.8 % and 94.8 %",
    "third_seen": "91.1 % accepted, 97.5 % found",
}
"""Measured on the same films before the check was mended (seed 23, at the commit that brought the
sentences in), and for the third once after it (seed 29)."""
ABOUT = """{films} films drawn by chance from a workspace of {size:,}, with their facts.

**By rules**: every kind of draft is written for each film, {sentences:,} sentences, of which
{unbacked:,} are marked as without a fact (none should be: each is made from facts). One draft takes
{seconds:.3f} s with all its checks but the guard's.

**Right and wrong**: sentences about a film with a value of its own, and with one of another film
that it does not have. *Accepted* says how many right ones are not marked, *found* how many wrong
ones are. *Looked at* are phrasings that the check was mended with; *new* ones were written
afterwards and measured once, and say more of what to expect.

## More ways to say it

Lists, roles, counts, dates and lengths in words, nationality, and people of the same film with
another part in it. All were written before anything was looked at, in two halves. At first sight
{first_seen} of the *first* half and {second_seen} of the *second*. The check was mended with what
the first half showed; nobody looked at what failed in the second. The *third* were written after
that and measured once, at first sight as here: {third_seen}. What had been let through wrongly
there (directing that "fell to" an actor) was mended afterwards, so that the table says a little
more of it. Figures at first sight are of the same films before rights windows were read, where
"watch" and "tonight" are claims that nothing backs; on that footing the second half stands at
97.3 % and 99.6 % now. Sentences that said "on tonight" were worded anew; false months had been
drawn that are the same month, and are not any more.

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
    about = ABOUT.format(**told, **FIRST_SIGHT, unbacked=unbacked, seconds=seconds)
    looked, new = right_and_wrong(facts, LOOKED_AT), right_and_wrong(facts, NEW)
    rows = [[kind.value, *_cells(looked, kind), *_cells(new, kind)] for kind in LOOKED_AT]
    head = ["Claim", "Accepted, looked at", "Found, looked at", "Accepted, new", "Found, new"]
    tables = [markdown_table(head, rows), *more_ways(facts)]
    write_page("drafts", "Drafts", "\n\n".join([about.rstrip(), *tables]))


def more_ways(facts: list[Facts]) -> Iterator[str]:
    """Tables of the sentences in other words: both halves, then those written afterwards."""
    pool: dict[FactKind, list[str]] = defaultdict(list)
    for one in facts:
        for fact in one:
            pool[fact.kind].append(fact.value)
    halves = [_marked_half(facts, pool, second=half) for half in (False, True)]
    rows = [[name, *_told(halves[0], name), *_told(halves[1], name)] for name in all_names()]
    rows.append(["**together**", *_total(halves[0]), *_total(halves[1])])
    head = ["Claim", "Accepted, first", "Found, first", "Accepted, second", "Found, second"]
    yield markdown_table(head, [row for row in rows if any(cell for cell in row[1:])])
    third: Told = Counter()
    chance = random.Random(29)
    for one in facts:
        _mark(third, third_sentences(one, pool, chance), one)
    rows = [[name, *_told(third, name)] for name, *_ in THIRD]
    rows.append(["**together**", *_total(third)])
    yield markdown_table(["Claim", "Accepted, third", "Found, third"], rows)


def _marked_half(facts: list[Facts], pool: Mapping[FactKind, list[str]], *, second: bool) -> Told:
    found: Told = Counter()
    chance = random.Random(23)
    for one in facts:
        for short in (False, True):
            _mark(found, sentences(one, pool, chance, second=second, short=short), one)
    return found


def _mark(found: Told, told: Iterable[tuple[str, bool, str]], facts: Facts) -> None:
    for name, right, text in told:
        said = [one.grounding for one in marked(text, facts)]
        found[name, right, Grounding.UNSUPPORTED in said] += 1


def _told(found: Told, name: str) -> list[str]:
    """How many right ones are accepted and wrong ones found; empty where there are none."""
    pairs = [(found[name, right, not right], found[name, right, right]) for right in (True, False)]
    return [f"{hit:,} of {hit + miss:,}" if hit + miss else "" for hit, miss in pairs]


def _total(found: Told) -> list[str]:
    counted: list[str] = []
    for right in (True, False):
        hit = sum(n for (_, true, unbacked), n in found.items() if true is right is not unbacked)
        every = sum(n for (_, true, _), n in found.items() if true is right)
        counted.append(f"{hit:,} of {every:,} ({hit / max(every, 1):.1%})")
    return counted


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
