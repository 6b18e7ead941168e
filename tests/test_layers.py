"""The direction of imports: ingest stands on the floor of assistant, app and eval stand on both, nothing looks up."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOOR = ("domain", "errors", "text", "quotes", "encoder", "index", "settings")
"""What ingest stands on, too: nothing here knows of a question."""
ORDER = (
    *FLOOR,
    "batches",
    "checking",
    "catalogue",
    "records",
    "tables",
    "search",
    "llama_retriever",
    "gathering",
    "findings",
    "evidence_mode",
    "assessing",
    "model_mode",
    "portfolio",
    "nights",
    "printing",
    "opened",
    "routes",
    "conversations",
    "assistant",
    "pages",
)
ROOMS = {
    ".": ORDER,
    "routes": (
        "kinds_of_answer", "wording", "documents", "records", "organisation", "portfolio", "initiative", "people",
        "only_by_route", "routing",
    ),
    "pages": (
        "safe", "wording", "pressing", "said", "blank", "examples", "sign_in", "shelf", "holdings", "citations",
        "source", "verdict", "paper", "sidebar", "frame", "kept_night", "portfolio", "changes", "sources", "scores",
        "ask",
    ),
}  # fmt: skip
"""The packages, and the rooms of the two large ones, each from the ground up."""


@cache
def imports(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    taken = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return named | {f"{node.module}.{alias.name}" for node in taken for alias in node.names}


def on_the_floor(module: str) -> bool:
    name = module.removeprefix("assistant.")
    return any(name == one or name.startswith(f"{one}.") for one in FLOOR)


def of(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def test_the_assistant_does_not_know_who_uses_it() -> None:
    for file in of("assistant"):
        above = {name for name in imports(file) if name.split(".")[0] in ("eval", "app", "bearing")}
        assert not above, (file, above)
        if "pages" not in file.parts:
            assert not {name for name in imports(file) if name.split(".")[0] == "ingest"}, file


def test_ingest_stands_on_the_floor_only() -> None:
    for file in of("ingest"):
        used = {name for name in imports(file) if name.startswith("assistant")}
        assert all(on_the_floor(name) for name in used if "." in name), (file, used)
        assert not {name for name in imports(file) if name.split(".")[0] in ("eval", "app", "bearing")}, file


@pytest.mark.parametrize("package", ROOMS)
def test_each_room_knows_only_those_before_it(package: str) -> None:
    rooms, folder = ROOMS[package], Path("assistant") / package
    depth = len(folder.parts)
    found = {file.relative_to(ROOT).parts[depth].removesuffix(".py") for file in of(str(folder))}
    assert found == {*rooms, "__init__"}
    for file in of(str(folder)):
        own = file.relative_to(ROOT).parts[depth].removesuffix(".py")
        used = {name.split(".")[depth] for name in imports(file) if name.startswith(f"{'.'.join(folder.parts)}.")}
        above = set(rooms[rooms.index(own) + 1 :]) if own in rooms else used
        assert not used & above, (file, used & above)


def test_what_a_text_says_by_itself_needs_no_model_and_no_index() -> None:
    for file in of("assistant/text"):
        used = {name for name in imports(file) if name.startswith("assistant.")}
        assert all(name.startswith(("assistant.text.", "assistant.domain")) for name in used), (file, used)


@pytest.mark.parametrize(
    ("library", "owners"),
    [
        ("chromadb", {"assistant/index/vectors.py"}),
        ("tantivy", {"assistant/index/words.py"}),
        ("typer", {"bearing.py"}),
        ("docx", {"ingest/parse/docx.py", "ingest/parse/docx_numbering.py", "assistant/pages/paper/docx.py"}),
        ("pptx", {"ingest/parse/pptx.py"}),
        ("reportlab", {"assistant/pages/paper/pdf_fonts.py", "assistant/pages/paper/pdf_sheet.py"}),
        ("sentence_transformers", {"assistant/encoder/embedding.py", "assistant/search/reranking.py"}),
    ],
)
def test_one_file_owns_each_library(library: str, owners: set[str]) -> None:
    files = [*of("assistant"), *of("ingest"), ROOT / "bearing.py", ROOT / "app.py"]
    users = {str(file.relative_to(ROOT)) for file in files if any(n.split(".")[0] == library for n in imports(file))}
    assert users == owners


def test_one_file_owns_the_clients_of_language_models() -> None:
    clients = ("llama_index.llms", "llama_index.core.llms", "llama_index.core.base", "openai", "anthropic", "ollama")
    users = {
        str(file.relative_to(ROOT))
        for file in [*of("assistant"), *of("ingest"), *of("eval/suites"), ROOT / "bearing.py", ROOT / "app.py"]
        if any(name.startswith(clients) for name in imports(file))
    }
    assert users == {"assistant/model_mode/language_model.py"}


def test_without_a_model_no_client_is_imported() -> None:
    said = subprocess.run(
        [sys.executable, "-c", "import sys, bearing, assistant.assistant; print('llama_index' in sys.modules)"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert said.stdout.strip() == "False"


def test_streamlit_is_known_to_the_pages_only() -> None:
    for file in [*of("assistant"), *of("ingest")]:
        if any(name.split(".")[0] == "streamlit" for name in imports(file)):
            assert "pages" in file.parts, file


def test_importing_the_package_imports_nothing() -> None:
    said = subprocess.run(
        [sys.executable, "-c", "import sys, assistant; print([m for m in sys.modules if m.startswith('assistant.')])"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert said.stdout.strip() == "[]"
