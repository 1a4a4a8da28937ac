"""Runs the templates (Jinja2, sandboxed): the practice's own before the shipped, each an input of the document.

What they import from `parts.html` is joined out of several files (`parts`).
"""

from __future__ import annotations

import re
import traceback
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from handouts.content.emergencies import is_emergency
from handouts.content.reading import decoded
from handouts.files.folder import TrackedReader
from handouts.page.composing.parts import PARTS, Joined, joined
from handouts.problems import ContentError, Mark, Problem, error, msg

_LAYOUT = "layout.html"
_JOINED = f"(joined) templates/{PARTS}"
"""How the template engine names what is joined; a Problem names the file that it was taken from."""
_MAX_COMPILED = 60
_BODY = re.compile(r"\{%[-+]?\s*(?:block\s+body\b|extends\b)")


def run_template(reader: TrackedReader, name: str, context: dict[str, Any]) -> str:
    """The template `name` of `templates/`, filled in. Raises ContentError when it cannot be read, or fails."""
    templates = _templates(reader.folder.root)
    templates.reader = reader
    try:
        return str(templates.environment.get_template(name).render(context))
    except (ContentError, MemoryError):
        raise
    except Exception as reason:  # a template is a program of the practice's: what it raises is its mistake
        raise ContentError([_problem_of(reason, name, templates.parts)]) from reason


def _problem_of(reason: Exception, name: str, parts: Joined | None) -> Problem:
    import jinja2

    if isinstance(reason, jinja2.TemplateNotFound):
        return error("no-template", Mark(f"templates/{reason.name}"), "this template does not exist")
    if isinstance(reason, jinja2.TemplateSyntaxError):
        mark = Mark(*_origin(reason.filename or f"templates/{reason.name}", reason.lineno, parts))
        return error("template", mark, "the template cannot be read: {reason}", reason=reason.message)
    mark = _line(reason, name, parts)
    if isinstance(reason, jinja2.UndefinedError):
        unknown = re.findall(r"'(\w+)'", str(reason))[-1:] or ["this"]
        hint = msg("docs/fields names every field, and content/labels every fixed word")
        return error("template", mark, "“{name}” is not known here", hint, name=unknown[0])
    return error("template", mark, "the template fails: {reason}", reason=reason)


class _Templates:
    """Compiled templates."""

    reader: TrackedReader
    """That of the document that is being composed."""
    parts: Joined | None = None
    """All parts, once a template has imported one."""

    def __init__(self) -> None:
        import jinja2
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        self.environment = ImmutableSandboxedEnvironment(
            loader=jinja2.FunctionLoader(self._source),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=_compiled(),
        )
        self.environment.filters["qr"] = _qr
        self.environment.tests["emergency"] = is_emergency

    def _source(self, name: str) -> Any:
        if name == PARTS:
            return self._joined()
        relative = f"templates/{name}"
        data = self.reader.read(relative)
        if data is None:
            return None
        place = self.reader.place(relative)
        text = decoded(data, place)
        if name == _LAYOUT and not _BODY.search(text):
            # Else each text of the document would be reported as not printed.
            hint = msg("put {{% block body %}}{{% endblock %}} where the document is to come")
            raise ContentError([error("template", Mark(place), "the layout has no block “body”", hint)])
        # The last is asked before each use of the compiled template: so every document remembers what it is made of.
        return text, place, lambda: self.reader.read(relative) == data

    def _joined(self) -> Any:
        parts = self.parts = joined(self.reader, self.environment)
        place = parts.pieces[0].place if len(parts.pieces) == 1 else _JOINED
        return parts.text, place, lambda: all(self.reader.read(name) == data for name, data in parts.files.items())


@cache
def _compiled() -> Any:
    """Templates by their text, compiled once for all folders: the practice's own differ in few."""
    from jinja2 import BytecodeCache
    from jinja2.bccache import Bucket

    class Compiled(BytecodeCache):
        def __init__(self) -> None:
            self._codes: dict[tuple[str, str], Any] = {}

        def load_bytecode(self, bucket: Bucket) -> None:
            bucket.code = self._codes.get((bucket.key, bucket.checksum))

        def dump_bytecode(self, bucket: Bucket) -> None:
            while len(self._codes) >= _MAX_COMPILED:
                self._codes.pop(next(iter(self._codes)))
            self._codes[bucket.key, bucket.checksum] = bucket.code

    return Compiled()


@lru_cache(maxsize=2)
def _templates(_root: Path) -> _Templates:
    """One for each practice folder in use: compiling takes longer than composing."""
    return _Templates()


def _qr(address: Any) -> str:
    """The address of the QR code of a web address or telephone number, as the `src` of an `img`."""
    return f"/qr/{quote(address.href, safe='')}.svg"


def _line(reason: BaseException, name: str, parts: Joined | None) -> Mark:
    """The innermost line of an own template that led to it, else of a shipped one."""
    frames = [
        _origin(frame.filename, frame.lineno or 0, parts)
        for frame in traceback.extract_tb(reason.__traceback__)
        if _is_template(frame.filename)
    ]
    own = [frame for frame in frames if not frame[0].startswith("(handouts)")]
    last = (own or frames)[-1:]
    return Mark(*last[0]) if last else Mark(f"templates/{name}")


def _origin(file: str, line: int, parts: Joined | None) -> tuple[str, int]:
    """The file and the line that a line of a template was taken from."""
    return parts.origin(line) if parts and file == _JOINED else (file, line)


def _is_template(path: str) -> bool:
    return path.endswith((".html", ".j2")) and "templates/" in path
