"""Bytes of unknown origin into text: which encoding they are in, and what in them is no text at all.

The limit of size and the characters that cannot be printed are those of `reading`, which reads the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from handouts.content.reading import MAX_SIZE, too_large
from handouts.files.encoding import Reading, Undecodable, garbled, read_text
from handouts.files.unseen import pasted
from handouts.intake.importing.kinds import HEAD, refuse_other_kinds
from handouts.problems import ContentError, Mark, Problem, as_message, error, msg, shortened, warning

_END_OF_FILE = b"\x1a"
"""What programs of DOS write after a text."""
_LINE_ENDS = re.compile("\r\n|[\r\x0b\u2028\u2029]|(?<=[^\n])\f")
_MAX_SHOWN = 3
_STRAY = re.compile("[\udc80-\udcff]")
# U+0080 to U+009F are nobody's text: they are the curly quotes and dashes of Windows, saved wrongly.
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_UNPRINTABLE = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class Decoded(NamedTuple):
    """The text with line feeds as its only line ends, the name of its encoding, and what is doubtful about it."""

    text: str
    encoding: str
    problems: tuple[Problem, ...]


def decode(data: bytes, source: str) -> Decoded:
    """The text in `data`: UTF-8, UTF-16, UTF-32 or one of `ENCODINGS`. Raises ContentError for what is no text."""
    data = data.rstrip(_END_OF_FILE)
    refuse_other_kinds(data[:HEAD], source)
    if len(data) > MAX_SIZE:
        raise ContentError([too_large(source, len(data))])
    found = _read(data, source)
    problems = list(_doubts(data, found, source))
    text = _LINE_ENDS.sub("\n", found.text.removeprefix("\ufeff"))
    if "\ufffd" in text:
        message = msg("a character was lost before the text came here (�)")
        problems.append(warning("import-lost-character", _place(text, "\ufffd", source), message, "type it again"))
    text = pasted(text.translate(_WINDOWS))
    for place, word, mended in islice(garbled(text), _MAX_SHOWN):
        problems.append(warning(
            "garbled", Mark(source, text.count("\n", 0, place) + 1),
            "“{text}” was read in a wrong encoding once; it looks like “{meant}”", "type it again",
            text=shortened(word, 40), meant=shortened(mended, 40),
        ))  # fmt: skip
    text = text.replace("\f", " ")
    odd = _UNPRINTABLE.findall(text)
    if len(odd) * 100 > len(text):
        raise _refused(
            "import-not-text", source, msg("this is not a text file"), msg("save the text as .txt, in UTF-8")
        )
    if odd:
        message = msg(
            "{count} of the characters cannot be printed and was left out: {codes}",
            "{count} of the characters cannot be printed and were left out: {codes}",
            count=len(odd), codes=", ".join(f"U+{ord(sign):04X}" for sign in sorted(set(odd))),
        )  # fmt: skip
        problems.append(warning("import-unprintable", _place(text, odd[0], source), message))
    text = _UNPRINTABLE.sub("", text)
    if not text.strip():
        raise _refused("empty-file", source, msg("the file is empty"), msg("paste the text into it and save it"))
    return Decoded(text, found.name, tuple(problems))


def _read(data: bytes, source: str) -> Reading:
    try:
        return read_text(data)
    except Undecodable as reason:
        message = msg("it is not clear in which encoding this text is saved")
        if reason.beginning:
            message = msg("the text is {encoding} at its beginning, and not as a whole", encoding=reason.beginning)
        hint = msg("in your editor choose “save as” with UTF-8")
        raise _refused("import-not-text", source, message, hint) from None


def _doubts(data: bytes, found: Reading, source: str) -> Iterator[Problem]:
    """What is doubtful about an older encoding, or a text in UTF-8 into which a few bytes of one were pasted."""
    if found.strays:
        before = _STRAY.split(data.decode("utf-8", "surrogateescape"), maxsplit=1)[0]
        yield warning(
            "import-mixed-encoding", Mark(source, before.count("\n") + 1),
            "the text mixes two encodings; {strays} characters were read as {encoding}", "check whether they are right",
            strays=found.strays, encoding=as_message(found.name).values["name"],
        )  # fmt: skip
    if found.rival:
        yield warning(
            "doubtful-encoding", _place(_LINE_ENDS.sub("\n", found.text), found.rival.words[0][0], source),
            "it was read as {encoding}, and may be {rival}: {words}",
            "check whether these words are right; if not, save the text as UTF-8",
            encoding=found.name, rival=found.rival.name, words=found.rival.said(),
        )  # fmt: skip


def _place(text: str, character: str, source: str) -> Mark:
    return Mark(source, text.count("\n", 0, text.find(character)) + 1)


def _refused(rule: str, source: str, message: str, hint: str) -> ContentError:
    return ContentError([error(rule, Mark(source), message, hint)])
