"""Reading what a file's credential says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openslate.app.authenticity.credential_files import CredentialFiles
from openslate.app.workspace import Workspace
from openslate.authenticity.credentials.read import read_credential
from openslate.authenticity.credentials.report import CredentialReport, IngredientReport

INDENT = "  "


class ReadCredential:
    """Reads credentials and judges them by the workspace's trust lists, which are read once."""

    def __init__(self, workspace: Workspace) -> None:
        self.files = CredentialFiles(workspace)

    def __call__(self, source: Path | bytes) -> CredentialReport:
        """The report on a file or on bytes; raises SlateError only where it can't be opened."""
        return read_credential(source, self.files.trust, network=self.files.network)


def without_bytes(report: CredentialReport) -> dict[str, Any]:
    """A report for programs: all but the credential's bytes, of which the number is told."""
    told = {name: getattr(report, name) for name in report.__dataclass_fields__}
    return {**told, "manifest": len(report.manifest), "state": report.state.value}


def report_lines(report: CredentialReport) -> Iterator[str]:
    """A report for a person: the state first, then who, when, what and from what."""
    yield f"Credential: {report.state.value}."
    yield from (f"{INDENT}{reason}" for reason in report.reasons)
    yield from (f"{name}: {said}" for name, said in credential_facts(report) if said)
    if report.actions:
        yield "What was done:"
        yield from (f"{INDENT}{one.words} ({one.action})" for one in report.actions)
    if report.ingredients:
        yield "Made from:"
        yield from (f"{INDENT}{line}" for line in history_lines(report.ingredients))


def credential_facts(report: CredentialReport) -> Iterator[tuple[str, str | None]]:
    """What a credential states, each under its name; None or empty where it states nothing."""
    if report.signer:
        yield "Signed by", f"{report.signer.name}, vouched for by {report.signer.issuer}"
    yield "Time", _time(report)
    yield "Title", report.title
    yield "Made with", report.generator
    yield "Source type", report.source_type
    yield "Creators", ", ".join(report.creators)
    yield "Published by", ", ".join(report.publishers)
    yield "Training", "; ".join(f"{use}: {said}" for use, said in report.training.items())
    for binding in report.soft_bindings:
        yield "Mark or fingerprint", f"{binding.value} ({binding.algorithm})"
    yield "Taken out", ", ".join(report.redactions)
    yield "Kept at", report.remote_url


def _time(report: CredentialReport) -> str | None:
    if report.time is None:
        return "no timestamp" if report.signer else None
    doubt = "" if report.time.trusted else ", who is not trusted here"
    return f"{report.time.at:%Y-%m-%d %H:%M:%S} UTC, stated by {report.time.authority}{doubt}"


def history_lines(ingredients: tuple[IngredientReport, ...], depth: int = 0) -> Iterator[str]:
    """The tree of sources as indented lines."""
    for one in ingredients:
        by = f", signed by {one.signer}" if one.signer else ", without a credential"
        broken = "; it did not hold" if one.sound is False else ""
        done = ", ".join(action.words for action in one.actions)
        yield f"{INDENT * depth}{one.title} ({one.relation}{by}{broken})"
        if done:
            yield f"{INDENT * (depth + 1)}{done}"
        yield from history_lines(one.ingredients, depth + 1)
