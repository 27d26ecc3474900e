"""How commands tell whether a rulebook is in order."""

from openslate.app.slates.rules import RulesReport
from openslate.cli.output import print_json, say, table


def say_rules_report(report: RulesReport, as_json: bool) -> None:
    """Tell it to a person or a program; ends with status 1 where something is to be mended."""
    if as_json:
        print_json(report)
    else:
        if report.rules:
            table(
                ("Rule", "What it says", "Examples"),
                ((r.name, r.sentence, f"{r.passed} of {r.examples} pass") for r in report.rules),
            )
        if report.others:
            table(
                ("Entry", "Kind", "What it says"),
                ((entry.name, entry.kind, entry.sentence) for entry in report.others),
            )
        for problem in (*report.problems, *report.notes):
            say(problem)
        say(f"Rulebook {report.version}: {'in order' if report.good else 'not in order'}.")
    if not report.good:
        raise SystemExit(1)
