"""Damaged and nonsensical files: a report each, in bounded time."""

from collections import Counter
from random import Random
from time import perf_counter

from openslate.authenticity.credentials.report import CredentialState
from tests.benchmarks.credentials_flips import HOLDS, SEED
from tests.benchmarks.credentials_regions import regions_of
from tests.benchmarks.credentials_world import World
from tests.benchmarks.report import milliseconds

EACH = 40


def hostile_section(world: World) -> str:
    """The part of the page about files that shall do harm."""
    states, longest, outside = Counter[CredentialState](), 0.0, 0
    draw = Random(SEED)
    for kind in world.signed.values():
        before, (start, end) = kind.path.read_bytes(), regions_of(kind).credential
        for number in range(EACH):
            content = _damaged(before, number, draw)
            begun = perf_counter()
            state = kind.read(world.house, content).state
            longest = max(longest, perf_counter() - begun)
            states[state] += 1
            same = content[:start] == before[:start] and content[end:] == before[end:]
            outside += state in HOLDS and not same
    told = "; ".join(f"{state.value}: {count}" for state, count in states.most_common())
    return (
        "## Damaged files\n"
        f"{states.total()} files, {EACH} of each kind, cut off, with stretches of random bytes or "
        f"of 0xFF written over them, or with parts repeated fifty times: each gave a report and "
        f"none an error. {told}. Of those still taken for valid the damage lay in the credential's "
        f"own padding, but for {outside}. The longest took {milliseconds(longest)}.\n"
    )


def _damaged(content: bytes, number: int, draw: Random) -> bytes:
    at = draw.randrange(len(content))
    length = draw.randrange(1, 400)
    ways = (
        content[: at + 1],
        content[:at] + draw.randbytes(length) + content[at + length :],
        content[:at] + b"\xff" * length + content[at + length :],
        content[:at] + content[at : at + length] * 50 + content[at:],
    )
    return ways[number % len(ways)]
