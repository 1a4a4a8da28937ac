"""What was made from what: a document is made again only when something that it was made from has changed.

The journal lies in `.state` beside the PDFs, owner-only. Its digests are keyed, so that without the key beside it
nobody can try out what a client's file may have said. Of what is personal it holds references, digests and dates, no
text and no Problem; and a line for each time that it was made.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

import handouts
from handouts.entries import Line, damage_in, read_entry, write_entry
from handouts.folder import Shelf
from handouts.holding import in_turn
from handouts.keys import Key
from handouts.model.formats import FORMATS
from handouts.naming import in_the_way, read_regular
from handouts.problems import BrokenEnvironment, Problem, doubtful
from handouts.toolchain import loaded_libraries, stamps, toolchain
from handouts.writing import PUBLIC, make_folder, write

# Where the content stands that the history tells of: the fixed words and the look are the program's.
_TOLD = ("content/clients/", "content/sheets/", "content/modules/", "content/practice.yaml")
# Among what a sheet was made from: the row of a spreadsheet, which is no file that can be read again.
_ROW = "row:"


class Made(NamedTuple):
    """How an output file came to be."""

    inputs: dict[str, str]
    absent: list[str]
    toolchain: str
    libraries: dict[str, list[int]]
    output: str
    pages: int
    problems: list[Problem]
    since: str
    until: str | None


class Output(NamedTuple):
    """An output file as it was just made, at the local time `when`.

    From the day `since` to the day `until` its Problems are the same. What is `personal` has a history, and of its
    Problems only the number is kept: they quote the content.
    """

    format: str
    pdf: bytes
    pages: int
    problems: list[Problem]
    since: date
    until: date | None
    when: datetime
    personal: bool
    row: str | None = None
    """Out of a batch: the keyed digest of what its row said."""
    table: str | None = None
    """Out of a batch: the name of its spreadsheet."""


class Origin(NamedTuple):
    """Where a consult came from that does not lie in the folder; the journal keeps no more of it than keyed digests.

    `place` is the path of its file, empty for what another program gave; `person` is whom it is for, and of which
    day; `digest` is that of its bytes.
    """

    place: str
    person: str
    digest: str


class Journal:
    """The journal of one output folder; `key` is what its digests are made with."""

    def __init__(self, output: Path, root: Path, shipped: Path, *, batch: str = "") -> None:
        """`output` is where the PDFs lie; files under `root` and `shipped` are remembered relative to these.

        With `batch`, its temporary files carry that name, and it looks only once at what its documents share.
        """
        self._batch = batch
        self._our_turn = False
        self._looked: dict[str, bool] = {}
        self._state = output / ".state"
        self._places = {"own": root, "shipped": shipped}
        self.key = Key(self._state)

    @contextmanager
    def in_turn(self) -> Iterator[None]:
        """Lets no other process change this journal, or the files that it tells of, meanwhile; waits for its turn.

        What changes an entry takes a turn of its own, and what changes files too takes one around it all. Raises
        BrokenEnvironment where nothing can be written.
        """
        if self._our_turn:
            yield
            return
        with in_turn(self._state):
            self._our_turn = True
            try:
                yield
            finally:
                self._our_turn = False

    def formats(self, kind: str, name: str, source: str) -> list[str] | None:
        """The formats that a document named when its file had the digest `source`, or None when that is unknown."""
        entry = self._entry(kind, name)
        formats = entry.get("formats")
        if entry.get("source") != self._source(source) or not isinstance(formats, list):
            return None
        return formats if formats and all(each in list(FORMATS) for each in formats) else None

    def made(  # noqa: PLR0913  # the fields of one question
        self, kind: str, name: str, format_name: str, output: Path, today: date, *, row: str | None = None
    ) -> Made | None:
        """What is known of an output file, if nothing that it depends on has changed since; else None.

        `row` is the keyed digest of the row of a batch that it would be made from.
        """
        try:
            made = self._made(self._entry(kind, name)["made"][format_name])
            from_row = made.inputs.pop(_ROW, None)
            unchanged = (
                from_row == row
                and made.toolchain == self.key.of_text(toolchain())
                and made.since <= today.isoformat() <= (made.until or date.max.isoformat())
                and self.key.of_file(read_regular(output)) == made.output
                and self._stands(made)
            )
        except (OSError, AttributeError, KeyError, TypeError, ValueError):
            return None
        return made if unchanged else None

    def _stands(self, made: Made) -> bool:
        """Whether all that a document was made from is as it was."""
        key = json.dumps([made.inputs, made.absent, made.libraries]) if self._batch else ""
        if key not in self._looked:
            stands = (
                all(self.key.of_file(read_regular(self._path(place))) == known for place, known in made.inputs.items())
                and not any(self._is_there(place) for place in made.absent)
                and made.libraries == stamps(made.libraries)
            )
            if not key:
                return stands
            self._looked[key] = stands
        return self._looked[key]

    def name_formats(self, kind: str, name: str, source: str, formats: list[str]) -> None:
        """Notes the formats that a document names while its file has the digest `source`."""
        with self.in_turn():
            self.key.lay_if_possible()
            entry = self._entry(kind, name)
            if (entry.get("source"), entry.get("formats")) != (self._source(source), formats):
                self._keep(kind, name, {**entry, "source": self._source(source), "formats": formats})

    def record(self, kind: str, name: str, shelf: Shelf, made: Output, *, mailed: bool = False) -> None:
        """Notes how an output file was made: from all that `shelf` read and looked for.

        A personal document with Problems is noted in its history alone: it is made again the next time, so that it
        is never kept without them. Out of a batch it is kept: there the rows are checked each time.
        """
        with self.in_turn():
            self.key.lay_if_possible()
            entry = self._entry(kind, name)
            self._note(entry, shelf, made, mailed=mailed)
            self._keep(kind, name, entry)

    def _note(self, entry: dict[str, Any], shelf: Shelf, made: Output, *, mailed: bool) -> None:
        inputs = {self._place(path): self.key.of_text(known) for path, known in sorted(shelf.used.items())}
        if made.personal:
            told = self._told(inputs, made.format, made.pages, made.when)
            batch = {"batch": True} if made.row is not None else {}
            entry["history"].append({**told, "warnings": len(doubtful(made.problems)), "mailed": mailed, **batch})
            entry.pop("origin" if made.row is not None else "table", None)
        if made.personal and made.problems and made.row is None:
            entry["made"].pop(made.format, None)
        else:
            if made.row is not None:
                inputs[_ROW] = made.row
                entry["table"] = self.key.of_text(made.table or "")
            entry["made"][made.format] = {
                "inputs": inputs,
                "absent": sorted(self._place(path) for path in shelf.absent),
                "toolchain": self.key.of_text(toolchain()),
                "libraries": stamps(loaded_libraries()),
                "output": self.key.of_file(made.pdf),
                "pages": made.pages,
                "problems": [] if made.personal else [problem.as_data() for problem in made.problems],
                "since": made.since.isoformat(),
                "until": made.until.isoformat() if made.until else None,
            }

    def whose(self, kind: str, name: str, table: str) -> Literal["nobody", "ours", "a consult", "another spreadsheet"]:
        """What the last known sheet of that name came from; `table` is the name of our spreadsheet."""
        entry = self._entry(kind, name)
        if not entry["made"]:
            return "nobody"
        if "table" not in entry:
            return "a consult"
        return "ours" if entry["table"] == self.key.of_text(table) else "another spreadsheet"

    def is_of_another(self, kind: str, name: str, origin: Origin) -> bool:
        """Whether what was last made under that name is known to be of another consult than the one of `origin`.

        The same file, corrected, is no other; nor is a file with the same content, or of the same person and day.
        """
        entry = self._entry(kind, name)
        if entry["made"] and "table" in entry:
            return True
        known = entry.get("origin")
        if isinstance(known, list) and len(known) == len(signs := self._origin(origin)) and known[0] == signs[0]:
            return not any(ours and ours == theirs for ours, theirs in zip(signs[1:], known[1:], strict=True))
        last = Line(**entry["history"][-1]) if entry["history"] else None
        if last is None or last.key != self.key.sign:
            return False
        return last.sources.get(f"content/clients/{name}.yaml") != self.key.of_text(origin.digest)

    def note_origin(self, kind: str, name: str, origin: Origin) -> None:
        """Notes where the consult came from that was just made under that name."""
        with self.in_turn():
            self.key.lay_if_possible()
            entry = self._entry(kind, name)
            if entry.get("origin") != (signs := self._origin(origin)):
                self._keep(kind, name, {**entry, "origin": signs})

    def _origin(self, origin: Origin) -> list[str]:
        """A sign of the key, and the keyed digests of an origin's place (if it has one) and person."""
        return [self.key.sign, self.key.of_text(origin.place) if origin.place else "", self.key.of_text(origin.person)]

    def keep_list(self, name: str, data: dict[str, Any]) -> None:
        """Keeps what a batch knows of itself as a whole, under the sign of what it was made from."""
        write(self._state / "batches" / f"{self.key.of_text(name)}.json", json.dumps(data).encode(), tag=self._batch)

    def known_list(self, name: str) -> dict[str, Any] | None:
        """What `keep_list` kept under that name."""
        try:
            data = json.loads(read_regular(self._state / "batches" / f"{self.key.of_text(name)}.json"))
        except (OSError, ValueError, RecursionError):
            return None
        return data if isinstance(data, dict) else None

    def record_mailed(self, kind: str, name: str, format_name: str, when: datetime) -> None:
        """Notes that of a personal document that is up to date, as `made` says, a copy to be mailed was made."""
        with self.in_turn():
            entry = self._entry(kind, name)
            made = entry["made"][format_name]
            entry["history"].append({**self._told(made["inputs"], format_name, made["pages"], when), "mailed": True})
            self._keep(kind, name, entry)

    def names(self, kind: str) -> list[str]:
        """The names of all documents of a kind that there is an entry for, in alphabetical order."""
        return sorted(path.stem for path in (self._state / kind).glob("*.json"))

    def history(self, kind: str, name: str) -> list[Line]:
        """Each time that a personal document was made, oldest first; a line that cannot be read is passed over."""
        return [Line(**line) for line in self._entry(kind, name)["history"]]

    def damage(self, kind: str, name: str) -> list[Problem]:
        """What in the history of a document cannot be read, as warnings at its lines."""
        path = self._file(kind, name)
        root = self._places["own"]
        return damage_in(path, path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path))

    def mend(self, kind: str, name: str) -> list[Problem]:
        """As `damage`, said for the last time: the file is kept beside as it is, and goes on with what can be read."""
        damage = self.damage(kind, name)
        if damage:
            with suppress(BrokenEnvironment), self.in_turn():
                self._keep(kind, name, self._entry(kind, name))
        return damage

    def _told(self, inputs: dict[str, str], format_name: str, pages: int, when: datetime) -> dict[str, Any]:
        own = {place.removeprefix("own:"): known for place, known in inputs.items() if place.startswith("own:")}
        return {
            "when": when.strftime("%Y-%m-%d %H:%M"),
            "format": format_name,
            "mailed": False,
            "version": handouts.__version__,
            "pages": pages,
            "warnings": 0,
            "sources": {place: known for place, known in own.items() if place.startswith(_TOLD)},
            "key": self.key.sign,
        }

    def _source(self, source: str) -> str:
        """A document as this program understands it: another version may give it other formats."""
        return self.key.of_text(f"{source} {toolchain()}")

    def _keep(self, kind: str, name: str, entry: dict[str, Any]) -> None:
        make_folder(self._state.parent, PUBLIC)
        write_entry(self._file(kind, name), entry, tag=self._batch)

    def _entry(self, kind: str, name: str) -> dict[str, Any]:
        return read_entry(self._file(kind, name)).data

    def _file(self, kind: str, name: str) -> Path:
        return self._state / kind / f"{name}.json"

    def _made(self, data: dict[str, Any]) -> Made:
        return Made(**{**data, "problems": [Problem.from_data(each) for each in data["problems"]]})

    def _place(self, path: Path) -> str:
        for name, base in self._places.items():
            if path.is_relative_to(base):
                return f"{name}:{path.relative_to(base).as_posix()}"
        return str(path)

    def _is_there(self, place: str) -> bool:
        path = self._path(place)
        return path.is_file() or in_the_way(path, self._places[place.partition(":")[0]]) is not None

    def _path(self, place: str) -> Path:
        name, _, relative = place.partition(":")
        return self._places[name] / relative
