"""Which evidence leads to which verdict, as a table."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from openslate.authenticity.credentials.report import (
    BindingReport,
    CredentialReport,
    CredentialState,
)
from openslate.authenticity.verification.conclude import conclude
from openslate.authenticity.verification.evidence import (
    Evidence,
    ForeignMatch,
    FoundBy,
    MarkReading,
    RegisterMatch,
)
from openslate.authenticity.verification.origin import Origin
from openslate.decision.verdict import Verdict
from openslate.store.register import RegisteredFile

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PHOTO = RegisteredFile("f1", "aa", "photo.jpg", "image/jpeg", 9, NOON, "ada", 7, "cc", {})
NONE, TRUSTED, VALID, BROKEN = (
    CredentialReport(state)
    for state in (
        CredentialState.NONE, CredentialState.TRUSTED, CredentialState.VALID, CredentialState.BROKEN
    )
)  # fmt: skip
LABEL = Verdict.LABEL
BARE = Evidence("x.jpg", "bb", "image/jpeg", NONE, MarkReading(None, 1.0, 400))
SEVEN = MarkReading(7, 1e-9, 400)


def match(found_by: FoundBy, credential: CredentialReport | None) -> tuple[RegisterMatch, ...]:
    return (RegisterMatch(PHOTO, found_by, "It fits.", credential),)


def foreign(
    found_by: FoundBy, credential: CredentialReport = BROKEN, *, trusted: bool = False
) -> tuple[ForeignMatch, ...]:
    return (ForeignMatch("register.example", found_by, credential, trusted),)


@pytest.mark.parametrize(
    ("evidence", "origin", "verdict"),
    [
        (BARE, Origin.NOTHING, Verdict.REVIEW),
        (replace(BARE, credential=TRUSTED), Origin.TRUSTED, Verdict.ALLOW),
        (replace(BARE, credential=VALID), Origin.VALID, Verdict.LABEL),
        (replace(BARE, credential=BROKEN), Origin.BROKEN, Verdict.BLOCK),
        (replace(BARE, mark=SEVEN), Origin.MARK_ONLY, Verdict.REVIEW),
        (replace(BARE, mark=None), Origin.NOTHING, Verdict.REVIEW),
        (replace(BARE, matches=match(FoundBy.MARK, BROKEN)), Origin.RECOVERED, Verdict.LABEL),
        (
            replace(BARE, matches=match(FoundBy.FINGERPRINT, BROKEN)),
            Origin.RECOVERED,
            Verdict.LABEL,
        ),
        (replace(BARE, matches=match(FoundBy.BYTES, TRUSTED)), Origin.TRUSTED, Verdict.ALLOW),
        (replace(BARE, matches=match(FoundBy.BYTES, VALID)), Origin.VALID, Verdict.LABEL),
        (replace(BARE, matches=match(FoundBy.FINGERPRINT, None)), Origin.NOTHING, Verdict.REVIEW),
        (
            replace(BARE, mark=SEVEN, matches=match(FoundBy.MARK, None)),
            Origin.MARK_ONLY,
            Verdict.REVIEW,
        ),
        (replace(BARE, foreign=foreign(FoundBy.MARK, trusted=True)), Origin.RECOVERED, LABEL),
        (replace(BARE, foreign=foreign(FoundBy.MARK)), Origin.RECOVERED, Verdict.REVIEW),
        (
            replace(BARE, foreign=foreign(FoundBy.FINGERPRINT, trusted=True)),
            Origin.RECOVERED,
            Verdict.REVIEW,
        ),
        (
            replace(BARE, foreign=foreign(FoundBy.MARK, VALID, trusted=False)),
            Origin.VALID,
            Verdict.REVIEW,
        ),
        (
            replace(BARE, credential=BROKEN, mark=SEVEN, matches=match(FoundBy.MARK, BROKEN)),
            Origin.BROKEN,
            Verdict.BLOCK,
        ),
    ],
)
def test_evidence_and_verdict(evidence: Evidence, origin: Origin, verdict: Verdict) -> None:
    found = conclude(evidence)
    assert (found.origin, found.decision.verdict) == (origin, verdict)


def test_a_recovered_credential_is_shown_and_never_called_valid() -> None:
    kept = CredentialReport(CredentialState.BROKEN, ("It was changed.",), title="Photo")
    found = conclude(replace(BARE, matches=match(FoundBy.MARK, kept)))
    assert found.credential is kept
    assert "Valid" not in found.origin.title


def test_a_credential_kept_for_other_bytes_never_makes_a_file_trusted() -> None:
    """Even if somebody could make it read as if it held, only the very bytes count."""
    found = conclude(replace(BARE, matches=match(FoundBy.MARK, TRUSTED)))
    assert found.origin is Origin.RECOVERED


@pytest.mark.parametrize(
    ("value", "verdict"),
    [("0000000000000008", Verdict.REVIEW), ("0000000000000007", Verdict.ALLOW)],
)
def test_a_mark_that_the_credential_does_not_name_calls_for_a_person(
    value: str, verdict: Verdict
) -> None:
    binding = BindingReport("org.openslate.mark.1", value)
    bound = CredentialReport(CredentialState.TRUSTED, soft_bindings=(binding,))
    found = conclude(replace(BARE, credential=bound, mark=SEVEN))
    assert (found.origin, found.decision.verdict) == (Origin.TRUSTED, verdict)


def test_every_piece_of_evidence_is_a_finding() -> None:
    whole = replace(
        BARE, mark=SEVEN, matches=match(FoundBy.MARK, BROKEN), unseen=("The sound is too long.",)
    )
    rules = [finding.rule for finding in conclude(whole).decision.findings]
    assert rules == ["credential", "register", "mark", "unseen", "origin"]


def test_no_mark_is_never_called_not_ours() -> None:
    (finding,) = (f for f in conclude(BARE).decision.findings if f.rule == "mark")
    assert "does not mean" in finding.because


@pytest.mark.parametrize("origin", list(Origin))
def test_every_verdict_says_what_it_means_and_what_it_does_not_prove(origin: Origin) -> None:
    assert origin.meaning.endswith(".")
    assert origin.unproven.endswith(".")
    assert len({one.code for one in Origin}) == 6
