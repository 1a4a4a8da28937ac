"""One run of many sheets for `run_batch.py`, in a process of its own; the last line tells its memory and work as JSON.

`batch_child.py natural FOLDER FIRST END` and `lean` are loops that one would write; `ours` and
`unproven FOLDER ROWS OUTPUT WORKERS` are the command, with and without the proof.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

UNPROVEN = "import handouts.proof as proving; proving.prove = lambda *_: []; "


def plain(loop: str, place: str, first: str, end: str) -> None:
    """The plain loop: a page, its stylesheets, a PDF, the next."""
    import weasyprint

    folder = Path(place)
    names = json.loads((folder / "loops.json").read_text(encoding="utf-8"))[loop]
    for index in range(int(first), int(end)):
        page = weasyprint.HTML(folder / f"{index}.html")
        sheets = [folder / name for name in names]
        page.write_pdf(folder / f"{loop}-{index}.pdf", stylesheets=sheets, pdf_variant="pdf/ua-1")


def ours(folder: str, rows: str, output: str, workers: str, *, proof: bool) -> None:
    """The command, as she would call it."""
    from handouts.cli import main
    from handouts.produce import worker_handle

    if not proof:
        worker_handle._MAIN = UNPROVEN + worker_handle._MAIN  # noqa: SLF001  # there is no option that leaves the proof out
    try:
        main(["--folder", folder, "batch", rows, "--sheet", "magnesiumconsult", "--output", output,
              "--workers", workers])  # fmt: skip
    except SystemExit as ended:
        if ended.code:
            raise


if __name__ == "__main__":
    mode, *rest = sys.argv[1:]
    is_plain = mode in {"natural", "lean"}
    if is_plain:
        plain(mode, *rest)
    else:
        ours(*rest, proof=mode == "ours")
    mine, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    count = 0 if is_plain else int(rest[-1])
    work = sum(each.ru_utime + each.ru_stime for each in (mine, theirs))
    print(json.dumps({"memory": (mine.ru_maxrss + count * theirs.ru_maxrss) / 1024, "work": work}))
