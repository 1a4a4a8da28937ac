"""Starting a practice folder, taking her own text in, and the test sheet for her printer."""

from __future__ import annotations

import errno
import itertools
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from shlex import quote
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from handouts.content.starters import made_hers, starter_files
from handouts.files.command import command
from handouts.files.folder import MARKER, MAX_FILE, Folder
from handouts.files.naming import documents_in, is_file, read_regular, safe_name, seen_from
from handouts.files.writing import PUBLIC, make_folder, write, write_all
from handouts.problems import ContentError, Mark, Message, Problem, UsageError, error, msg, system_reason, warning
from handouts.produce.belongings import is_journal, ref_by_name
from handouts.produce.leftovers import found_in
from handouts.records import Records

if TYPE_CHECKING:
    from handouts.intake.importing import Imported


_NOT_FOR_GIT = b"""\
# Whoever keeps this folder in git keeps the clients out of it.
/content/clients/
/content/.studio/
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


def start_folder(target: Path, language: str, practice: bytes | None = None) -> list[Path]:
    """Starts a practice folder that builds at once; returns the files made. Raises UsageError if something is there.

    `practice` is the file of her own practice, in the place of the example's.

    What a system, a cloud or git keeps there is nothing of hers, and stays. The folder that is made is closed to other
    users of the computer: her clients' data will lie in it.
    """
    instead = msg("Name a folder that does not exist yet, such as my-practice.")
    if target.exists() and not target.is_dir():
        raise UsageError("{folder} is a file. {hint}", folder=target, hint=instead)
    there = sorted(each.name for each in target.iterdir()) if target.exists() else []
    if hers := [name for name in there if not _KEPT_BESIDE.fullmatch(name)]:
        raise UsageError("{folder} is not empty: it holds {file}. {hint}", folder=target, file=hers[0], hint=instead)
    make_folder(target)
    made: list[Path] = []
    for relative, example in starter_files(language):
        made.append(target / relative)
        write(made[-1], _hers(relative, example, practice) if practice else example, mode=PUBLIC)
    for place in ("content/images", "content/clients"):
        make_folder(target / place)
    write(target / ".gitignore", _NOT_FOR_GIT, mode=PUBLIC)
    return [*made, target / ".gitignore"]


def _hers(relative: str, example: bytes, practice: bytes) -> bytes:
    """A file of a new folder for a practice of her own, in which nothing speaks of the example's."""
    if relative == MARKER:
        return practice
    if not relative.startswith("content/brochures/"):
        return example
    from handouts.content.reading import survey_yaml

    practitioner: Any = survey_yaml(practice, MARKER).value
    return made_hers(example, practitioner["practitioner"]["name"])


def unread_parts(folder: Folder) -> Iterator[Problem]:
    """What lies among the modules and recipes and cannot be read as one; a document that asks for it says so too."""
    for kind in ("modules", "sheets"):
        for stray in folder.strays(kind):
            yield stray._replace(severity="warning")


def unread_among_clients(folder: Folder) -> Iterator[Problem]:
    """What lies among the consults, is no consult, and may say something of a client: copies, letters, subfolders.

    Left out are what `folder.strays` gives, what is an editor's copy by its name, and what the system puts everywhere.
    """
    place = folder.root / "content/clients"
    meant = {*documents_in(place)}
    for path in found_in(place):
        name = unicodedata.normalize("NFC", path.name)
        is_known = (
            path in meant
            or (path.parent == place and ref_by_name(name))
            or is_journal(folder, path)
            or name == ".gitignore"
            or _KEPT_BESIDE.fullmatch(name.casefold())
        )
        if not is_known and is_file(path) and path.lstat().st_size:
            mark = Mark(unicodedata.normalize("NFC", seen_from(folder.root, path)))
            yield warning(
                "not-read", mark, "this file is not read, and may say something of a client",
                "keep it elsewhere, or delete it",
            )  # fmt: skip


_ENDINGS = {".yaml", ".yml", ".docx", ".doc", ".odt", ".html", ".htm", ".md", ".txt", ".pdf"}
"""What no name of a brochure ends with, but a file's does."""


class Import(NamedTuple):
    """How a text is taken in: its language, None for the practice's; over an older file; or only looked at."""

    language: str | None = None
    force: bool = False
    writes: bool = True
    kind: Literal["brochure", "module"] = "brochure"
    shown: Mapping[str, str] = MappingProxyType({})
    """What pictures show of which the text does not say it, by their names in the document."""


class Given(NamedTuple):
    """A text that is to be taken in: the name of its file, what reads it, and what finds a picture beside it."""

    source: str
    read: Callable[[], bytes]
    find: Callable[[str], bytes | None] = lambda _: None


def import_file(folder: Folder, file: Path, name: str, asked: Import) -> tuple[Imported, Path]:
    """Turns the text in `file` into a brochure or module called `name`; returns what was made of it, and where.

    Its pictures go into `content/images`, and what `force` replaces beside it, as `NAME.yaml.bak`; all is written, or
    nothing. Raises UsageError when no name is given or one that is a file's, or there is a file or another picture of
    that name and `force` does not say to replace it; ContentError when nothing can be made of the text.
    """
    from handouts.intake.importing import import_text

    kind = asked.kind
    if not name and not asked.writes:
        name = name_after(file)
    if Path(name).suffix.lower() in _ENDINGS:
        raise UsageError(
            "First the file, then a name without an ending, such as: {handouts} import {file} {name}",
            handouts=command(), file=quote(str(file)), name=name_after(Path(name)),
        )  # fmt: skip
    if not name:
        import_text(_text_of(file), source=file.name, find=partial(_beside, file))
        meant = name_after(file)
        words = {"handouts": command(), "file": quote(str(file)), "name": meant}
        raise UsageError(
            msg("Give the brochure a name too, such as: {handouts} import {file} {name}", **words)
            if kind == "brochure"
            else msg("Give the module a name too, such as: {handouts} import {file} {name} --as module", **words)
        )
    return take_in(folder, Given(file.name, partial(_text_of, file), partial(_beside, file)), name, asked)


def take_in(folder: Folder, given: Given, name: str, asked: Import) -> tuple[Imported, Path]:
    """Turns a text into a brochure or module called `name`, as `import_file` does; it is read once it has a place.

    Raises as that does, and UsageError for what cannot be a name.
    """
    from handouts.content.loading import load_practice
    from handouts.intake.importing import as_module, import_text, with_pictures_shown

    language, force, writes, kind, shown = asked
    target = folder.root / f"content/{kind}s" / f"{safe_name(name)}.yaml"
    if os.path.lexists(target) and not force and writes:
        message = (
            msg("There is a brochure “{name}” already. Choose another name, or add --force to replace it.", name=name)
            if kind == "brochure"
            else msg(
                "There is a module “{name}” already. Choose another name, or add --force to replace it.", name=name
            )
        )
        raise UsageError(message)
    data = given.read()
    if language is None:
        try:
            language = load_practice(folder.open_reader()).value.language
        except ContentError as refused:
            hint = error("practice", Mark(MARKER), "the language of the text is not known", "add --language nl")
            raise ContentError([*refused.problems, hint]) from None
    imported = import_text(data, source=given.source, language=language, name=safe_name(name), find=given.find)
    imported = with_pictures_shown(imported, shown, source=given.source, language=language)
    if kind == "module":
        imported = as_module(imported, source=given.source, language=language)
    if writes:
        _write_imported(folder, imported, target, force=force)
    return imported, target


def _write_imported(folder: Folder, imported: Imported, target: Path, *, force: bool) -> None:
    """Writes what was made of a text and its pictures, all or nothing, and keeps what is replaced."""
    images = folder.root / "content/images"
    pictures = {images / each: held for each, held in imported.pictures.items()}
    for path, held in pictures.items():
        if not force and os.path.lexists(path) and not (is_file(path) and read_regular(path) == held):
            raise UsageError(
                "There is another picture {file} already. Choose another name, or add --force to replace it.",
                file=path.name,
            )
    kept = _set_aside(target) if is_file(target) else {}
    write_all({**pictures, **kept, target: imported.yaml.encode()}, nullcontext(), mode=PUBLIC)


def _set_aside(path: Path) -> dict[Path, bytes]:
    """What a file holds, under the first free name beside it that no document has, such as `slapen.yaml.bak`."""
    names = (path.with_name(f"{path.name}.bak{number if number > 1 else ''}") for number in itertools.count(1))
    return {next(name for name in names if not os.path.lexists(name)): read_regular(path)}


def name_after(file: Path) -> str:
    """The name for a brochure that the name of a file suggests."""
    return "-".join(re.findall(r"[^\W_]+", file.stem.lower())) or "magnesium"


def _beside(page: Path, address: str) -> bytes | None:
    """The picture that a saved page names by where it lies: in the folder of the page, or in one inside that."""
    if not address or re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.IGNORECASE):
        return None
    folder = page.parent.resolve()
    try:
        path = (folder / address.partition("?")[0].partition("#")[0]).resolve()
        return read_regular(path, MAX_FILE) if path.is_relative_to(folder) and path != folder else None
    except (OSError, ValueError):
        return None


def _text_of(file: Path) -> bytes:
    """The bytes of what may be a text. Raises UsageError for what is no file, ContentError for what is too large."""
    from handouts.content.reading import too_large
    from handouts.intake.importing.kinds import HEAD, refuse_other_kinds

    try:
        return read_regular(file, MAX_FILE)
    except OSError as reason:
        if reason.errno == errno.EFBIG:
            with file.open("rb") as opened:
                refuse_other_kinds(opened.read(HEAD), file.name)
            raise ContentError([too_large(file.name, file.stat().st_size)]) from None
        said = msg("{path} cannot be read: {reason}.", path=file, reason=system_reason(reason))
        hint = _instead_of(file)
        raise UsageError(msg("{problem} {hint}", problem=said, hint=hint) if hint else said) from reason


def _instead_of(file: Path) -> Message | None:
    """What she may have meant by a file that is not there, or is a folder."""
    if file.is_dir():
        return msg("Name the text file in it, such as {file}.", file=file / "tekst.txt")
    others = file.parent.iterdir() if file.parent.is_dir() else ()
    meant = next((path for path in others if path.name.casefold() == file.name.casefold()), None)
    return msg("There is {file}, with other capitals.", file=meant) if meant and meant != file else None


def make_calibration(folder: Folder, output: Path | None) -> Path:
    """The test sheet for her printer, in the practice's language; returns where it is. Raises ContentError."""
    from handouts.content.loading import load_practice
    from handouts.press.calibrating import calibration_sheet

    language = load_practice(folder.open_reader()).value.language
    path = (output or folder.output) / "calibration.pdf"
    sheet, records = calibration_sheet(language), Records(folder, path.parent)
    with records.write_lock():
        write(path, sheet, mode=PUBLIC)
        records.cache.keep_file(path.name, sheet)
    return path
