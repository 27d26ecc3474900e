"""What a credential says and whether it holds."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum


class CredentialState(Enum):
    """How far a credential can be believed, the surest first."""

    TRUSTED = "trusted"
    VALID = "valid, signer unknown"
    BROKEN = "broken"
    ELSEWHERE = "kept elsewhere, not fetched"
    NONE = "none"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class SignerReport:
    """Whose certificate signed: its names as the issuer states them, and how long it holds."""

    name: str
    organisation: str
    issuer: str
    algorithm: str
    serial: str
    valid_from: datetime | None
    valid_until: datetime | None


@dataclass(frozen=True)
class TimeReport:
    """When it was signed, as a timestamp authority states it; `trusted` when that one is."""

    at: datetime
    authority: str
    trusted: bool


@dataclass(frozen=True)
class ActionReport:
    """One thing that was done, in C2PA's word and in plain ones."""

    action: str
    words: str
    when: str | None = None
    software: str | None = None
    source_type: str | None = None
    description: str | None = None


@dataclass(frozen=True)
class ValidationCode:
    """One outcome of validation; `explanation` is the library's, `sentence` ours.

    `outcome` is success, information or failure; `depth` 0 for the credential itself, 1 for its
    sources'.
    """

    code: str
    outcome: str
    sentence: str
    where: str
    explanation: str
    depth: int = 0


@dataclass(frozen=True)
class BindingReport:
    """A soft binding: which mark or fingerprint leads back to this credential."""

    algorithm: str
    value: str


@dataclass(frozen=True)
class IngredientReport:
    """One file this was made from, with what its own credential says; sources of it below.

    `sound` is None where it came without a credential; `problems` are from when it was put in.
    """

    title: str
    relation: str
    media_type: str | None
    label: str | None = None
    sound: bool | None = None
    problems: tuple[str, ...] = ()
    signer: str | None = None
    generator: str | None = None
    actions: tuple[ActionReport, ...] = ()
    ingredients: tuple["IngredientReport", ...] = ()


@dataclass(frozen=True)
class CredentialReport:
    """Everything that is known of a file's credential; fields are empty where nothing is said.

    `reasons` says in sentences why the state is no better. `statements` are addresses of what is
    stated, for redaction. `manifest` holds the credential's bytes, for a register.
    """

    state: CredentialState
    reasons: tuple[str, ...] = ()
    label: str | None = None
    title: str | None = None
    generator: str | None = None
    signer: SignerReport | None = None
    time: TimeReport | None = None
    actions: tuple[ActionReport, ...] = ()
    source_type: str | None = None
    creators: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    training: dict[str, str] = field(default_factory=dict)
    soft_bindings: tuple[BindingReport, ...] = ()
    ingredients: tuple[IngredientReport, ...] = ()
    redactions: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    codes: tuple[ValidationCode, ...] = ()
    embedded: bool = True
    update: bool = False
    remote_url: str | None = None
    manifest: bytes = field(default=b"", repr=False)

    @property
    def holds(self) -> bool:
        """Whether the content is as it was signed, whoever signed it."""
        return self.state in (CredentialState.TRUSTED, CredentialState.VALID)
