"""Times filters of others in their own environment: messages in, milliseconds out, as JSON."""

import json
import sys
from collections.abc import Callable, Sequence
from time import process_time


def filters() -> dict[str, Callable[[str], object]]:
    """Each filter that is installed here, by name."""
    found: dict[str, Callable[[str], object]] = {}
    try:
        from profanity_check import predict_prob

        found["alt-profanity-check"] = lambda message: predict_prob([message])
    except ImportError:
        pass
    try:
        from better_profanity import profanity

        found["better-profanity"] = profanity.contains_profanity
    except ImportError:
        pass
    return found


def timed(run: Callable[[str], object], messages: Sequence[str]) -> tuple[float, float]:
    """Middle and 95th percentile of processor time in milliseconds."""
    taken = []
    for message in messages:
        start = process_time()
        run(message)
        taken.append((process_time() - start) * 1000)
    kept = sorted(taken[len(taken) // 10 :])
    return kept[len(kept) // 2], kept[int(len(kept) * 0.95)]


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    print(json.dumps({name: timed(run, asked[:200]) for name, run in filters().items()}))
