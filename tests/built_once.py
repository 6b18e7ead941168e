"""An organisation of a test, indexed by the first test of a run that asks for it."""

from collections.abc import Mapping
from pathlib import Path

from assistant.settings import load_settings
from ingest.night import Night

_BUILT: dict[int, Path] = {}


def built_once(files: Mapping[str, str], folder: Path) -> Path:
    """Return the index of an organisation's files, by their paths, built in `folder` where it is not there yet."""
    if id(files) not in _BUILT:
        for name, text in files.items():
            file = folder / "sources" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        Night(folder / "sources", folder / "index", load_settings(folder / "sources")).run()
        _BUILT[id(files)] = folder / "index"
    return _BUILT[id(files)]
