"""What a workspace's `slate.toml` may say, with defaults that work."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from openslate.app.drafts.settings import DraftSettings
from openslate.assistant.language_models.settings import LanguageModelSettings
from openslate.audience.resonance.settings import ResonanceSettings
from openslate.authenticity.credentials.settings import CredentialSettings
from openslate.authenticity.disclosure.settings import DisclosureSettings
from openslate.authenticity.reputation.settings import ReputationSettings
from openslate.authenticity.resolution.addresses import KEYS_ENVIRONMENT, register_addresses
from openslate.common.errors import SlateError
from openslate.common.text import join_words, nearest
from openslate.graph.policy import CHOICES, CanonicalPolicy, Choice, Winner
from openslate.guard.settings import GuardSettings

FORMAT = 1
FILE_NAME = "slate.toml"
OWN_SHAPES = "shapes.ttl"
DATABASE_ENVIRONMENT = "SLATE_DATABASE_URL"
GRAPH_ENVIRONMENT = "SLATE_GRAPH_URL"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WorkspaceSettings(_Section):
    """The workspace itself."""

    format: int = Field(default=FORMAT, description="Version of the folder; Slate sets it.")
    name: str = Field(default="Slate", description="Shown at the top of every page.")


class StoreSettings(_Section):
    """Where events, decisions, reviews and accounts live."""

    url: str = Field(
        default="",
        description="Database URL; empty means SQLite in this folder. "
        f"The environment variable {DATABASE_ENVIRONMENT} wins over it.",
    )


class GraphSettings(_Section):
    """Where the graph of everything delivered lives."""

    url: str = Field(
        default="",
        description="Address of a SPARQL 1.1 server; empty means the store in this folder. "
        f"The environment variable {GRAPH_ENVIRONMENT} wins over it.",
    )


class RulesSettings(_Section):
    """Which rules are in force."""

    rulebook: str = Field(
        default="rules.yaml", description="Rulebook file, relative to this folder."
    )


class HomeSettings(_Section):
    """How a home page is made."""

    territory: str = Field(
        default="US",
        pattern="^[A-Z]{2}$",
        description="ISO 3166-1 code used where a viewer's profile names none.",
    )
    time_zone: str = Field(
        default="UTC", description="IANA zone in which viewers' local time is told."
    )
    row_size: int = Field(default=20, ge=1, le=100, description="Items in a row.")
    exploration: float = Field(
        default=0.0,
        ge=0.0,
        le=0.2,
        description="Share of places in which other titles are tried, at most 0.2; 0 tries none. "
        "Rules, rights, ages, quotas and pins hold all the same; what was drawn and how likely it "
        "was is in the journal.",
    )

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):  # the list of all names takes long
            hint = nearest(name, available_timezones())
            raise ValueError(
                f"unknown time zone {name!r}" + (f", did you mean {hint!r}?" if hint else "")
            ) from None
        return name

    @property
    def zone(self) -> ZoneInfo:
        """The time zone as an object."""
        return ZoneInfo(self.time_zone)


class WinnerSettings(_Section):
    """How one field is decided: by `policy`, sources in `prefer` before others."""

    policy: Choice | None = None
    prefer: tuple[str, ...] = ()


class CatalogueSettings(_Section):
    """How deliveries become items."""

    winners: dict[str, Choice | tuple[str, ...] | WinnerSettings] = Field(
        default={},
        description="Who wins where sources disagree, by field: a policy "
        f"({join_words(CHOICES, 'or')}), a list of sources, best first, or both as "
        '{ policy = "newest", prefer = ["studio"] }.',
    )
    shapes: str = Field(
        default=OWN_SHAPES,
        description="Your own checks, SHACL shapes in Turtle, relative to this folder.",
    )
    stale_after_days: int = Field(
        default=30, ge=1, description="Days after which a source's latest delivery counts as old."
    )

    @field_validator("winners")
    @classmethod
    def _known_winners(
        cls, winners: dict[str, Choice | tuple[str, ...] | WinnerSettings]
    ) -> dict[str, Choice | tuple[str, ...] | WinnerSettings]:
        try:
            _ = _policy(winners)
        except SlateError as error:
            raise ValueError(error.what) from None
        return winners

    @property
    def policy(self) -> CanonicalPolicy:
        """Who wins, as the graph asks for it."""
        return _policy(self.winners)


def _policy(winners: Mapping[str, Choice | tuple[str, ...] | WinnerSettings]) -> CanonicalPolicy:
    return CanonicalPolicy({column: _winner(said) for column, said in winners.items()})


def _winner(said: Choice | tuple[str, ...] | WinnerSettings) -> Winner:
    if isinstance(said, WinnerSettings):
        return Winner(said.policy, said.prefer)
    return Winner(prefer=said) if isinstance(said, tuple) else Winner(said)


class AudienceSettings(_Section):
    """What is read from events, and how small a group may be told of."""

    least_group: int = Field(
        default=10, ge=2, description="Viewers in the smallest group that figures are shown of."
    )
    viewing_after: int = Field(
        default=300,
        ge=0,
        description="Seconds into an item from which it counts as watched, where a player tells.",
    )
    pause_hours: int = Field(
        default=24,
        ge=1,
        description="Hours without a heartbeat after which a viewer has left an item for good.",
    )
    segments: str = Field(
        default="segments.yaml",
        description="Your own segments of viewers, relative to this folder; may be missing.",
    )


class LearningSettings(_Section):
    """How the model keeps up while pages are served."""

    after_events: int = Field(
        default=0,
        ge=0,
        description="New events after which 'slate serve' learns from them in the background; "
        "0 leaves it to 'slate train --update'. They count at the next request either way.",
    )
    keep_models: int = Field(
        default=20,
        ge=0,
        description="How many earlier models learning in the background leaves, the newest; pages "
        "of those removed can't be replayed.",
    )


class ServeSettings(_Section):
    """Where the pages are served."""

    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8765, ge=0, le=65535, description="Port; 0 picks a free one.")
    session_hours: int = Field(default=12, ge=1, le=720, description="How long a sign-in lasts.")


class VerifySettings(_Section):
    """What the work on one stranger's file may take before it is given up."""

    seconds: float = Field(default=60, gt=0, le=3600, description="Seconds for one step.")
    megabytes: int = Field(
        default=4096, ge=512, description="Megabytes of address space of the process that reads it."
    )
    largest_gigabytes: float = Field(
        default=8, gt=0, description="Larger files are refused on the command line."
    )
    largest_upload_megabytes: int = Field(
        default=256, ge=1, le=256, description="Larger uploads are refused by pages and the API."
    )
    registers: str = Field(
        default="",
        description="Registers of others that are asked about a file's mark or fingerprint where "
        "your own does not know it: addresses of C2PA's soft binding resolution API, with commas "
        "between; empty asks nobody. Keys that they want are in the environment variable "
        f"{KEYS_ENVIRONMENT}, as host=key.",
    )

    @field_validator("registers")
    @classmethod
    def _reachable_registers(cls, text: str) -> str:
        _ = register_addresses(text)
        return text

    @property
    def register_addresses(self) -> tuple[str, ...]:
        """The addresses, one by one."""
        return register_addresses(self.registers)


class Settings(_Section):
    """Everything `slate.toml` may hold; every key has a default."""

    workspace: WorkspaceSettings = WorkspaceSettings()
    store: StoreSettings = StoreSettings()
    graph: GraphSettings = GraphSettings()
    catalogue: CatalogueSettings = CatalogueSettings()
    rules: RulesSettings = RulesSettings()
    home: HomeSettings = HomeSettings()
    audience: AudienceSettings = AudienceSettings()
    learning: LearningSettings = LearningSettings()
    serve: ServeSettings = ServeSettings()
    resonance: ResonanceSettings = ResonanceSettings()
    credentials: CredentialSettings = CredentialSettings()
    verify: VerifySettings = VerifySettings()
    disclosure: DisclosureSettings = DisclosureSettings()
    reputation: ReputationSettings = ReputationSettings()
    guard: GuardSettings = GuardSettings()
    language_model: LanguageModelSettings = LanguageModelSettings()
    drafts: DraftSettings = DraftSettings()

    def database_url(self, folder: Path) -> str:
        """The database to use: environment, then this file, then SQLite in `folder`."""
        named = os.environ.get(DATABASE_ENVIRONMENT) or self.store.url
        return named or f"sqlite:///{folder / 'slate.db'}"

    def graph_url(self) -> str:
        """The SPARQL server to use: environment, then this file; empty for the folder's store."""
        return os.environ.get(GRAPH_ENVIRONMENT) or self.graph.url


def read_settings(path: Path) -> Settings:
    """Read and check a `slate.toml`; raises SlateError with the first thing that is wrong."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SlateError(
            "This is not a Slate workspace: it has no slate.toml",
            where=str(path.parent),
            do="Make one with 'slate init DIR' or name another with --workspace",
        ) from None
    except OSError as error:
        raise SlateError(
            f"The settings cannot be read ({error.strerror})",
            where=str(path),
            do="Check its rights",
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SlateError(f"Not valid TOML: {error}", where=str(path), do="Mend that line") from None
    _refuse_newer(values, path)
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise _first_problem(error, path) from None


def _refuse_newer(values: dict[str, object], path: Path) -> None:
    section = values.get("workspace")
    found = section.get("format", FORMAT) if isinstance(section, dict) else FORMAT
    if isinstance(found, int) and found > FORMAT:
        raise SlateError(
            f"This workspace has format {found}, made by a newer Slate; this one reads {FORMAT}",
            where=str(path.parent),
            do="Upgrade Slate; nothing was changed",
        )


def _first_problem(error: ValidationError, path: Path) -> SlateError:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    if first["type"] != "extra_forbidden":
        return SlateError(f"Setting {place}: {first['msg']}", where=str(path), do="Mend that value")
    hint = nearest(place, setting_names())
    return SlateError(
        f"There is no setting {place}",
        where=str(path),
        do=f"Did you mean {hint}?" if hint else "See 'slate config' for all settings",
    )


def setting_names() -> list[str]:
    """Every setting as 'section.key'."""
    return [f"{section}.{key}" for section, key, _, _ in describe_settings()]


def describe_settings() -> list[tuple[str, str, object, str]]:
    """Every setting as (section, key, default, what it is for)."""
    rows = []
    for section, model in Settings.model_fields.items():
        for key, field in type(model.default).model_fields.items():
            rows.append((section, key, field.default, field.description or ""))
    return rows


def default_file() -> str:
    """The text of a new, commented `slate.toml`: every setting with its default."""
    lines = ["# Settings of this Slate workspace. Every line may be left out.", ""]
    for section, model in Settings.model_fields.items():
        about = (type(model.default).__doc__ or "").strip()
        lines += [f"# {about}", f"[{section}]"]
        for _, key, default, description in (r for r in describe_settings() if r[0] == section):
            lines += [f"# {description}", f"{key} = {_in_toml(default)}"]
        lines.append("")
    return "\n".join(lines)


def _in_toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float | dict) else f'"{value}"'
