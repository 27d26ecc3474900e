"""Print the part of constraints.txt that some extras need, ready for `pip install -r`.

    python scripts/pinned.py core setup test     # dependencies, groups and extras of pyproject.toml
    python scripts/pinned.py uv                  # or single distributions

pip before 25 refuses a constraints file with hashes unless every requirement is itself pinned, so
the pins are handed over whole. Which pin needs which is in the file: its `# via` comments.
Standard library only, because it runs before anything is installed.
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def canonical(requirement: str) -> str:
    """The distribution's name in a requirement: 'Psycopg[binary]>=3.2' is 'psycopg'."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def direct(wanted: list[str]) -> set[str]:
    """The distributions that the named extras, groups or single names ask for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    named = {"core": project["project"]["dependencies"]}
    named |= project["project"]["optional-dependencies"] | project["dependency-groups"]
    return {canonical(line) for name in wanted for line in named.get(name, [name])}


def read_pins(text: str) -> dict[str, list[str]]:
    """The blocks of a constraints file by distribution; one for each environment marker."""
    pins: dict[str, list[str]] = {}
    for block in re.split(r"(?m)^(?=[a-z0-9])", text)[1:]:
        pins.setdefault(canonical(block), []).append(block)
    return pins


def needed_by(block: str) -> set[str]:
    """The distributions that a pin's `# via` comment names."""
    return set(re.findall(r"(?m)^ +# (?:via)? *([\w.-]+)$", block)) - {"via"}


def closure(names: set[str], pins: dict[str, list[str]]) -> set[str]:
    """`names` and all that they need, and what that needs."""
    more = {name for name, blocks in pins.items() if needed_by("".join(blocks)) & names}
    return names if more <= names else closure(names | more, pins)


def main(wanted: list[str]) -> None:
    """Print the blocks; exits with a sentence when something has no pin."""
    pins = read_pins((ROOT / "constraints.txt").read_text())
    names = closure(direct(wanted), pins)
    if missing := sorted(names - pins.keys()):
        sys.exit(f"constraints.txt has no pin for {', '.join(missing)}. Run scripts/pin.")
    print("".join(block for name in sorted(names) for block in pins[name]), end="")


if __name__ == "__main__":
    main(sys.argv[1:])
