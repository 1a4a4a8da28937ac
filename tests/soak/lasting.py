"""A trial that lasts: what grows or slows down with the number of sheets, and not with the computer."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import fmean, median
from threading import Event, Thread
from typing import NamedTuple

from soak.trial import must, trial, workers_of

PAUSE = 15.0
"""Seconds between two small batches beside the large one."""
SMALL = 10
"""Rows of a small batch."""
LONG = 2000
"""Rows from which on small batches are made beside: among fewer they would only disturb."""


class _Seen(NamedTuple):
    """What the processes of a batch hold at a moment: memory in MB, handles, and seconds of processor time taken."""

    moment: float
    memory: float
    handles: int
    work: float


class _Small(NamedTuple):
    """A small batch that was made beside: when it ended, and in how many seconds."""

    moment: float
    seconds: float


def many_rows(count: int) -> None:
    """Very many rows once: memory flat, file handles constant, as fast at the end as at the start."""
    with trial(count) as each, _made_beside(PAUSE if count >= LONG else None) as small:
        process = each.start("--workers", "2")
        seen: list[_Seen] = []
        while process.poll() is None:
            time.sleep(1)
            try:
                seen.append(_look_at([process.pid, *workers_of(process.pid)]))
            except (OSError, StopIteration):
                continue
        out, err = process.communicate()
        must(process.returncode == 0, (process.returncode, out[-300:], err[-1000:]))
        written = sorted(path.stat().st_mtime for path in (each.output / "sheets").glob("*.pdf"))
    must(len(written) == count, f"{len(written)} sheets")
    fifth = count // 5
    # The first twentieth is begun cold.
    spans = [(written[begin], written[begin + fifth - 1]) for begin in (count // 20, count - fifth)]
    rates = [fifth / (end - begin) for begin, end in spans]
    works = [(_work_at(seen, end) - _work_at(seen, begin)) / fifth for begin, end in spans]
    beside = [[one.seconds for one in small if begin <= one.moment <= end] for begin, end in spans]
    early, late = seen[len(seen) // 20 : len(seen) // 4], seen[4 * len(seen) // 5 : -2]
    memory = [max(one.memory for one in some) for some in (early, late)]
    # What is open for a moment, as a file that is being written, comes and goes; what is never closed adds up.
    handles = [median(one.handles for one in some) for some in (early, late)]
    most = [max(one.handles for one in some) for some in (early, late)]
    print(f"  {count} rows: {rates[0]:.2f} then {rates[1]:.2f} sheets/s, {1000 * works[0]:.0f} then "
          f"{1000 * works[1]:.0f} ms of work a sheet, {memory[0]:.0f} then {memory[1]:.0f} MB, "
          f"{handles[0]:g} then {handles[1]:g} handles, {most[0]} then {most[1]} at most")  # fmt: skip
    pace = rates[1] / rates[0]
    # A computer that others use too may itself be slower for half an hour; then a small batch is so as well.
    fair = works[0] / works[1]
    if all(beside):
        fair = pace * fmean(beside[1]) / fmean(beside[0])
        print(f"  pace {pace:.3f}; beside it {len(beside[0])} small batches took {fmean(beside[0]):.2f} s each, then "
              f"{len(beside[1])} took {fmean(beside[1]):.2f} s: by these {fair:.3f}")  # fmt: skip
    must(max(pace, fair) >= 0.95, "slower at the end")
    # What is kept between sheets has to fill first, which takes most of a short run.
    must(memory[1] <= (1.2 if count >= LONG else 1.5) * memory[0], "memory grows")
    must(handles[1] <= handles[0] + 1, "file handles grow")


@contextmanager
def _made_beside(pause: float | None) -> Iterator[list[_Small]]:
    """Makes a small batch again and again, in a folder of its own: that tells how fast the computer is just then.

    `pause` is in seconds; without one, none is made.
    """
    made: list[_Small] = []
    over = Event()

    def make() -> None:
        with trial(SMALL) as each:
            while not over.wait(pause):
                start = time.time()
                code, _, _ = each.run("--workers", "1")
                if code == 0:
                    made.append(_Small(time.time(), time.time() - start))
                each.clean()

    maker = Thread(target=make)
    maker.start()
    try:
        yield made
    finally:
        over.set()
        maker.join()


def _look_at(processes: Sequence[int]) -> _Seen:
    return _Seen(
        time.time(), sum(map(_memory, processes)), sum(map(_handles, processes)), sum(map(_work, processes))
    )  # fmt: skip


def _memory(process: int) -> float:
    """What a process holds, in megabytes."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def _handles(process: int) -> int:
    return len(list(Path(f"/proc/{process}/fd").iterdir()))


def _work(process: int) -> float:
    """Seconds of processor time that a process took, with those of its children that have ended."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _work_at(seen: Sequence[_Seen], moment: float) -> float:
    """The work that was done when it was first looked at from that moment on."""
    return next((one.work for one in seen if one.moment >= moment), seen[-1].work)
