"""The direction of imports: ingest stands on the floor of assistant, app and eval stand on both, nothing looks up."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOOR = (
    "domain",
    "settings",
    "errors",
    "embedding",
    "quotes",
    "index",
    "encoder.cores",
    "encoder.minilm",
    "encoder.token_codes",
    "text.amounts",
    "text.components",
    "text.plain",
    "text.sentences",
    "text.unfilled",
)


@cache
def imports(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return named | {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


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


def test_the_floor_stands_on_itself() -> None:
    for name in FLOOR:
        path = ROOT / "assistant" / name.replace(".", "/")
        for file in path.rglob("*.py") if path.is_dir() else [path.with_suffix(".py")]:
            used = {module for module in imports(file) if module.startswith("assistant.")}
            assert all(on_the_floor(module) for module in used), (file, used)


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
        ("docx", {"ingest/parse/docx.py", "ingest/parse/docx_numbering.py", "assistant/pages/paper_docx.py"}),
        ("pptx", {"ingest/parse/pptx.py"}),
        ("reportlab", {"assistant/pages/pdf_fonts.py", "assistant/pages/pdf_sheet.py"}),
        ("sentence_transformers", {"assistant/embedding.py", "assistant/search/reranking.py"}),
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
