"""The command line: every command takes `--index DIR`, prints for people, and one JSON object with `--json`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console

from assistant.batches import answers_of, joined, rows_of, text_of
from assistant.domain import Kind
from assistant.errors import BearingError, UsageError
from assistant.index.layout import live_generation, read_manifest
from assistant.printing import results
from assistant.settings import load_settings
from eval.run import Suite
from ingest.progress import Bars, Lines

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.model_mode.language_model import LanguageModel
    from assistant.search.reranking import Reranker
    from eval.command import Wanted

app = typer.Typer(
    help="Is our work heading for an outcome? Answers from your own documents, a citation for every claim.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_out = Console(soft_wrap=True, highlight=False, markup=False, width=None if sys.stdout.isatty() else 120)
_err = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)

IndexOption = Annotated[Path, typer.Option("--index", help="The index directory.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
GroupsOption = Annotated[
    list[str] | None,
    typer.Option("--as", help="A group of the reader; may be repeated. Without it, what everyone may read."),
]
KindsOption = Annotated[list[Kind] | None, typer.Option("--kind", help="Only documents of this kind; may be repeated.")]
BatchOption = Annotated[Path | None, typer.Option("--batch", help="A JSON Lines file: an object a line, with its id.")]
DEFAULT_INDEX = Path(".bearing")


@app.callback(invoke_without_command=True)
def _begin(
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"bearing {metadata.version('bearing')}")
        raise typer.Exit


_INTERRUPTED = 130
"""What a command that was stopped with Ctrl-C ends with, as every shell has it."""
_STARTED = monotonic()
"""A person who waits for a first answer has waited since then."""


@app.command()
def ingest(
    sources: Annotated[Path, typer.Argument(help="The folder that holds the sources.")] = Path("."),
    index: IndexOption = DEFAULT_INDEX,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build everything again from the sources.")] = False,
    accept_shrink: Annotated[
        bool, typer.Option("--accept-shrink", help="Publish although a source shrank or cannot be listed.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    lines: Annotated[
        bool, typer.Option("--progress-lines", help="Print progress as JSON, a line each, on standard error.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Bring the index up to date with the sources."""
    from ingest.night import Night

    bars = Lines() if lines else Bars()
    night = Night(sources, index, load_settings(sources), bars)
    with bars.progress:
        receipt = night.preview() if dry_run else night.run(rebuild, accept_shrink)
    if as_json:
        _print_json(receipt.as_json())
    else:
        results.print_receipt(_out, receipt.as_json(), _receipt_page(index), dry_run=dry_run)
    if not receipt.documents and not dry_run:
        _err.print(f"bearing: nothing is indexed: put documents below {sources}, or name the folder that has them")
    if not dry_run:
        _keep_assessments(index, Lines() if lines else Bars())
    if receipt.failures:
        raise typer.Exit(1)


def _keep_assessments(index: Path, bars: Bars | Lines) -> None:
    """Assess what is live for each circle of readers, so that the next night can say what changed."""
    from assistant.nights.history import circles, is_kept
    from assistant.nights.recording import record_night

    try:
        missing = [circle for circle in circles(index) if not is_kept(index, circle)]
        with bars.progress:
            advance = bars.stage("assess", len(missing))
            for circle in missing:
                record_night(index, circle, _assistant(index, circle))
                advance(1)
    except BearingError as error:  # what was published stands all the same
        _err.print(f"bearing: the assessments of this night were not kept: {error}")


@app.command()
def search(
    query: Annotated[list[str] | None, typer.Argument(help="Words to look for.")] = None,
    top: Annotated[int, typer.Option("--top", min=1, max=1000, help="How many passages.")] = 10,
    kind: KindsOption = None,
    groups: GroupsOption = None,
    index: IndexOption = DEFAULT_INDEX,
    batch: BatchOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find the passages that a query is about."""

    def run(text: str, row: dict[str, Any]) -> dict[str, Any]:
        kinds = _kinds(row.get("kind")) or kind or []
        found = _assistant(index, _groups(row, groups)).search(text, int(row.get("top", top)), kinds)
        return results.search_json(text, found)

    _each("query", joined(query), batch, run, as_json, results.print_search)


@app.command()
def ask(
    question: Annotated[list[str] | None, typer.Argument(help="What you want to know.")] = None,
    groups: GroupsOption = None,
    model: Annotated[
        str | None, typer.Option("--model", help="A language model from the settings; without it, quotes only.")
    ] = None,
    index: IndexOption = DEFAULT_INDEX,
    batch: BatchOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a question from the documents, with a citation for every claim."""
    writer = _language_model(index, model) if model is not None else None
    waits = _STARTED

    def run(text: str, row: dict[str, Any]) -> dict[str, Any]:
        nonlocal waits
        if writer is None:
            return _assistant(index, _groups(row, groups)).ask(text).as_json()
        from assistant.model_mode.answering import whole

        reader = _assistant(index, _groups(row, groups))
        steps = reader.write(text, writer, deadline=writer.deadline(waits))
        answer = whole(steps)
        waits = monotonic()
        return answer.as_json()

    _each("question", joined(question), batch, run, as_json, results.print_answer)


@app.command()
def assess(
    initiative: Annotated[
        list[str] | None, typer.Argument(help="The initiative: its key, name or a description.")
    ] = None,
    groups: GroupsOption = None,
    model: Annotated[
        str | None, typer.Option("--model", help="A language model whose second opinion is shown beside.")
    ] = None,
    index: IndexOption = DEFAULT_INDEX,
    batch: BatchOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say whether an initiative is outcome-aligned, dimension by dimension."""
    writer = _language_model(index, model) if model is not None else None

    def run(text: str, row: dict[str, Any]) -> dict[str, Any]:
        reader = _assistant(index, _groups(row, groups))
        return (reader.assess_twice(text, writer) if writer else reader.assess(text)).as_json()

    _each("initiative", joined(initiative), batch, run, as_json, results.print_assessment)


@app.command()
def trace(
    answer: Annotated[Path, typer.Argument(help="What `bearing ask --json` or `bearing assess --json` printed.")],
    groups: GroupsOption = None,
    index: IndexOption = DEFAULT_INDEX,
    as_json: JsonOption = False,
) -> None:
    """Say what became of the citations of an earlier answer: same place, moved, reworded or removed."""
    from assistant.index.reader import open_index
    from assistant.nights.tracing import citations_of
    from assistant.nights.tracing import trace as traced

    rows = [citations_of(row) for row in answers_of(answer)]
    with open_index(index, _groups({}, groups)) as opened:
        found = [traced(cited, opened, index).as_json() for citations in rows for cited in citations]
        row = {"generation": opened.generation, "citations": found}
    if as_json:
        _print_json(row)
    else:
        results.print_traced(_out, row)


@app.command()
def portfolio(
    groups: GroupsOption = None,
    index: IndexOption = DEFAULT_INDEX,
    as_json: JsonOption = False,
) -> None:
    """Set every initiative against every outcome, with what is left over on both sides."""
    from assistant.nights.recording import record_night
    from assistant.printing import portfolio as in_words

    circle = _groups({}, groups)
    row = record_night(index, circle, _assistant(index, circle)).portfolio
    if as_json:
        _print_json(row)
    else:
        in_words.print_portfolio(_out, row)


@app.command()
def changes(
    since: Annotated[str | None, typer.Option("--since", help="The generation to compare with.")] = None,
    groups: GroupsOption = None,
    index: IndexOption = DEFAULT_INDEX,
    as_json: JsonOption = False,
) -> None:
    """Say what the last night changed, and which passage caused each changed verdict."""
    from assistant.nights.changes import changes_since
    from assistant.printing import portfolio as in_words

    circle = _groups({}, groups)
    row = changes_since(index, circle, _assistant(index, circle), since)
    if as_json:
        _print_json(row)
    else:
        in_words.print_changes(_out, row)


@app.command()
def status(index: IndexOption = DEFAULT_INDEX, as_json: JsonOption = False) -> None:
    """Say what is indexed, how old it is, and what the last run did."""
    from ingest.status import status_of

    row = status_of(index)
    if as_json:
        _print_json(row)
    else:
        results.print_status(_out, row, _receipt_page(index))


def _receipt_page(index: Path) -> Path | None:
    """Return the page of the last run's receipt: its name begins with when the run started."""
    return max((index / "receipts").glob("*.html"), default=None)


@app.command()
def chat(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port of the page.")] = 8501,
    address: Annotated[
        str, typer.Option("--address", help="Where to listen; another than localhost asks for sign-in.")
    ] = "localhost",
    secrets: Annotated[
        Path | None,
        typer.Option("--secrets", help="The file with [auth]: where people sign in; without it nobody has to."),
    ] = None,
    index: IndexOption = DEFAULT_INDEX,
) -> None:
    """Open the chat in a browser."""
    from assistant.pages.sign_in.secrets_file import HERE, public_host

    os.environ["BEARING_INDEX"] = str(index.resolve())
    options: dict[str, object] = {"server.port": port, "server.address": address}
    if secrets is not None:
        options |= {"secrets.files": [str(secrets.resolve())], "browser.serverAddress": public_host(secrets)}
    elif address not in HERE:
        raise UsageError(
            f"--address {address} lets others in and nobody has to sign in: name the secrets of your provider with"
            " --secrets FILE, or leave --address out"
        )
    if live_generation(index) is None:
        _err.print(f"bearing: there is no index at {index} yet: run `bearing ingest SOURCES --index {index}`")
    # Streamlit reads its own configuration from the working directory, which is the project's.
    os.chdir(Path(__file__).resolve().parent)
    from serve import app as server

    with suppress(KeyboardInterrupt):  # which is how it is ended
        server.run(config=options)


@app.command("eval")
def evaluate(
    suite: Annotated[Suite, typer.Argument(help="What to score; without it, the project's own cases.")] = Suite.SUITE,
    data: Annotated[
        Path | None, typer.Argument(help="The labelled set: a file, or for retrieval a folder; for case the feedback.")
    ] = None,
    index: Annotated[Path | None, typer.Option("--index", help="The index of the documents that are asked.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write one prediction a line; of case, the case.")] = None,
    junit: Annotated[Path | None, typer.Option("--junit", help="Write JUnit XML.")] = None,
    page: Annotated[Path | None, typer.Option("--html", help="Write a page to read.")] = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="Just this case; may be repeated.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Also what takes long: the nightly tier.")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Make this run what later ones are held against.")] = False,
    folder: Annotated[Path | None, typer.Option("--report", help="Write all reports into a folder.")] = None,
    judge: Annotated[
        bool, typer.Option("--judge", help="Let the language model of the settings judge, too; it is no gate.")
    ] = False,
    minutes: Annotated[float, typer.Option("--judge-minutes", min=0.1, help="How long all judging may take.")] = 15.0,
    as_json: JsonOption = False,
) -> None:
    """Score a labelled set in an open format, or the project's own cases against their gates; offline."""
    from eval.command import Wanted
    from eval.run import OWN, judge_for, run

    judging = judge_for(suite, index, minutes) if judge else None
    if suite in OWN:
        wanted = Wanted(tuple(only or ()), full, accept, folder, out, junit, page, judging)
        _evaluate_own(suite, data, index, wanted, as_json)
        return
    if data is None:
        raise UsageError(f"`bearing eval {suite}` needs DATA: the labelled set")
    if only or full or accept:
        raise UsageError("--only, --full and --accept are for the project's own cases: leave them out, or the suite")
    report = run(suite, data, index, judging)
    if folder is not None:
        report.write_all(folder)
    for file, write in ((out, report.write_rows), (junit, report.write_junit), (page, report.write_html)):
        if file is not None:
            write(file)
    if as_json:
        _print_json(report.as_json())
    else:
        results.print_report(_out, report.as_json())
        if report.judgement is not None:
            _out.print("\n".join(report.judgement.lines()))


def _evaluate_own(suite: Suite, data: Path | None, index: Path | None, wanted: Wanted, as_json: bool) -> None:
    """Run the project's own cases, or make a case of a correction."""
    from eval.command import correct, lines_of, run_suite
    from eval.suite_files import as_json as found

    if suite is Suite.CASE:
        row = correct(data, index, wanted.rows)
        _print_json(row) if as_json else _out.print(f"{row['id']} is in {row['file']}: {row['again']}")
        return
    bars = Bars()
    with bars.progress:
        run = run_suite(wanted, index, bars.stage)
    if as_json:
        _print_json(found(run))
    else:
        _out.print("\n".join(lines_of(run)))
    if run.breaches:
        raise typer.Exit(1)


_open: dict[tuple[Path, tuple[str, ...]], Assistant] = {}


def _assistant(index: Path, groups: tuple[str, ...]) -> Assistant:
    """Return the assistant for a reader; opened once in a process."""
    from assistant.assistant import Assistant

    key = (index, groups)
    if key not in _open:
        first = next(iter(_open.values()), None)
        _open[key] = Assistant.open(index, groups, first.embedder if first else None, _reranker(index))
    return _open[key]


def _reranker(index: Path) -> Reranker | None:
    """Return the reranker that the settings of an index's sources name."""
    from assistant.search.reranking import load_reranker

    live = live_generation(index)
    return load_reranker(load_settings(Path(read_manifest(index, live).sources)).reranker) if live else None


def _language_model(index: Path, name: str) -> LanguageModel:
    """Return the language model of the settings, called by this name."""
    from assistant.model_mode.language_model import LanguageModel

    live = live_generation(index)
    settings = load_settings(Path(read_manifest(index, live).sources) if live else None).model
    if settings is None:
        raise UsageError(
            f"no server is set for the language model {name!r}: write client and name below [model] in bearing.toml,"
            " or leave --model out to get an answer made of checked quotes"
        )
    model = LanguageModel(settings.model_copy(update={"name": name}))
    model.warm()
    return model


def _groups(row: dict[str, Any], given: list[str] | None) -> tuple[str, ...]:
    named = row.get("as", given or [])
    return tuple(sorted({named} if isinstance(named, str) else set(named)))


def _kinds(named: str | list[str] | None) -> list[Kind]:
    try:
        return [Kind(name) for name in ([named] if isinstance(named, str) else named or [])]
    except ValueError as error:
        raise UsageError(f"{error}: use one of {', '.join(Kind)}") from error


def _each(
    name: str,
    text: str | None,
    batch: Path | None,
    run: Callable[[str, dict[str, Any]], dict[str, Any]],
    as_json: bool,
    show: Callable[[Console, dict[str, Any]], None],
) -> None:
    """Run a command for its argument, or for each line of a batch file."""
    if text is not None and batch is not None:
        raise UsageError(f"give {name.upper()} or --batch {batch}, not both")
    if text is None and batch is None:
        raise UsageError(f"give {name.upper()}, in quotation marks, or --batch FILE.jsonl")
    if batch is None:
        row = run(text_of(text, name), {})
        if as_json:
            _print_json(row)
        else:
            show(_out, row)
        return
    for line in rows_of(batch):
        _print_json({"id": line.get("id"), **run(text_of(line.get(name), name), line)})


def _print_json(row: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _fail(message: str, code: int) -> NoReturn:
    _err.print(f"bearing: {' '.join(message.split())}")
    sys.exit(code)


def main() -> None:
    """Run the command line; an expected failure is one line on standard error and its exit code."""
    try:
        app()
    except BearingError as error:
        _fail(str(error), error.exit_code)
    except SystemExit as ended:
        if ended.code == _INTERRUPTED:  # the command-line library has taken the KeyboardInterrupt
            _fail("stopped; run the same command again to go on from here", _INTERRUPTED)
        raise
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
