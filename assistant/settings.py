"""Settings: `bearing.toml` beside the sources, and every key also as `BEARING_...` in the environment, which wins."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from assistant.domain import NOBODY, Kind
from assistant.encoder.embedding import PACKAGED
from assistant.errors import UsageError

FILE_NAME = "bearing.toml"
KEY_NAME = "BEARING_MODEL_API_KEY"
"""The variable that holds the key of a language model's server."""
Group = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$")]
"""The name of an audience."""


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
    """One `[[sources]]` entry; without an audience nobody may read it, without writers nobody adds files in the app."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    kind: Kind | None = None
    audience: Group | None = None
    writers: tuple[Group, ...] = ()
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


class SignInSettings(BaseModel):
    """`[sign_in]`: who may come in where sign-in is set up, and the groups that each reads for.

    `groups` goes by a value of the token's `claim`, `people` by the e-mail address, `domains` by what follows its @;
    who is named in none of the three stays outside. An address counts where the provider says that it verified it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    claim: str = Field(default="groups", min_length=1)
    groups: dict[str, tuple[Group, ...]] = {}
    people: dict[str, tuple[Group, ...]] = {}
    domains: dict[str, tuple[Group, ...]] = {}
    trust_email: bool = Field(default=False, description="count addresses that the provider says nothing about")
    hours: float = Field(default=12.0, gt=0, le=720, description="how long a sign-in lasts, whatever its cookie says")

    @field_validator("groups", "people", "domains")
    @classmethod
    def _without_nobody(cls, lists: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        if any(NOBODY in names for names in lists.values()):
            raise ValueError(f'"{NOBODY}" is no group: it stands for sources without an audience')
        return lists

    @field_validator("people", "domains")
    @classmethod
    def _in_lower_case(cls, lists: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return {name.lower().removeprefix("@"): names for name, names in lists.items()}


class Settings(BaseSettings):
    """All settings, frozen; built once at the edge and passed down."""

    model_config = SettingsConfigDict(
        env_prefix="BEARING_", env_nested_delimiter="_", env_nested_max_split=1, frozen=True, extra="forbid"
    )

    sources: tuple[SourceSettings, ...] = ()
    model: ModelSettings | None = None
    sign_in: SignInSettings | None = None
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
    written = file.read_bytes() if file and file.is_file() else b""
    prefix = str(Settings.model_config["env_prefix"])
    given = frozenset(pair for pair in os.environ.items() if pair[0].upper().startswith(prefix))
    return _settings(file, written, given)


@lru_cache(maxsize=16)
def _settings(file: Path | None, written: bytes, given: frozenset[tuple[str, str]]) -> Settings:
    """Return what a file and the environment say; once for the same words, since a page asks at every rerun."""
    _refuse_misspelt(name for name, _ in given)
    values: dict[str, Any] = {}
    if written:
        try:
            values = tomllib.loads(written.decode("utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UsageError(f"{file} is not valid TOML: {error}") from error
    if "api_key" in (values.get("model") or {}):
        raise UsageError(f"model.api_key in {file}: a key is no setting; take it out and set {KEY_NAME} instead")
    try:
        return Settings(**values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part + 1 if isinstance(part, int) else part) for part in first["loc"]) or "settings"
        variable = f"BEARING_{where.upper().replace('.', '_')}"
        said = first["msg"]
        if first["type"] == "extra_forbidden":
            said = f"unknown setting{_meant(str(first['loc'][-1]), _KNOWN)}"
        mend = "" if said.endswith("?") else "; correct it"
        raise UsageError(f"{where} in {FILE_NAME} (or {variable}): {said}{mend}") from error


def _meant(name: str, known: Collection[str]) -> str:
    """Return a question for what a misspelt name may mean."""
    near = get_close_matches(name, known, 1, _NEAR)
    return f", did you mean {near[0]}?" if near else ""


def _refuse_misspelt(given: Iterable[str]) -> None:
    """Refuse a variable that is a setting but for a letter or two: it would be passed over in silence."""
    tops = [f"BEARING_{name.upper()}" for name in Settings.model_fields]
    for name in given:
        known = any(name.upper() == top or name.upper().startswith(f"{top}_") for top in tops)
        if not known and (near := get_close_matches(name.upper(), tops, 1, _NEAR)):
            raise UsageError(f"unknown setting {name} in the environment: did you mean {near[0]}?")


_NEAR = 0.88
"""How like a known name a misspelt one is, from 0 to 1."""
_KNOWN = sorted(
    {
        name
        for kind in (Settings, SourceSettings, ColumnMapping, ModelSettings, SignInSettings)
        for name in kind.model_fields
    }
)
