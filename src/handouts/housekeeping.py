"""What lies in a practice folder: starting one, listing it, what is left of its start, and taking her own text in."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.folder import MARKER, MAX_FILE, Folder, digest
from handouts.naming import read_regular, safe_name
from handouts.problems import BrokenEnvironment, Mark, Problem, Refused, WrongUse, error
from handouts.records import Records
from handouts.starters import starter_files
from handouts.wording import Gaps, filled_in
from handouts.writing import PUBLIC, make_folder, write

if TYPE_CHECKING:
    from handouts.importing import Imported


_NOT_FOR_GIT = b"""\
# Whoever keeps this folder in git keeps the clients out of it.
/content/clients/
/output/
"""
_KEPT_BESIDE = re.compile(
    r"\._.*|\.ds_store|\.localized|\.(?:spotlight|documentrevisions)-v100|\.trashes|\.trash-\d+|\.fseventsd|"
    r"\.temporaryitems|\.apdisk|\.volumeicon\.icns|icon\r|(?:eh)?thumbs\.db|desktop\.ini|\$recycle\.bin|"
    r"system volume information|lost\+found|\.directory|\.git|\.gitattributes|\.gitkeep|\.keep|\.hg|\.svn|\.idea|"
    r"\.vscode|\.dropbox(?:\.attr|\.cache)?|\.st(?:folder|ignore|versions)|\.(?:nextcloud|owncloud)?sync\w*\.(?:log|db)|"
    r"\.tmp\.drive(?:download|upload)|\.~lock\..*",
    re.IGNORECASE | re.DOTALL,
)
"""The names of what macOS, Windows, Linux, a cloud, an editor or git keeps in a folder, beside what is put there."""


class Entry(NamedTuple):
    """A line of the list; what is not filled in is empty. The title of a consult is its date.

    The first name in a consult is for her eyes: it is no part of `as_data`, which other programs and files are given.
    """

    kind: str
    name: str
    title: str
    version: str
    review_due: str
    first_name: str = ""

    def row(self) -> tuple[str, ...]:
        """The line as she reads it."""
        title = f"{self.title}, {self.first_name}" if self.first_name else self.title
        return self.kind, self.name, title, self.version, self.review_due

    def as_data(self) -> dict[str, str]:
        """The line as plain values, for `--json`: without the first name."""
        told = self._asdict()
        del told["first_name"]
        return told


def start_folder(target: Path, language: str) -> list[Path]:
    """Starts a practice folder that builds at once; returns the files made. Raises WrongUse if something is there.

    What a system, a cloud or git keeps there is nothing of hers, and stays. The folder that is made is closed to other
    users of the computer: her clients' data will lie in it.
    """
    instead = "Name a folder that does not exist yet, such as my-practice."
    if target.exists() and not target.is_dir():
        raise WrongUse(f"{target} is a file. {instead}")
    there = sorted(each.name for each in target.iterdir()) if target.exists() else []
    if hers := [name for name in there if not _KEPT_BESIDE.fullmatch(name)]:
        raise WrongUse(f"{target} is not empty: it holds {hers[0]}. {instead}")
    make_folder(target)
    made = []
    for relative, data in starter_files(language):
        made.append(target / relative)
        write(made[-1], data, mode=PUBLIC)
    for place in ("content/images", "content/clients"):
        make_folder(target / place)
    write(target / ".gitignore", _NOT_FOR_GIT, mode=PUBLIC)
    return [*made, target / ".gitignore"]


# What is listed, and by which word; of a consult nothing is told but its date and first name.
_LISTED = {"brochures": "brochure", "modules": "module", "sheets": "recipe", "clients": "consult"}


def catalogue(folder: Folder) -> Iterator[Entry]:
    """What lies in a folder. What cannot be read is listed as such: `handouts check` says why.

    What is not personal is kept from one list to the next; the first name in a consult is read from its file each time.
    """
    records = Records(folder.output, folder.root, folder.shipped)
    fresh: list[tuple[str, str, str, list[Any]]] = []
    for kind, word in _LISTED.items():
        for name in folder.names(kind):
            try:
                data = folder.open_shelf().read(f"content/{kind}/{name}.yaml") or b""
            except Refused as refused:
                yield Entry(word, name, _mistakes(refused), "", "")
                continue
            source = digest(data)
            told = records.cache.listing(kind, name, source)
            if told is None:
                told = _told(folder, kind, name, data)
                fresh.append((kind, name, source, told))
            title, version, due, place = told
            yield Entry(word, name, title, version, due, _first_name(data, place, folder, name))
        for stray in folder.strays(kind):
            yield Entry(word, Path(stray.mark.file).name, "(not read)", "", "")
    if fresh and records.state.is_dir():
        with suppress(BrokenEnvironment), records.in_turn(), records.cache.database.writing():
            for kind, name, source, told in fresh:
                if folder.holds(folder.own(f"content/{kind}/{name}.yaml")):  # it was not forgotten meanwhile
                    records.cache.keep_listing(kind, name, source, told)


def _told(folder: Folder, kind: str, name: str, data: bytes) -> list[Any]:
    """What the list says of a file: title, version and day of review; and of a consult where its first name stands."""
    from handouts.loading import load_brochure, load_file
    from handouts.model.module import Module
    from handouts.model.sheet import Recipe

    shelf = folder.open_shelf()
    try:
        if kind == "clients":
            return _told_of_consult(data, name)
        if kind == "brochures":
            brochure = load_brochure(shelf, name).value
            return [brochure.title, brochure.version or "", _day(brochure.review_due), None]
        if kind == "modules":
            module = load_file(shelf, f"content/modules/{name}.yaml", Module).value
            return [_worded(module.title), "", _day(module.review_due), None]
        return [_worded(load_file(shelf, f"content/sheets/{name}.yaml", Recipe).value.title), "", "", None]
    except Refused as refused:
        return [_mistakes(refused), "", "", None]


def _mistakes(refused: Refused) -> str:
    return f"({len(refused.problems)} mistakes)"


def _told_of_consult(data: bytes, name: str) -> list[Any]:
    from handouts.chains import card_in
    from handouts.reading import survey_yaml

    try:
        read = survey_yaml(data, f"{name}.yaml")
    except Refused:
        return ["(no date)", "", "", None]
    card = card_in(read.value)
    title = _day(card.date) or "(no date)"
    if not card.first_name:
        return [title, "", "", None]
    mark = read.marks.at(("client", "first_name"))
    place = [mark.line, mark.column, len(card.first_name)]
    return [title, "", "", place if _slice(data, place) == card.first_name else []]


def _slice(data: bytes, place: list[int]) -> str:
    """What stands at a place: line and column, from 1, and the number of characters."""
    line, column, length = place
    lines = data.decode("utf-8-sig", "replace").splitlines()
    return lines[line - 1][column - 1 : column - 1 + length] if line <= len(lines) else ""


def _first_name(data: bytes, place: list[int] | None, folder: Folder, ref: str) -> str:
    """The first name in a consult: where it stands, or, where it is not written plainly (`[]`), as it is understood."""
    if place is None:
        return ""
    if place:
        return _slice(data, place)
    from handouts.chains import card_of

    return card_of(folder, ref).first_name or ""


def unread_parts(folder: Folder) -> Iterator[Problem]:
    """What lies among the modules and recipes and cannot be read as one; a document that asks for it says so too."""
    for kind in ("modules", "sheets"):
        for stray in folder.strays(kind):
            yield stray._replace(severity="warning")


def left_of_example(folder: Folder) -> Iterator[Problem]:
    """What is left of the made-up practice in any file of hers, also where no document uses it."""
    from handouts.checks.example import check_folder

    return check_folder(folder)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _worded(title: str) -> str:
    """A title with its forms of address chosen."""
    return filled_in(title, Gaps({}, "je"))


def import_brochure(
    folder: Folder, file: Path, name: str, *, language: str | None, force: bool
) -> tuple[Imported, Path]:
    """Turns the text in `file` into `content/brochures/NAME.yaml`; returns what was made of it, and where.

    Raises WrongUse when no name is given, or there is a brochure of that name and `force` does not say to replace it;
    Refused when nothing can be made of the text.
    """
    from handouts.importing import import_text
    from handouts.loading import load_practice

    if not name:
        import_text(_text_of(file), source=file.name)
        meant = "-".join(re.findall(r"[^\W_]+", file.stem.lower())) or "magnesium"
        raise WrongUse(f"Give the brochure a name too, such as: handouts import {quote(str(file))} {meant}")
    target = folder.root / "content/brochures" / f"{safe_name(name)}.yaml"
    if os.path.lexists(target) and not force:
        raise WrongUse(f"There is a brochure “{name}” already. Choose another name, or add --force to replace it.")
    data = _text_of(file)
    if language is None:
        try:
            language = load_practice(folder.open_shelf()).value.language
        except Refused as refused:
            hint = error("practice", Mark(MARKER), "the language of the text is not known", "add --language nl")
            raise Refused([*refused.problems, hint]) from None
    imported = import_text(data, source=file.name, language=language)
    write(target, imported.yaml.encode(), mode=PUBLIC)
    return imported, target


def _text_of(file: Path) -> bytes:
    """The bytes of what may be a text. Raises WrongUse for what is no file, Refused for one that is too large."""
    from handouts.importing.kinds import HEAD, refuse_other_kinds
    from handouts.reading import too_large

    try:
        return read_regular(file, MAX_FILE)
    except OSError as reason:
        if reason.errno == errno.EFBIG:
            with file.open("rb") as opened:
                refuse_other_kinds(opened.read(HEAD), file.name)
            raise Refused([too_large(file.name, file.stat().st_size)]) from None
        raise WrongUse(f"{file} cannot be read: {reason.strerror}.{_instead_of(file)}") from reason


def _instead_of(file: Path) -> str:
    """What she may have meant by a file that is not there, or is a folder."""
    if file.is_dir():
        return f" Name the text file in it, such as {file / 'tekst.txt'}."
    others = file.parent.iterdir() if file.parent.is_dir() else ()
    meant = next((path for path in others if path.name.casefold() == file.name.casefold()), None)
    return f" There is {meant}, in other capitals." if meant and meant != file else ""


def make_calibration(folder: Folder, output: Path | None) -> Path:
    """The test sheet for her printer, in the practice's language; returns where it is. Raises Refused."""
    from handouts.calibrating import calibration_sheet
    from handouts.loading import load_practice

    language = load_practice(folder.open_shelf()).value.language
    path = (output or folder.output) / "calibration.pdf"
    write(path, calibration_sheet(language), mode=PUBLIC)
    return path
