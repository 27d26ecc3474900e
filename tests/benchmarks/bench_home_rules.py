"""How homes keep the rules: random homes of the demo, each read card by card in plain Python.

    scripts/bench home_rules [WORKSPACE]

WORKSPACE as for `scripts/bench home`. Takes about a minute for a thousand homes.
"""

from tests.acceptance.thousand_homes import Tally, check_homes
from tests.benchmarks.bench_home import demo_desk
from tests.benchmarks.report import markdown_table, write_page

HOMES = 1000
SEEDS = ("homes", "other-homes")
WHO = {False: "grown-ups", True: "the young"}


def main() -> None:
    """Print the page and write it to docs/evaluation/home_rules.md."""
    with demo_desk(None) as desk:
        tallies = {seed: check_homes(desk, HOMES, seed) for seed in SEEDS}
    sections = [ABOUT, homes_table(tallies), "## What rows could not give", misses_table(tallies)]
    write_page("home_rules", "Do homes keep the rules?", "\n\n".join(sections))


ABOUT = f"""{HOMES:,} random homes for each seed: real viewers, four territories, 31 days around the
day the demo's rights were invented for, any minute, ages 5 to 90 or not known, one in five on a
child profile, three in four with history. Homes of the young are those for under-eighteens and
child profiles.

The checker shares nothing with what made the page but the parsed conditions: it reads the
snapshot's files, the viewings and the rulebook's text, works out rights by itself and evaluates
every rule for every card; what the rules promise about ages is spelled out once more by hand. A
quota that a row says it missed must have been out of reach: that is checked by looking at every
item of the catalogue."""


def homes_table(tallies: dict[str, Tally]) -> str:
    """Homes, what is wrong with them, and how many missed a quota."""
    rows = [
        (seed, WHO[young], tally.homes[young], tally.with_quota_missed[young])
        for seed, tally in tallies.items()
        for young in WHO
    ]
    wrong = sum(len(tally.wrong) for tally in tallies.values())
    table = markdown_table(("seed", "homes of", "homes", "with a quota missed"), rows)
    return f"Broken rules, and anything else that is wrong: **{wrong}**.\n\n{table}"


def misses_table(tallies: dict[str, Tally]) -> str:
    """Everything rows said they could not give, and in how many homes."""
    rows = [
        (seed, WHO[young], missed.row, missed.name or missed.kind, count)
        for seed, tally in tallies.items()
        for (young, missed), count in sorted(tally.missed.items())
    ]
    table = markdown_table(("seed", "homes of", "row", "what", "homes"), rows)
    return f"{REASONS}\n\n{table}"


REASONS = """A pin is left out where its item has no rights, is barred for this viewer, or has been
watched. A row is short ("length") where all that is left of its theme is shown."""

if __name__ == "__main__":
    main()
