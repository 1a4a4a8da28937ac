"""A spreadsheet to begin with: the headings that a recipe understands, and two made-up rows that can be made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from handouts.content.loading import Loaded, load_file
from handouts.content.model.module import Module, Parameter
from handouts.content.model.sheet import Recipe
from handouts.content.reading import FieldPath
from handouts.files.folder import Folder
from handouts.files.writing import write_once
from handouts.intake.spreadsheets import table_bytes
from handouts.languages.texts import texts
from handouts.problems import ContentError, UsageError
from handouts.produce.batching.columns import NUMBER, Columns, items_in, overlap, path_of
from handouts.produce.batching.rows import language_of, load_recipe

Cells = tuple[str, str]
"""What the two made-up clients have in one column."""
Sample = tuple[str, FieldPath, Cells]
"""A field, its path, and what they have there."""


def write_example(folder: Folder, name: str, path: Path) -> Path:
    """Writes a spreadsheet for the recipe `name`; the ending of `path` says which kind.

    Raises UsageError or ContentError.

    First come the recipe's own columns in their order, and then what else the made-up clients have.
    """
    if path.suffix.casefold() not in {".csv", ".tsv", ".xlsx"}:
        raise UsageError("{name} cannot be the example: its name must end in .csv, .tsv or .xlsx.", name=path.name)
    if path.exists():
        raise UsageError("{path} is there already, and stays as it is. Name another file.", path=path)
    reader = folder.open_reader()
    recipe = load_recipe(reader, name)
    if mistakes := list(Columns(recipe).mistakes()):
        raise ContentError(mistakes)
    own = {name: (one, other) for name, (one, other) in texts(language_of(reader, name), "example").items()}
    samples = [(field, path_of(field) or (), cells) for field, cells in (*own.items(), *_parameters(folder, recipe))]
    columns = list(_columns(recipe.value.columns, samples))
    write_once(path, table_bytes(list(zip(*columns, strict=True)), path.name), mode=0o644)
    return path


def _columns(named: Mapping[str, str], samples: Sequence[Sample]) -> Iterator[tuple[str, str, str]]:
    """Each heading with its two cells: those that the recipe names, and of the samples what these leave open."""
    own = {heading: path_of(field) or () for heading, field in named.items()}
    for heading, path in own.items():
        yield (heading, *_cells(path, samples))
    numbered = (NUMBER,) in own.values()
    for field, path, cells in samples:
        if not any(overlap(path, each) for each in own.values()) and not (numbered and path == ("ref",)):
            yield (field, *cells)


def _cells(path: FieldPath, samples: Sequence[Sample]) -> Cells:
    if path == (NUMBER,):
        return ("1", "2")
    for field, known, cells in samples:
        if path == known:
            return cells
        if path[:-1] == known and isinstance(index := path[-1], int):
            first, second = (dict(enumerate(items_in(cell, field) or ())).get(index, "") for cell in cells)
            return (first, second)
    return ("", "")


def _parameters(folder: Folder, recipe: Loaded[Recipe]) -> Iterator[tuple[str, Cells]]:
    """A column for each parameter of the recipe's modules that nothing fills yet."""
    for use in recipe.value.modules:
        module = load_file(folder.open_reader(), f"content/modules/{use.use}.yaml", Module)
        for name, parameter in module.value.params.items():
            if parameter.default is None and name not in use.params:
                value = _fitting(parameter)
                yield f"modules.{use.use}.{name}", (value, value)


def _fitting(parameter: Parameter) -> str:
    if parameter.choices:
        return str(parameter.choices[0])
    return "10" if parameter.type == "number" else "…"
