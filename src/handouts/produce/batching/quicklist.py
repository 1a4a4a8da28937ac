"""What the rows of a spreadsheet came to the last time: where nothing changed, no table has to be read."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.files.folder import digest
from handouts.files.layout import SHEETS_FOLDER, consult_file, content_file
from handouts.files.naming import safe_name
from handouts.problems import UsageError
from handouts.produce.batching.values import Batch, RowJob, RowResult
from handouts.records.cache import OutputId


def recalled(batch: Batch) -> list[RowResult] | None:
    """Every row as kept, where the same spreadsheet was made before and every sheet of it is still up to date."""
    if not batch.is_whole:
        return None
    listed = batch.records.cache.recall("batch", *_key(batch))
    done = []
    try:
        for number, ref, variant, row, warnings in listed["rows"]:
            file = f"{SHEETS_FOLDER}/{safe_name(str(ref))}.pdf"
            cached = batch.records.cache.find(OutputId(SHEETS_FOLDER, ref, variant, file), batch.today, row=row)
            if cached is None or (batch.folder.root / consult_file(ref)).is_file():
                return None
            done.append(RowResult(number, ref, "kept", batch.records.output / file, cached.pages, warnings))
    except (KeyError, TypeError, ValueError, UsageError):  # somebody changed the list into what it cannot be
        return None
    return done


def remember(batch: Batch, done: Iterable[RowResult], jobs: Iterable[RowJob]) -> None:
    """Keeps the rows of a whole spreadsheet of which no sheet is missing. Raises BrokenEnvironment."""
    done = sorted(done)
    if not batch.is_whole or any(each.status == "failed" for each in done):
        return
    of_text = batch.records.key.of_text
    made = {each.row.number: (each.job.variant_name, of_text(each.row.digest)) for each in jobs}
    rows = [[each.row, each.ref, *made[each.row], each.warnings] for each in done]
    with batch.records.write_lock():
        batch.records.cache.remember("batch", *_key(batch), {"rows": rows})


def _key(batch: Batch) -> tuple[str, str]:
    """By what the list of a spreadsheet is known, without its name; and all that it is made from."""
    options = batch.options
    recipe = batch.folder.root / content_file("sheets", options.recipe)
    known = digest(recipe.read_bytes()) if recipe.is_file() else ""
    name = f"{options.file.name} {options.recipe} {options.day} {options.worksheet!r} {options.hidden}"
    return batch.records.key.of_text(name), f"{digest(batch.data)} {known}"
