"""Kill nights at random points: `python -m eval.benchmarks.kills [KILLS]` (200).

Sources go through states: first files, changes, deletions, renames, and round again. Between two states a night is
killed with SIGKILL after a random time, up to three times, then let finish. After each kill the live index must be
wholly that of the state before or of the state after, and in the end that of a first night over the same files. Exit 1
where it is not.
"""

from __future__ import annotations

import multiprocessing
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from assistant.index.layout import live_generation
from eval.benchmarks.nights import everything, in_this_process, run_night

# Processes that are forked from one that has never opened an index: threads do not survive a fork.
_CLEAN = multiprocessing.get_context("forkserver")
_CLEAN.set_forkserver_preload(["chromadb", "chromadb.api.rust", "eval.benchmarks.nights", "ingest.parse.markdown"])
_TOML = '[[sources]]\npath = "board"\nkind = "finance"\naudience = "board"\n'
_NOTE = "# Note {n}\n\nTeam {n} met plant {n} about the crane in the yard.\n\nLoss of linen fell to {v} %.\n"


def write_state(sources: Path, number: int) -> None:
    """Write the sources as they stand in a state: each differs from the one before in what a company would do."""
    shutil.rmtree(sources, ignore_errors=True)
    for folder in ("work", "board", "jira"):
        (sources / folder).mkdir(parents=True)
    (sources / "bearing.toml").write_text(_TOML)
    kept = range(24) if number % 4 != 2 else range(0, 24, 2)  # deletions
    for n in kept:
        folder = "board" if n % 5 == 0 else "work"
        name = f"moved {n}.md" if number % 4 == 3 and n % 7 == 0 else f"note {n}.md"  # renames
        (sources / folder / name).write_text(_NOTE.format(n=n, v=n + (number % 4 == 1) * (n % 3 == 0)))  # changes
    rows = "".join(f"HED-{n},Story,Repair crane {n},{'Done' if number % 4 else 'Open'}\n" for n in kept)
    (sources / "jira" / "issues.csv").write_text("Issue key,Issue Type,Summary,Status\n" + rows)


@dataclass
class Trial:
    """An index that is killed, and what it must hold in each state."""

    folder: Path
    chance: random.Random
    states: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def prepare(self) -> None:
        """Build each state from nothing and keep what it holds."""
        for number in range(4):
            write_state(self.folder / "sources", number)
            run_night(self.folder / "sources", self.folder / f"clean {number}")
            self.states.append(_digest(self.folder / f"clean {number}"))

    def transition(self, number: int, kills: int) -> int:
        """Go to a state with so many kills on the way; return how many hit."""
        index = self.folder / "index"
        if number == 0:
            shutil.rmtree(index, ignore_errors=True)
        before = None if number == 0 else self.states[(number - 1) % 4]
        after = self.states[number % 4]
        write_state(self.folder / "sources", number)
        hits = 0
        for _ in range(kills):
            if self._killed(index):
                hits += 1
                now = _digest(index) if live_generation(index) else None
                self.seen["old" if now == before else "new" if now == after else "neither"] += 1
                if now not in (before, after):
                    self.wrong.append(f"after a kill on the way to state {number} the index is neither old nor new")
        run_night(self.folder / "sources", index, accept_shrink=True)
        if _digest(index) != after:
            self.wrong.append(f"state {number} does not equal a first night over the same files")
        return hits

    def _killed(self, index: Path) -> bool:
        """Run a night in a process of its own and kill it after a random time; False when it was done before."""
        night = _CLEAN.Process(target=_night, args=(self.folder / "sources", index))
        night.start()
        # Most of them late, where a generation is built, checked, published and the old one removed.
        time.sleep(self.length * self.chance.uniform(self.chance.choice((0.0, 0.6, 0.9)), 1.15))
        night.kill()
        night.join()
        return night.exitcode == -signal.SIGKILL

    length: float = 0.6
    """Seconds that a night takes here, set by `measure`."""

    def measure(self) -> None:
        """Set the length of a night, so that kills are spread over all of it."""
        for name in ("warm", "timed"):  # the first one starts the process that the others are forked from
            begun = time.perf_counter()
            night = _CLEAN.Process(target=_night, args=(self.folder / "sources", self.folder / name))
            night.start()
            night.join()
            self.length = time.perf_counter() - begun


def _night(sources: Path, index: Path) -> None:
    with in_this_process():
        run_night(sources, index, accept_shrink=True)


def _digest(index: Path) -> str:
    return sha256(repr(everything(index)).encode()).hexdigest()


def run(kills: int, seed: int = 1) -> Trial:
    """Kill nights until so many kills have hit one; return what was seen."""
    with tempfile.TemporaryDirectory(prefix="bearing-kills-") as folder, in_this_process():
        trial = Trial(Path(folder), random.Random(seed))
        trial.prepare()
        trial.measure()
        number = 0
        while sum(trial.seen.values()) < kills and not trial.wrong:
            # Now and then from nothing, so that first nights are killed as well.
            trial.transition(number, min(trial.chance.randint(1, 3), kills - sum(trial.seen.values())))
            print(f"{sum(trial.seen.values())} kills: {dict(trial.seen)}", file=sys.stderr, flush=True)
            number = 0 if number and number % 4 == 3 and trial.chance.random() < 0.4 else number + 1
        return trial


if __name__ == "__main__":
    trial = run(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
    print(f"{sum(trial.seen.values())} kills: the live index was {dict(trial.seen)}; {len(trial.wrong)} failures")
    print("\n".join(trial.wrong))
    sys.exit(1 if trial.wrong else 0)
