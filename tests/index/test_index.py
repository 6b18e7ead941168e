import fcntl
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.domain import Kind
from assistant.encoder.embedding import Embedder
from assistant.errors import IndexUnusableError, LockedError
from assistant.index.layout import generation_folder, live_generation, publish, read_manifest, shard_folder, writing
from assistant.index.reader import Index, open_index
from ingest.receipt import Receipt

Write = Callable[[Mapping[str, str | bytes]], Path]
Ingest = Callable[[Path], Receipt]

NOTES = {
    "strategy/a.md": "# Goals\n\nChurn falls from 12 % to 9 % by June.\n",
    "work/b.md": "# Notes\n\nThe gate reader arrived.\n",
}


def test_no_index_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusableError, match="bearing ingest"):
        open_index(tmp_path / "none")


@pytest.mark.parametrize("part", ["manifest.json", "documents.sqlite", "words/meta.json", "vectors/passages.npy"])
def test_a_damaged_index_names_the_command_that_mends_it(
    write: Write, ingest: Ingest, tmp_path: Path, part: str
) -> None:
    receipt = ingest(write(NOTES))
    generation = generation_folder(tmp_path / "index", str(receipt.generation))
    file = generation / part if part == "manifest.json" else shard_folder(generation, "everyone") / part
    file.write_bytes(b"broken")
    with pytest.raises(IndexUnusableError, match="--rebuild"):
        open_index(tmp_path / "index")


def test_another_embedder_is_refused(write: Write, ingest: Ingest, tmp_path: Path) -> None:
    ingest(write(NOTES))
    with pytest.raises(IndexUnusableError, match="built with the embedder"):
        open_index(tmp_path / "index", embedder="another")


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    with writing(tmp_path), pytest.raises(LockedError, match="another run"), writing(tmp_path):
        pass


HOLDING = """
import sys
from pathlib import Path
from assistant.index.layout import writing

with writing(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_lock_of_a_dead_process_is_free(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(LockedError), writing(tmp_path):
            pass
        child.kill()
    with writing(tmp_path):
        pass


def test_publishing_switches_the_pointer_whole(tmp_path: Path) -> None:
    for name in ("one", "two"):
        generation_folder(tmp_path, name).mkdir(parents=True)
        publish(tmp_path, name)
        assert live_generation(tmp_path) == name
    assert not (tmp_path / "CURRENT.next").exists()


def test_a_generation_that_is_read_outlives_the_next_night(
    write: Write, ingest: Ingest, tmp_path: Path, embedder: Embedder
) -> None:
    sources = write(NOTES)
    first = str(ingest(sources).generation)
    reader = Assistant.open(tmp_path / "index", embedder=embedder)
    (sources / "work/b.md").write_text("# Notes\n\nThe gate reader broke.\n")
    second = ingest(sources)
    assert second.generation != first
    assert "arrived" in reader.search("gate reader", 1)[0].text
    reader.index.close()
    (sources / "work/b.md").write_text("# Notes\n\nThe gate reader works.\n")
    third = ingest(sources)
    assert [folder.name for folder in (tmp_path / "index" / "generations").iterdir()] == [third.generation]


def test_a_reader_locks_nothing_that_a_writer_needs(write: Write, ingest: Ingest, tmp_path: Path) -> None:
    ingest(write(NOTES))
    with open_index(tmp_path / "index"), (tmp_path / "index" / "lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


SAYING = {
    "strategy/a.md": "# Gate team\n\n- Mara leads it.\n\n# Yard\n\n- Jon paints it.\n",
    "players/b.md": "# Yard\n\nThe team meets at the old gate.\n",
    "work/c.md": "# Teams\n\nThe gates are shut.\n",
    "strategy/d.md": "# Yard\n\nNothing is shut.\n",
}


def test_documents_are_found_by_words_that_one_passage_has_with_its_headings(
    write: Write, ingest: Ingest, tmp_path: Path
) -> None:
    toml = '[[sources]]\npath = "work"\nkind = "work"\naudience = "leads"\n'
    ingest(write({**SAYING, "bearing.toml": toml}))

    def saying(index: Index, *terms: str, kinds: Sequence[Kind] = ()) -> set[str]:
        return {document.path for document in index.documents_with(terms, kinds)}

    with open_index(tmp_path / "index") as everyone, open_index(tmp_path / "index", ["leads"]) as leads:
        assert saying(everyone, "gate teams") == {"strategy/a.md", "players/b.md"}
        assert saying(leads, "gate", "team") == {"strategy/a.md", "players/b.md", "work/c.md"}
        assert saying(leads, "gate team", kinds=[Kind.PLAYERS]) == {"players/b.md"}
        assert saying(leads, "gate harbour") == saying(leads, "?") == saying(leads) == set()


def test_counts_are_those_of_the_reader(write: Write, ingest: Ingest, tmp_path: Path) -> None:
    toml = '[[sources]]\npath = "work"\nkind = "work"\naudience = "leads"\n'
    ingest(write({**NOTES, "bearing.toml": toml}))
    with open_index(tmp_path / "index") as all_readers, open_index(tmp_path / "index", ["leads"]) as leads:
        assert (len(all_readers), len(leads)) == (1, 2)
        assert all_readers.groups == ("everyone",)
    assert read_manifest(tmp_path / "index", str(live_generation(tmp_path / "index"))).documents == 2
