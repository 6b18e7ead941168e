"""Add files to a source that the person may write to, and watch them being indexed."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assistant.errors import DocumentError
from assistant.pages.frame import Backstage, entries
from assistant.pages.holdings.nights import Note
from assistant.pages.holdings.sight import FileEntry
from assistant.pages.safe import html_text, label_text
from assistant.pages.shelf import Shelf
from assistant.pages.sign_in.person import Person
from assistant.pages.sources.indexing import Ending, Run
from assistant.pages.wording import counted
from assistant.settings import Settings, load_settings
from ingest.adding import LARGEST_MB, Place, Standing, land, place_for, tried, writable
from ingest.sources import Source

_ADDED, _UPLOAD = "added", "upload"
_LOOK_AGAIN = 0.5
_STAGES = {
    "discover": "Looking at the sources",
    "parse": "Reading",
    "embed": "Understanding",
    "build": "Writing the index",
    "check": "Checking the index",
}
_ENDINGS = {
    Ending.BUSY: "Another run is going on. What you added is in its place; index it when that run has ended.",
    Ending.REFUSED: "The index was not published, so that answers do not know yet what you added. Below, the list of "
    "nights says why, as far as you may know.",
    Ending.FAILED: "The index could not be brought up to date. What you added is in its place, and the next night "
    "reads it. The log of bearing chat says what went wrong.",
}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Added:
    """What somebody just added: the paths that are in their place, what was refused, and the run that indexes."""

    paths: tuple[str, ...]
    refused: tuple[Note, ...]
    run: Run | None


@dataclass(frozen=True, slots=True)
class _Offered:
    """A file that was dropped: where it would go, or why it cannot."""

    name: str
    content: bytes
    place: Place | None
    reason: str = ""


def draw_adding(backstage: Backstage, shelf: Shelf, person: Person) -> None:
    """Draw where files are dropped and what became of the last ones; nothing for who may not add any."""
    folder = shelf.sources(person.groups)
    settings = load_settings(folder)
    sources = writable(folder, settings, person.groups)
    if not sources:
        return
    with st.container(key="adding"):
        st.html('<div class="b-section"><h2>Add files</h2></div>')
        added: Added | None = st.session_state.get(_ADDED)
        if added is not None:
            _draw_added(backstage, shelf, person, added)
        source = _chosen(sources)
        dropped = st.file_uploader(
            f"Drop files for {label_text(_name(source))} here",
            accept_multiple_files=True,
            max_upload_size=LARGEST_MB,
            key=f"{_UPLOAD}-{st.session_state.get(_UPLOAD, 0)}",
        )
        offered = [_offered(one, folder, settings, source) for one in dropped]
        wanted = [one for one in offered if _draw_offered(one)]
        if offered and st.button(_button(len(wanted)), key="add", type="primary", disabled=not wanted):
            left = [one for one in offered if one not in wanted]
            _add(folder, backstage.index, settings, source, wanted, left)


def _chosen(sources: tuple[Source, ...]) -> Source:
    """Return the source that files go to; asks where there are several."""
    if len(sources) == 1:
        return sources[0]
    return st.selectbox("Add to", sources, format_func=_name, key="add-to")


def _name(source: Source) -> str:
    return "the folder itself" if source.path == "." else source.path


def _offered(dropped: UploadedFile, folder: Path, settings: Settings, source: Source) -> _Offered:
    content = dropped.getvalue()
    try:
        return _Offered(dropped.name, content, place_for(folder, settings, source, dropped.name, content))
    except DocumentError as error:
        return _Offered(dropped.name, b"", None, str(error))


def _draw_offered(one: _Offered) -> bool:
    """Draw what would happen to a file; return whether it is to be added."""
    if one.place is None:
        st.html(_line(one.name, f"cannot be added: {one.reason}", "b-bad"))
        return False
    path = str(one.place.path)
    match one.place.standing:
        case Standing.FREE:
            st.html(_line(path, "is new", ""))
            return True
        case Standing.SAME:
            st.html(_line(path, "is there already, word for word", ""))
            return False
        case Standing.OTHER:
            st.html(_line(path, "is there already, and says something else", "b-fair"))
            return st.checkbox(f"Replace {label_text(path)}", key=f"replace-{path}")


def _line(name: str, words: str, sort: str) -> str:
    return f'<p class="b-offered {sort}"><b>{html_text(name)}</b> {html_text(words)}</p>'


def _button(files: int) -> str:
    return f"Add {counted(files, 'file', 'files')}" if files else "Nothing to add"


def _add(
    folder: Path, index: Path, settings: Settings, source: Source, wanted: list[_Offered], left: list[_Offered]
) -> None:
    """Read the files once, put the good ones in their places, and start a run."""
    refused = [Note(one.name, one.reason or "what is there was left as it is") for one in left]
    once = {one.place.path.name: one for one in wanted if one.place is not None}
    refused += [
        Note(one.name, "another file of this name was dropped with it") for one in wanted if one not in once.values()
    ]
    with st.spinner("Reading what you dropped"):
        read = tried({name: one.content for name, one in once.items()}, source, settings)
    paths = []
    for name, one in once.items():
        result = read[name]
        try:
            if isinstance(result, DocumentError):
                raise result
            assert one.place is not None
            land(folder, one.place, one.content, replace=one.place.standing is Standing.OTHER)
            paths.append(str(one.place.path))
        except DocumentError as error:
            refused.append(Note(one.name, str(error)))
    if paths:
        _log.info("added: %s", ", ".join(paths))
    st.session_state[_ADDED] = Added(tuple(paths), tuple(refused), Run.start(folder, index) if paths else None)
    st.session_state[_UPLOAD] = st.session_state.get(_UPLOAD, 0) + 1  # an empty place to drop the next ones
    st.rerun()


def _draw_added(backstage: Backstage, shelf: Shelf, person: Person, added: Added) -> None:
    """Draw what became of the files that were added last."""
    for note in added.refused:
        st.html(_line(note.path, f"was not added: {note.reason}", "b-bad"))
    if added.run is None:
        return
    ending = added.run.ending
    if ending is None:
        _draw_progress(added.run)
    elif ending is Ending.DONE:
        ledger = entries(backstage, shelf.generation(person.groups))
        st.html(indexed_html(added.paths, ledger))
    else:
        st.html(f'<p class="b-notice b-alarm" role="status">{html_text(_ENDINGS[ending])}</p>')
        if st.button("Index now", key="index-now"):
            folder = shelf.sources(person.groups)
            st.session_state[_ADDED] = replace(added, refused=(), run=Run.start(folder, backstage.index))
            st.rerun()


@st.fragment(run_every=_LOOK_AGAIN)
def _draw_progress(run: Run) -> None:
    """Draw how far the run is; how many files there are is not told, for they may be anybody's."""
    if run.ending is not None:
        st.rerun()
    st.progress(round(run.share, 2), _STAGES.get(run.stage, "Starting"))


def indexed_html(paths: tuple[str, ...], ledger: Mapping[str, FileEntry]) -> str:
    """Return what the index has of the files that were added."""
    lines = []
    for path in paths:
        entry = ledger.get(path)
        if entry is None or entry.failure:
            lines.append(_line(path, f"could not be read: {entry.failure if entry else 'it is gone'}", "b-bad"))
        else:
            lines.append(_line(path, f"is indexed: {counted(entry.documents, 'document', 'documents')}", "b-good"))
    asked = '<p class="b-quiet">Ask about it on the page Ask.</p>'
    return f'<div role="status">{"".join(lines)}{asked}</div>'
