"""Reads a file's credential and says how far it can be believed."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import c2pa

from openslate.authenticity.credentials.judge import judge
from openslate.authenticity.credentials.library import (
    LARGEST_MANIFEST_MB,
    OFFLINE,
    NetworkAccess,
    context,
    explain,
)
from openslate.authenticity.credentials.media_types import (
    OTHER,
    SIDECAR,
    SIDECAR_TYPE,
    media_type_of,
)
from openslate.authenticity.credentials.parts import mapping, text
from openslate.authenticity.credentials.report import CredentialReport, CredentialState
from openslate.authenticity.credentials.report_maker import make_report
from openslate.authenticity.credentials.sign import sidecar_of
from openslate.authenticity.credentials.traces import holds_traces, traces_at_ends
from openslate.authenticity.credentials.trust import TrustList
from openslate.authenticity.media.media_type import HEAD
from openslate.common.errors import SlateError

UNREADABLE = re.compile(r"could not be parsed|invalid asset|type is unsupported|Io:", re.IGNORECASE)
LARGEST_SIDECAR = LARGEST_MANIFEST_MB << 20
ITSELF = "This file is itself the credential of another; ask for the file that it lies beside."
HURT = "The file was changed so that it can't be read any more, and a credential stands in it."
TRACES = (
    "Something of a credential stands in the file where none can be read: it was damaged, or "
    "belongs to another file inside of this one."
)
ADDRESS = re.compile(r"https?://\S+")


def read_credential(
    source: Path | bytes,
    trust: TrustList,
    *,
    sidecar: bytes | None = None,
    network: NetworkAccess = OFFLINE,
) -> CredentialReport:
    """What a file's credential says, judged by a trust list.

    A path may have its credential beside it, in a file that ends in `.c2pa`; bytes may come with
    one. Whatever a file holds, the answer is a report; SlateError is raised only where the file
    can't be opened.
    """
    if isinstance(source, bytes):
        return _read(BytesIO(source), trust, sidecar, network)
    try:
        with source.open("rb") as stream:
            report = _read(stream, trust, sidecar, network)
            beside = None if sidecar else _beside(source)
            if report.state is CredentialState.NONE and beside is not None:
                stream.seek(0)
                return _read(stream, trust, beside, network)
            return report
    except OSError as error:
        raise SlateError(
            f"The file could not be read ({error.strerror})", where=str(source), do="Name another"
        ) from None


def _beside(path: Path) -> bytes | None:
    """The credential beside a file, by C2PA's name for it or with the whole name before it.

    One that is larger than any credential is none.
    """
    for candidate in (sidecar_of(path), path.with_name(path.name + SIDECAR)):
        if not candidate.is_file() or candidate == path:
            continue
        if candidate.stat().st_size <= LARGEST_SIDECAR:
            return candidate.read_bytes()
    return None


def _read(
    stream: BinaryIO, trust: TrustList, sidecar: bytes | None, network: NetworkAccess
) -> CredentialReport:
    kind = media_type_of(stream.read(HEAD))
    stream.seek(0)
    if kind.name == SIDECAR_TYPE and sidecar is None:
        return CredentialReport(CredentialState.NONE, (ITSELF,))
    name = kind.name if kind.embeds else (OTHER if sidecar else None)
    used = context(trust, network)
    try:
        with c2pa.Reader(name, stream, sidecar, context=used) as reader:
            told, detail = json.loads(reader.json()), json.loads(reader.crjson())
            manifest = sidecar or _manifest_bytes(reader, told)
            address = None if sidecar else reader.get_remote_url()
    except c2pa.C2paError as error:
        report = _refused(error)
        return report if sidecar else _with_traces(report, stream, kind.embeds)
    except ValueError:  # no JSON, or text that is no Unicode
        return _broken("The credential can't be read.")
    report = replace(
        make_report(told, detail), manifest=manifest, embedded=sidecar is None, remote_url=address
    )
    return judge(report, trust)


def _with_traces(report: CredentialReport, stream: BinaryIO, embeds: bool) -> CredentialReport:
    """The report on a file that gave no credential, with what stands in it all the same."""
    if report.state is CredentialState.UNREADABLE and embeds and holds_traces(stream):
        return _broken(HURT)
    if report.state is CredentialState.NONE and traces_at_ends(stream):
        return replace(report, reasons=(TRACES,))
    return report


def _manifest_bytes(reader: Any, told: Mapping[str, Any]) -> bytes:
    """All of the credential as it stands in the file."""
    label = text(mapping(told).get("active_manifest"))
    if label is None:
        return b""
    written = BytesIO()
    reader.resource_to_stream(label, written)
    return written.getvalue()


def _refused(error: c2pa.C2paError) -> CredentialReport:
    """What it means that the library raised an error instead of giving a report."""
    said = str(error)
    if isinstance(error, c2pa.C2paError.ManifestNotFound):
        return CredentialReport(CredentialState.NONE)
    if isinstance(error, c2pa.C2paError.NotSupported):
        reason = "Files of this kind can't hold a credential, and there is none beside it."
        return CredentialReport(CredentialState.NONE, (reason,))
    if said.startswith("Remote"):
        address = ADDRESS.search(said)
        reason = "The credential is kept on another machine, which was not asked."
        found = address[0].strip('"') if address else None
        return CredentialReport(CredentialState.ELSEWHERE, (reason,), remote_url=found)
    if UNREADABLE.search(said):
        reason = "The file is damaged or not of the kind it claims to be."
        return CredentialReport(CredentialState.UNREADABLE, (reason,))
    what, _ = explain(said)
    return _broken(f"{what}.")


def _broken(reason: str) -> CredentialReport:
    return CredentialReport(CredentialState.BROKEN, (reason,))
