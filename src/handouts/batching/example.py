"""A spreadsheet to begin with: the headings that a recipe understands, and two made-up rows that can be made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handouts.batching.columns import path_of
from handouts.batching.records import load_recipe
from handouts.folder import Folder
from handouts.loading import Loaded, load_file
from handouts.model.module import Module, Parameter
from handouts.model.sheet import Recipe
from handouts.problems import WrongUse
from handouts.spreadsheets import table_bytes
from handouts.writing import write_once

# Field, and what the two made-up clients have there.
_ROWS = {
    "nl": (
        ("ref", "W-01", "W-02"),
        ("first_name", "Sam", "Robin"),
        ("form", "je", "u"),
        ("date", "2026-11-20", "2026-11-20"),
        ("large_print", "nee", "ja"),
        ("summary_steps.1", "Loop elke dag een kwartier buiten", "Drink een glas water bij elke maaltijd"),
        ("discussed", "Je slaapt onrustig en wilt meer rust.", "U wilt soepeler bewegen."),
        ("goals", "vijf avonden op tijd in bed; twee pauzes op een werkdag", "elke dag even buiten"),
        ("schedule.1.product", "Wandelen", ""),
        ("schedule.1.route", "activity", ""),
        ("schedule.1.dose", "15 min.", ""),
        ("schedule.1.when", "middag", ""),
        ("note", "Je hebt al een mooie eerste stap gezet.", ""),
    ),
    "en": (
        ("ref", "W-01", "W-02"),
        ("first_name", "Sam", "Robin"),
        ("date", "2026-11-20", "2026-11-20"),
        ("large_print", "no", "yes"),
        ("summary_steps.1", "Walk outside for a quarter of an hour a day", "Drink a glass of water with each meal"),
        ("discussed", "You sleep badly and want more rest.", "You want to move more freely."),
        ("goals", "five evenings in bed on time; two breaks on a working day", "outside for a while each day"),
        ("schedule.1.product", "Walking", ""),
        ("schedule.1.route", "activity", ""),
        ("schedule.1.dose", "15 min.", ""),
        ("schedule.1.when", "noon", ""),
        ("note", "You have taken a good first step.", ""),
    ),
}


def write_example(folder: Folder, name: str, path: Path) -> Path:
    """Writes a spreadsheet for the recipe `name`; the ending of `path` says which kind. Raises WrongUse or Refused."""
    if path.suffix.casefold() not in {".csv", ".tsv", ".xlsx"}:
        raise WrongUse(f"{path.name} cannot be the example: its name must end in .csv, .tsv or .xlsx.")
    if path.exists():
        raise WrongUse(f"{path} is there already, and stays as it is. Name another file.")
    shelf = folder.open_shelf()
    recipe = load_recipe(shelf, name)
    language = recipe.value.language or load_practice_language(folder)
    own = {path_of(field): heading for heading, field in recipe.value.columns.items()}
    fields = [*_ROWS[language], *_parameters(folder, recipe)]
    columns = [(own.get(path_of(field), field), *cells) for field, *cells in fields]
    write_once(path, table_bytes(list(zip(*columns, strict=True)), path.name), mode=0o644)
    return path


def load_practice_language(folder: Folder) -> str:
    """The language of the practice. Raises Refused."""
    from handouts.loading import load_practice

    return load_practice(folder.open_shelf()).value.language


def _parameters(folder: Folder, recipe: Loaded[Recipe]) -> Iterator[tuple[str, str, str]]:
    """A column for each parameter of the recipe's modules that nothing fills yet."""
    for use in recipe.value.modules:
        module = load_file(folder.open_shelf(), f"content/modules/{use.use}.yaml", Module)
        for name, parameter in module.value.params.items():
            if parameter.default is None and name not in use.params:
                value = _fitting(parameter)
                yield f"modules.{use.use}.{name}", value, value


def _fitting(parameter: Parameter) -> str:
    if parameter.choices:
        return str(parameter.choices[0])
    return "10" if parameter.type == "number" else "…"
