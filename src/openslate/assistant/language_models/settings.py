"""Where a language model is served, and how much of it is waited for."""

import os
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

from openslate.common.errors import SlateError

KEY_ENVIRONMENT = "SLATE_LANGUAGE_MODEL_KEY"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class LanguageModelSettings(BaseModel):
    """A server that speaks the OpenAI chat protocol; without `url` none is asked anything."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str = Field(
        default="",
        description="Address of the server up to and with /v1; empty means that there is none. "
        f"The key is read from the environment variable {KEY_ENVIRONMENT}, never from this file.",
    )
    model: str = Field(default="", description="Name of the model that the server is asked for.")
    seconds: float = Field(
        default=60.0, gt=0, le=600, description="Seconds after which an answer is given up."
    )
    attempts: int = Field(
        default=3, ge=1, le=10, description="How often a busy or broken server is asked."
    )
    most_letters: int = Field(
        default=20_000, ge=100, le=1_000_000, description="Characters of an answer that are read."
    )

    @field_validator("url")
    @classmethod
    def _an_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in ("http", "https") or not parts.hostname):
            raise ValueError("the address starts with https:// (or http:// on this machine)")
        if parts.username or parts.password:
            raise ValueError(f"the key belongs into {KEY_ENVIRONMENT}, not into the address")
        if parts.scheme == "http" and parts.hostname not in LOOPBACK:
            raise ValueError("http:// is for servers on this machine; use https:// for others")
        return url.rstrip("/")

    @property
    def key(self) -> str | None:
        """The key of the environment, None where there is none."""
        return os.environ.get(KEY_ENVIRONMENT) or None

    def required(self) -> "LanguageModelSettings":
        """These settings where there is a server; raises SlateError where there is none."""
        if not self.url:
            raise SlateError(
                "No language model is set up", do="Set url and model under [language_model]"
            )
        return self
