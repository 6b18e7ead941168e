"""Settings: `bearing.toml` beside the sources, and every key also as `BEARING_...` in the environment, which wins."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from assistant.domain import Kind
from assistant.embedding import PACKAGED
from assistant.errors import UsageError

FILE_NAME = "bearing.toml"
KEY_NAME = "BEARING_MODEL_API_KEY"
"""The variable that holds the key of a language model's server."""


class ColumnMapping(BaseModel):
    """What the columns of a table mean that no known tool wrote: `[sources.records]` below a `[[sources]]` entry.

    `type` is what a row is ("account", "opportunity", "issue", ...); the other keys name the column that holds it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: str
    title: str
    key: str | None = None
    status: str | None = None
    owner: str | None = None
    created: str | None = None
    updated: str | None = None
    due: str | None = None
    amount: str | None = None
    parent: str | None = None


class SourceSettings(BaseModel):
    """One `[[sources]]` entry; without an audience nobody may read it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    kind: Kind | None = None
    audience: str | None = Field(default=None, pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$")
    records: ColumnMapping | None = None


class Client(StrEnum):
    """How a language model is spoken to: `openai` is any server that offers OpenAI's chat interface."""

    OPENAI = "openai"
    ANTHROPIC = "anthropic"
    OLLAMA = "ollama"


class ModelSettings(BaseModel):
    """`[model]`: the language model that may write answers. Its key never stands in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    client: Client
    name: str = Field(min_length=1)
    url: str | None = Field(default=None, pattern=r"^https?://\S+$")
    seconds: float = Field(default=8.0, gt=0, le=300, description="for all of an answer, tries again included")
    temperature: float | None = Field(default=None, ge=0, le=2, description="None: what the server takes by default")
    api_key: SecretStr | None = None


class Settings(BaseSettings):
    """All settings, frozen; built once at the edge and passed down."""

    model_config = SettingsConfigDict(
        env_prefix="BEARING_", env_nested_delimiter="_", env_nested_max_split=1, frozen=True, extra="forbid"
    )

    sources: tuple[SourceSettings, ...] = ()
    model: ModelSettings | None = None
    embedder: str = PACKAGED
    reranker: str | None = Field(default=None, description="a CrossEncoder by name or folder, None for none")
    passwords: tuple[str, ...] = ()
    parse_seconds: float = Field(default=60.0, gt=0)
    parse_memory_mb: int = Field(default=1024, ge=64)
    workers: int = Field(default=0, ge=0, description="0: one for each core")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the file, whose values come as arguments."""
        return env_settings, init_settings


def load_settings(folder: Path | None = None) -> Settings:
    """Return the settings of a sources folder.

    Raises:
        UsageError: `bearing.toml` is not TOML, or a key is unknown or out of range.
    """
    file = folder / FILE_NAME if folder else None
    values: dict[str, Any] = {}
    if file and file.is_file():
        try:
            values = tomllib.loads(file.read_text(encoding="utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UsageError(f"{file} is not valid TOML: {error}") from error
    if "api_key" in (values.get("model") or {}):
        raise UsageError(f"model.api_key in {file}: a key is no setting; take it out and set {KEY_NAME} instead")
    try:
        return Settings(**values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "settings"
        variable = f"BEARING_{where.upper().replace('.', '_')}"
        raise UsageError(f"{where} in {FILE_NAME} (or {variable}): {first['msg']}; correct it") from error
