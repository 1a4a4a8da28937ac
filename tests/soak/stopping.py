"""Trials in which something ends before its time: the parent, its workers, or the disk; or begins twice."""

from __future__ import annotations

import fcntl
import os
import random
import resource
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from run_batch import RECIPE
from soak.trial import (
    SEED,
    SOON,
    Trial,
    digest,
    must,
    must_end,
    must_open,
    rows_of_report,
    trial,
    undisturbed,
    workers_of,
)

MEGABYTE = 1024 * 1024
_FAILING = Path(__file__).with_name("failing.py")
_BROCHURE = "magnesium"
_CONSULT = f"ref: S-1\nclient: {{first_name: Sam}}\ndate: 2026-11-20\nsheet: {RECIPE}\n"
_FILE_LIMIT = 700_000
"""Bytes: more than a sheet or a font has, and fewer than a PDF of sixteen sheets for the printer."""


def killed_parents(moments: int) -> None:
    """Whatever moment the parent is killed at: no torn file, nothing stale, and the same end as undisturbed."""
    chance = random.Random(SEED)
    with trial(8) as each:
        whole, took = undisturbed(each, "--workers", "2", "--print")
        finished = kills = 0
        scratch = each.root / "scratch"
        scratch.mkdir()
        while kills < moments:
            process = each.start("--workers", "2", "--print", environment={"TMPDIR": str(scratch)})
            time.sleep(chance.uniform(0.05, took))
            workers = workers_of(process.pid)
            kills += process.poll() is None
            process.kill()
            process.communicate()
            must_end(workers)
            must_open(each.output / "sheets")
            must_open(each.output / "print")
            must(each.outcome().items() <= whole.items(), "a file differs from the undisturbed one")
            if len(each.sheets()) == len(whole) - 1 or chance.random() < 0.2:
                _finish(each, whole, scratch)
                finished += 1
        print(f"  {kills} kills, {finished} batches finished afterwards")


def killed_singles(most: int) -> None:
    """Whatever step `build` and `sheet` are killed at: whole files, and the next start leaves nothing of it behind."""
    chance = random.Random(SEED + 4)
    kills = 0
    with trial(1) as each:
        (each.root / "content/clients").mkdir()
        (each.root / "content/clients/S-1.yaml").write_text(_CONSULT, encoding="utf-8")
        for words in (("build", _BROCHURE, "--format", "a4", "--png"), ("sheet", "S-1", "--mail", "--png")):
            counted = each.run_other(*words, program=(str(_FAILING), "count", "", "0"))
            whole = _pictures_and_pdfs(each)
            plans = sorted({(step, nth) for step, _, nth in _plans(counted)})
            for step, nth in plans if most == 0 else chance.sample(plans, most):
                each.clean()
                code, out, err = each.run_other(*words, program=(str(_FAILING), step, "KILL", str(nth)))
                must(code == -signal.SIGKILL, f"killed at {step} {nth}: exit {code} {out} {err}")
                must(_pictures_and_pdfs(each).items() <= whole.items(), f"killed at {step} {nth}: a file differs")
                torn = [
                    path for path in each.output.glob("sheets/*.mail.pdf") if not path.read_bytes().endswith(b"%%EOF\n")
                ]
                must(not torn, f"killed at {step} {nth}: {torn}")
                code, out, err = each.run_other("build", _BROCHURE, "--format", "a4")
                must(code == 0, f"the next start: {out} {err}")
                each.must_be_tidy()
                kills += 1
            each.clean()
    print(f"  {kills} kills")


def _pictures_and_pdfs(each: Trial) -> dict[str, str]:
    """The digest of each file that came out; a locked copy is another each time."""
    files = [path for path in each.output.rglob("[!.]*.p*") if not path.name.endswith(".mail.pdf")]
    return {path.name: digest(path) for path in files}


def interrupted(moments: int) -> None:
    """Ctrl-C ends a batch within 5 s with code 130, leaves whole files and no worker, and the next call goes on."""
    chance = random.Random(SEED + 2)
    slowest, stops = 0.0, 0
    with trial(12) as each:
        whole, took = undisturbed(each, "--workers", "2", "--print")
        while stops < moments:
            process = each.start("--workers", "2", "--print")
            while process.poll() is None and not (each.output / ".state/lock").exists():
                time.sleep(0.01)
            time.sleep(chance.uniform(0.0, took))
            workers = workers_of(process.pid)
            if process.poll() is None:
                start = time.monotonic()
                process.send_signal(signal.SIGINT)
                process.wait()
                slowest = max(slowest, time.monotonic() - start)
                must(slowest <= SOON, f"it ended {slowest:.1f} s after Ctrl-C")
                # Who is stopped behind the last sheet has ended well.
                must(process.returncode in {130, 0}, f"Ctrl-C ended with {process.returncode}")
                stops += process.returncode == 130
            process.communicate()
            must_end(workers)
            must(each.outcome().items() <= whole.items(), "a file differs from the undisturbed one")
            _finish(each, whole)
        print(f"  {stops} times stopped, after {slowest:.2f} s at most")


def dead_workers(moments: int) -> None:
    """Whichever way workers die, out of memory too: at most their own record is lost, and every other is complete."""
    chance = random.Random(SEED + 1)
    ways = ("killed", "crashed", "starved")
    deaths = dict.fromkeys(ways, 0)
    lost = 0
    with trial(16) as each:
        whole, took = undisturbed(each, "--workers", "2")
        report = each.root / "report.json"
        while sum(deaths.values()) < moments:
            process = each.start("--workers", "2", "--report", str(report))
            here = 0
            # Four that end in a row before they are ready end the batch, as is told.
            while here < 3:
                time.sleep(chance.uniform(0.3, took / 3))
                workers = workers_of(process.pid)
                if process.poll() is not None or not workers:
                    break
                way = chance.choice(ways)
                with suppress(ProcessLookupError):
                    _end_worker(chance.choice(workers), way)
                    deaths[way] += 1
                    here += 1
            out, err = process.communicate()
            must(process.returncode in {0, 1}, (process.returncode, out, err))
            failed = [row for row in rows_of_report(report) if row["status"] == "failed"]
            must(len(failed) <= here, f"{here} workers died, and {failed} are lost: {err!r}")
            names = {f"{row['ref']}.pdf" for row in failed}
            must(
                each.sheets() == {name: known for name, known in whole.items() if name not in names}, "a sheet differs"
            )
            lost += len(failed)
            _finish(each, whole)
        told = ", ".join(f"{number} {way}" for way, number in deaths.items())
        print(f"  {told}; {lost} records were lost, and made by the next call")


def _end_worker(worker: int, way: str) -> None:
    if way == "starved":
        # From here on the system gives it a megabyte, and no more.
        size = int(Path(f"/proc/{worker}/statm").read_text().split()[0]) * resource.getpagesize()
        resource.prlimit(worker, resource.RLIMIT_AS, (size + MEGABYTE, size + MEGABYTE))
    else:
        os.kill(worker, signal.SIGKILL if way == "killed" else signal.SIGSEGV)


def _finish(each: Trial, whole: dict[str, str], scratch: Path | None = None) -> None:
    """The same command goes on to the same end, and leaves nothing lying about; then all is taken away."""
    world = {"TMPDIR": str(scratch)} if scratch else None
    code, out, err = each.run("--workers", "2", *(["--print"] if "printed" in whole else []), environment=world)
    must(code == 0, f"the next call: {out} {err}")
    must(each.outcome() == whole, "the finished batch differs from the undisturbed one")
    each.must_be_tidy()
    must(scratch is None or not any(scratch.iterdir()), f"{scratch} holds what nobody takes away")
    each.clean()


def failing_disk(most: int) -> None:
    """Whichever write, fsync or rename fails: the old or the new file stands, exit 3, and a later run completes."""
    chance = random.Random(SEED + 3)
    with trial(4) as each:
        before = each.table.read_text(encoding="utf-8")
        after = before.replace("een mooie", "een goede")
        old, _ = undisturbed(each, "--workers", "2", "--print")
        each.table.write_text(after, encoding="utf-8")
        new, _ = undisturbed(each, "--workers", "2", "--print")
        must(not set(old.values()) & set(new.values()), "old and new cannot be told apart")

        def again(step: str, reason: str, nth: int) -> tuple[int, str, str]:
            """A batch whose rows have changed since it was made, on a disk that fails."""
            each.clean()
            each.table.write_text(before, encoding="utf-8")
            code, _, err = each.run("--workers", "2", "--print")
            must(code == 0, err)
            each.table.write_text(after, encoding="utf-8")
            return _run_failing(each, step, reason, nth)

        plans = list(_plans(again("count", "", 0)))
        for step, reason, nth in plans if most == 0 else chance.sample(plans, most):
            code, out, err = again(step, reason, nth)
            must(code == 3, f"{reason} at {step} {nth}: exit {code} {out} {err}")
            for name, known in each.outcome().items():
                must(known in {old[name], new[name]}, f"{reason} at {step} {nth}: {name} is neither old nor new")
            _finish(each, new)
        print(f"  {len(plans)} ways to fail, {most or len(plans)} tried")
    with trial(16) as each:
        _full_disk(each)


def _full_disk(each: Trial) -> None:
    """A limit of the system to the size of a file, which also a library meets that writes for itself."""
    whole, _ = undisturbed(each, "--workers", "2", "--print")
    code, out, err = _run_failing(each, "size", "EFBIG", _FILE_LIMIT)
    must(code == 3, f"a file that became too large: exit {code} {out} {err}")
    must(each.sheets().items() <= whole.items(), "a sheet differs where the print became too large")
    must("printed" not in each.outcome(), "a print that became too large is there")
    _finish(each, whole)
    print("  a PDF for the printer that became too large, too")


def _run_failing(each: Trial, step: str, reason: str, nth: int) -> tuple[int, str, str]:
    return each.run("--workers", "2", "--print", program=(str(_FAILING), step, reason, str(nth)))


def _plans(counted: tuple[int, str, str]) -> Iterator[tuple[str, str, int]]:
    """Each step that can fail, why, and the how manieth of its kind, as often as a batch that was counted took it."""
    code, out, err = counted
    must(code == 0, (out, err))
    counts = dict(line.split()[1:] for line in err.splitlines() if line.startswith("counted "))
    must(len(counts) == 3 and all(int(count) > 2 for count in counts.values()), f"nothing to fail: {counts}")
    for step, count in counts.items():
        for nth in range(1, int(count) + 1):
            for reason in ("ENOSPC", "EIO"):
                yield step, reason, nth


def two_at_once(times: int) -> None:
    """Of batches that begin together on one folder one goes on and the others are told, whoever was first."""
    with trial(3) as each:
        whole, _ = undisturbed(each, "--workers", "1")
        for _ in range(times):
            started = [each.start("--workers", "1") for _ in range(3)]
            ended = [(process.communicate()[1].decode(), process.returncode) for process in started]
            codes = sorted(code for _, code in ended)
            # One that began when the first had ended finds all made.
            must(codes[0] == 0 and set(codes) <= {0, 2}, ended)
            must(all("Another batch is at work" in err for err, code in ended if code == 2), ended)
            must(each.outcome() == whole, "the sheets differ")
            each.must_be_tidy()
            each.clean()
        (each.output / ".state").mkdir(parents=True)
        with (each.output / ".state/lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            code, _, err = each.run("--workers", "1")
        must((code, "Another batch is at work" in err) == (2, True), (code, err))
        print(f"  {times} times three at once")
