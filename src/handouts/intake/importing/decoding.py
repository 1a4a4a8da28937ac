"""Bytes of unknown origin into text: which encoding they are in, and what in them is no text at all.

The limit of size and the characters that cannot be printed are those of `reading`, which reads the result.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from handouts.content.reading import MAX_SIZE, too_large
from handouts.files.encoding import garbled, read_legacy, wide_encoding
from handouts.files.unseen import pasted
from handouts.intake.importing.kinds import HEAD, refuse_other_kinds
from handouts.problems import ContentError, Mark, Problem, error, msg, shortened, warning

_END_OF_FILE = b"\x1a"
"""What programs of DOS write behind a text."""
_LINE_ENDS = re.compile("\r\n|[\r\x0b\u2028\u2029]|(?<=[^\n])\f")
_SHOWN = 3
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
    text, encoding, problems = _in_its_encoding(data, source)
    text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    if "\ufffd" in text:
        message = msg("a character was lost before the text came here (�)")
        problems.append(warning("import-lost-character", _place(text, "\ufffd", source), message, "type it again"))
    text = pasted(text.translate(_WINDOWS))
    for place, word, mended in islice(garbled(text), _SHOWN):
        message = msg(
            "“{value}” was read in a wrong encoding once; it looks like “{value2}”",
            value=shortened(word, 40),
            value2=shortened(mended, 40),
        )
        mark = Mark(source, text.count("\n", 0, place) + 1)
        problems.append(warning("garbled", mark, message, "type it again"))
    odd = _UNPRINTABLE.findall(text.replace("\f", " "))
    if len(odd) * 100 > len(text):
        raise _refused("import-not-text", source, "this is not a text file", "save the text as .txt, in UTF-8")
    if odd:
        message = msg(
            "{count} of the characters cannot be printed and was left out: {codes}",
            "{count} of the characters cannot be printed and were left out: {codes}",
            count=len(odd),
            codes=", ".join(f"U+{ord(sign):04X}" for sign in sorted(set(odd))),
        )
        problems.append(warning("import-unprintable", _place(text, odd[0], source), message))
    text = _UNPRINTABLE.sub("", text.replace("\f", " "))
    if not text.strip():
        raise _refused("empty-file", source, "the file is empty", "paste the text into it and save it")
    return Decoded(text, encoding, tuple(problems))


def _in_its_encoding(data: bytes, source: str) -> tuple[str, str, list[Problem]]:
    if wide := wide_encoding(data):
        try:
            return data.decode(wide.codec), wide.name, []
        except UnicodeDecodeError:
            message = msg("the text is {name} at its beginning, and not as a whole", name=wide.name)
            hint = msg("in your editor choose “save as” with UTF-8")
            raise _refused("import-not-text", source, message, hint) from None
    try:
        return data.decode("utf-8-sig"), "UTF-8", []
    except UnicodeDecodeError:
        return _legacy(data, source)


def _legacy(data: bytes, source: str) -> tuple[str, str, list[Problem]]:
    """Text in an older encoding; or text in UTF-8 into which a few bytes of one were pasted."""
    found = read_legacy(data)
    if found is None:
        raise _unknown(source)
    doubts = []
    if found.strays:
        before = _STRAY.split(data.decode("utf-8", "surrogateescape"), maxsplit=1)[0]
        place = Mark(source, before.count("\n") + 1)
        message = msg(
            "the text mixes two encodings; {strays} characters were read as {split}",
            strays=found.strays,
            split=found.name.split(" with ")[1],
        )
        doubts.append(warning("import-mixed-encoding", place, message, "look whether they are right"))
    if found.rival:
        word, _ = found.rival.words[0]
        message = msg(
            "it was taken for {name}, and may be {name2}: {said}",
            name=found.name,
            name2=found.rival.name,
            said=found.rival.said(),
        )
        hint = msg("look whether these words are right; else save the text as UTF-8")
        doubts.append(
            warning("doubtful-encoding", _place(_LINE_ENDS.sub("\n", found.text), word, source), message, hint)
        )
    return found.text, found.name, doubts


def _unknown(source: str) -> ContentError:
    message = msg("it cannot be told in which encoding this text is saved")
    return _refused("import-not-text", source, message, "in your editor choose “save as” with UTF-8")


def _place(text: str, character: str, source: str) -> Mark:
    return Mark(source, text.count("\n", 0, text.find(character)) + 1)


def _refused(rule: str, source: str, message: str, hint: str) -> ContentError:
    return ContentError([error(rule, Mark(source), message, hint)])
