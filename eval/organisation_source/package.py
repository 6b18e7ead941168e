"""Make an Office file depend on its content alone: fixed dates, fixed order, no clock."""

import re
import zipfile
from datetime import datetime
from pathlib import Path

_ZIP_EPOCH = (2026, 1, 1, 0, 0, 0)
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")


def freeze_package(path: Path, written: datetime) -> None:
    """Rewrite an OOXML file so that two builds are equal byte for byte."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    stamp = written.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    core = "docProps/core.xml"
    parts[core] = _STAMPS.sub(rb"\g<1>" + stamp + rb"\g<2>", parts[core])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, content)
