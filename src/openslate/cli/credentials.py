"""Commands about content credentials: init, renew, check, show."""

import sys
from pathlib import Path

import click

from openslate.app.workspace import Workspace
from openslate.cli.options import GivenPath, common
from openslate.cli.output import print_json, say, table

FILE = GivenPath(exists=True, dir_okay=False)
NAMES = click.Choice(["ES256", "ES384", "ES512", "Ed25519", "PS256", "PS384", "PS512"])


@click.group()
def credentials() -> None:
    """Content credentials (C2PA): certificates that sign, and what is signed in a file."""


@credentials.command()
@click.argument(
    "folder",
    type=GivenPath(file_okay=False),
    required=False,
    help="Where to write; default the workspace's folder 'credentials'.",
)
@click.option("--algorithm", type=NAMES, default="ES256", show_default=True, help="How it signs.")
@click.option(
    "--days",
    type=click.IntRange(1, 3650),
    default=365,
    show_default=True,
    help="How long the certificate that signs is valid.",
)
@common
def init(workspace: Path, as_json: bool, folder: Path | None, algorithm: str, days: int) -> None:
    """Make certificates of your own: a root, an issuing one and one that signs, with their keys."""
    from openslate.app.authenticity.init_credentials import InitCredentials

    with Workspace.open(workspace) as opened:
        made = InitCredentials(opened)(folder, algorithm=algorithm, days=days)
    if as_json:
        print_json(made)
        return
    say(f"{made.organisation} can sign files until {made.signs_until:%Y-%m-%d} ({made.algorithm}).")
    say(f"Made in {made.folder}: {', '.join(made.files)}.")
    say("Move root.key to a safe place off this machine; signing does not need it.")
    say("Give root.pem to those who shall trust what you sign.")


@credentials.command()
@click.option(
    "--days",
    type=click.IntRange(1, 3650),
    default=365,
    show_default=True,
    help="How long the new certificate is valid.",
)
@common
def renew(workspace: Path, as_json: bool, days: int) -> None:
    """Make the next certificate that signs, and keep the present one beside it."""
    from openslate.app.authenticity.renew_credentials import RenewCredentials

    with Workspace.open(workspace) as opened:
        made = RenewCredentials(opened)(days=days)
    if as_json:
        print_json(made)
    else:
        say(f"{made.organisation} can sign files until {made.signs_until:%Y-%m-%d}.")


@credentials.command()
@click.argument(
    "certificate",
    type=FILE,
    required=False,
    help="PEM file with the certificate and those above it; default the workspace's own.",
)
@click.option("--key", help="Its private key: a file, env:NAME or a PKCS #11 URI.")
@common
def check(workspace: Path, as_json: bool, certificate: Path | None, key: str | None) -> None:
    """Say what keeps a certificate from signing, and what to do; status 1 when something does."""
    from openslate.app.authenticity.check_credentials import CheckCredentials

    with Workspace.open(workspace) as opened:
        checked = CheckCredentials(opened)(certificate, key)
    if as_json:
        print_json(checked)
    else:
        looked = "certificates and key" if checked.key_checked else "certificates"
        say(f"{checked.subject}, issued by {checked.issuer}, until {checked.ends:%Y-%m-%d}.")
        for finding in checked.findings:
            say(f"  {finding.sentence}")
        say(f"The {looked} can sign." if checked.fit else f"The {looked} can't sign files.")
    sys.exit(0 if checked.fit else 1)


@credentials.command()
@click.argument("file", type=FILE, help="Any file; its credential may lie beside it.")
@click.option("--codes", is_flag=True, help="Also every outcome of validation.")
@common
def show(workspace: Path, as_json: bool, file: Path, codes: bool) -> None:
    """What a file's credential says and whether it holds; status 1 when it doesn't."""
    from openslate.app.authenticity.read_credential import (
        ReadCredential,
        report_lines,
        without_bytes,
    )

    with Workspace.open(workspace) as opened:
        report = ReadCredential(opened)(file)
    if as_json:
        print_json(without_bytes(report))
    else:
        for line in report_lines(report):
            say(line)
    if codes and not as_json:
        rows = [(one.outcome, one.code, one.sentence) for one in report.codes]
        table(("Outcome", "Code", "What it means"), rows)
    sys.exit(0 if report.holds else 1)
