"""Single bits turned over, outside and inside of the credential: is each noticed?"""

from collections import Counter
from dataclasses import replace
from random import Random

from openslate.authenticity.credentials.read import TRACES
from openslate.authenticity.credentials.report import CredentialState
from tests.benchmarks.credentials_regions import regions_of
from tests.benchmarks.credentials_world import SignedKind, World
from tests.benchmarks.report import markdown_table

FLIPS = 200
SEED = 5
HOLDS = (CredentialState.TRUSTED, CredentialState.VALID)
HEADINGS = (
    "kind",
    "bytes",
    "in no hash",
    "flips in hashed bytes",
    "broken",
    "unreadable",
    "hidden, and told",
    "still valid",
    "flips in no hash",
    "still valid there",
)
INTRODUCTION = f"""## Flips
In each signed file {FLIPS} bits at random places outside of the credential were turned over, one at
a time (seed {SEED}). *Broken* means that the report says so; *unreadable* that the file is no file
of its kind any more and holds no trace of a credential; *hidden* that none can be read any more,
but the report says that something of one stands in the file. Bytes *in no hash* are those that the
C2PA specification leaves out besides the credential itself: in ISO base media files the boxes
`ftyp`, `free`, `skip` and `mfra`, which hold no picture or sound.
"""


def flips_section(world: World) -> str:
    """The part of the page about turned bits."""
    rows = [_row(world, ending, kind) for ending, kind in world.signed.items()]
    return INTRODUCTION + "\n" + markdown_table(HEADINGS, rows) + "\n" + _inside(world)


def _row(world: World, ending: str, kind: SignedKind) -> tuple[object, ...]:
    regions, content = regions_of(kind), kind.path.read_bytes()
    hashed, elsewhere = Counter[CredentialState](), Counter[CredentialState]()
    told = 0
    for number, at in enumerate(_drawn(regions.outside())):
        report = kind.read(world.house, turned(content, at, number))
        state = report.state
        told += state is CredentialState.NONE and report.reasons == (TRACES,)
        (hashed if regions.name_of(at) == "hashed" else elsewhere)[state] += 1
    unhashed = sum(end - start for start, end, _ in regions.unhashed)
    return (
        ending,
        f"{len(content):,}",
        f"{unhashed:,}",
        hashed.total(),
        hashed[CredentialState.BROKEN],
        hashed[CredentialState.UNREADABLE],
        told,
        sum(hashed[state] for state in HOLDS),
        elsewhere.total(),
        sum(elsewhere[state] for state in HOLDS),
    )


def _inside(world: World) -> str:
    states, timeless, other = Counter[CredentialState](), 0, 0
    for kind in world.signed.values():
        start, end = regions_of(kind).credential
        content, before = kind.target.read_bytes(), kind.read(world.house)
        places = range(len(content)) if kind.sidecar else range(start, end)
        for number, at in enumerate(_drawn(places)):
            changed = turned(content, at, number)
            given = {"beside": changed} if kind.sidecar else {"content": changed}
            report = kind.read(world.house, **given)
            states[report.state] += 1
            late = not (report.time and report.time.trusted)
            timeless += report.holds and late
            other += (
                report.holds and not late and replace(report, manifest=before.manifest) != before
            )
    told = "; ".join(f"{state.value}: {count:,}" for state, count in states.most_common())
    return (
        f"Inside of the credentials themselves, {states.total():,} bits over all kinds came to: "
        f"{told}. Of those still trusted {timeless:,} lost their trusted time, as the bit lay in "
        f"the timestamp; of the others {other} changed anything that the report says. Most of a "
        "credential is padding, which no signature covers.\n"
    )


def _drawn(places: range | list[int]) -> list[int]:
    return Random(SEED).choices(places, k=FLIPS)


def turned(content: bytes, at: int, bit: int) -> bytes:
    """The same bytes with one bit turned over."""
    changed = bytearray(content)
    changed[at] ^= 1 << bit % 8
    return bytes(changed)
