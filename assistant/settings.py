"""Settings: `bearing.toml` beside the sources, and every key also as `BEARING_...` in the environment, which wins."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from assistant.domain import Kind
from assistant.embedding import PACKAGED
from assistant.errors import UsageError

FILE_NAME = "bearing.toml"


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


class Settings(BaseSettings):
    """All settings, frozen; built once at the edge and passed down."""

    model_config = SettingsConfigDict(env_prefix="BEARING_", frozen=True, extra="forbid")

    sources: tuple[SourceSettings, ...] = ()
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
    try:
        return Settings(**values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "settings"
        raise UsageError(f"{where} in {FILE_NAME} (or BEARING_{where.upper()}): {first['msg']}; correct it") from error
