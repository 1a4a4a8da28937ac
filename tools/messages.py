"""Gathers the program's sentences for who translates them, and compiles what was translated.

    .venv/bin/python tools/messages.py             take new sentences into each messages.po, drop old ones, and compile
    .venv/bin/python tools/messages.py fy          the same, and begin one for a new language

A sentence that has no translation yet stays empty in the .po, and is said in English. `tests/test_messages.py` holds that
nothing is empty or old in Dutch, and that each messages.mo is what its messages.po compiles to.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent / "src/handouts"
LANGUAGES = PACKAGE / "languages"
CARRIERS = {
    "BrokenEnvironment": (0,),
    "Endless": (0,),
    "Finding": (2, 3),
    "Meant": (2, 3),
    "NotUnderstood": (0,),
    "Obstacle": (1, 2),
    "Remark": (1,),
    "Rule": (1, 2),
    "TooMuch": (0,),
    "Unfit": (1, 2),
    "UsageError": (0,),
    "_Said": (1, 2),
    "_as_broken_environment": (0,),
    "_hidden": (2, 3),
    "_problem": (1, 2),
    "_wrong": (2, 3),
    "cls": (0,),
    "error": (2, 3),
    "mistake": (1, 2),
    "no": (0, 1),
    "not_a": (2, 3),
    "refused": (2, 3),
    "typed": (1,),
    "warning": (2, 3),
    "advice": (2, 3),
}
"""What is called with sentences, beside `msg`, and where among its arguments these stand."""
TEMPLATES = frozenset({"Rule"})
"""Of these the ones that are called with templates, of which the gaps are filled later."""


class Sentence(NamedTuple):
    """A template in the sources, with its plural or an empty text, and its file."""

    msgid: str
    plural: str
    place: str


def sentences(package: Path = PACKAGE) -> Iterator[Sentence]:
    """Every sentence that the program can say, in the order of the sources."""
    for path in sorted(package.rglob("*.py")):
        place = path.relative_to(package).as_posix()
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        calls = [each for each in nodes if isinstance(each, ast.Call)]
        for call in sorted(calls, key=lambda each: (each.lineno, each.col_offset)):
            yield from (Sentence(*each, place) for each in _said_by(call))
        yield from (Sentence(_escaped(each), "", place) for each in _helps(nodes))


def _helps(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """What the commands and their options are for, as their help prints it."""
    for node in nodes:
        if isinstance(node, ast.FunctionDef):
            calls = [each for each in node.decorator_list if isinstance(each, ast.Call)]
            if any(_name(each) in {"command", "group"} for each in calls):
                yield ast.get_docstring(node) or ""
        elif isinstance(node, ast.Call) and _name(node).lower() == "option":
            yield from (text for each in node.keywords if each.arg == "help" for text in _literals(each.value))


def _said_by(call: ast.Call) -> Iterator[tuple[str, str]]:
    name = _name(call)
    if name == "msg":
        texts = [list(_literals(each)) for each in call.args]
        if len(texts) == 2:
            yield texts[0][0], texts[1][0]
        elif texts:
            yield from ((each, "") for each in texts[0])
    for place in CARRIERS.get(name, ()):
        for text in _literals(call.args[place]) if place < len(call.args) else ():
            if re.search(r"[a-z]{2}", text):
                # Without values it is no template, and its braces are printed.
                yield text if call.keywords or name in TEMPLATES else _escaped(text), ""


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _escaped(text: str) -> str:
    """A text as a template that prints it."""
    return text.replace("{", "{{").replace("}", "}}")


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.strip():
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def template() -> Catalog:
    """The sentences as a catalogue without translations; of the places only the files, as lines move."""
    catalogue = Catalog(fuzzy=False)
    for each in sentences():
        msgid = (each.msgid, each.plural) if each.plural else each.msgid
        catalogue.add(msgid, locations=[(each.place, None)])  # type: ignore[list-item]  # None: a place without a line
    return catalogue


def merged(source: Path) -> Catalog:
    """What a .po holds, with every sentence of the sources and no other."""
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.name)
    catalogue.update(template(), no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """A catalogue as translators know it, without dates: who changed what is told by the repository."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=120, sort_by_file=True, omit_header=False)
    return re.sub(rb'"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Report-Msgid-Bugs-To|Project-Id-Version'
                  rb'|Language-Team|Generated-By): .*\n', b"", buffer.getvalue())  # fmt: skip


def compiled(source: Path, locale: str = "") -> bytes:
    """What is read at run time, of a .po; where Babel does not know the language, `locale` is one with its plurals."""
    buffer = io.BytesIO()
    with source.open("rb") as file:
        catalogue = read_po(file, locale=locale or source.parent.name)
    # Else the header has the minute in which it was compiled.
    catalogue.creation_date = catalogue.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main() -> None:
    """Brings every catalogue up to date."""
    for language in sys.argv[1:]:
        (LANGUAGES / language / "messages.po").touch()
    for source in sorted(LANGUAGES.glob("*/messages.po")):
        catalogue = merged(source)
        source.write_bytes(as_po(catalogue))
        source.with_suffix(".mo").write_bytes(compiled(source))
        empty = sum(not each.string or each.string == ("", "") for each in catalogue if each.id)
        print(f"{source.parent.name}: {len(catalogue)} sentences, {empty} without a translation")


if __name__ == "__main__":
    main()
