"""The plainest Word document as HTML, by mammoth; and the numbers of lists, which mammoth leaves out, into it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

from handouts.intake.importing.word.plainer import END_OF_MARK, MARK, Plainer
from handouts.problems import BrokenEnvironment

_NUMBERED = re.compile(rf"<li>((?:<[^<>]*>)*){MARK}(\d+):(\w+):(.?){END_OF_MARK}")
_TAG = re.compile(r"<(/)?(ol|ul)>|<li value=\"(\d+)\"")
_TYPES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}


def hypertext(document: Plainer, names: Mapping[str, str]) -> str:
    """The document as HTML: an item of a list says its `value`, its `type`, or its box (`data-mark`).

    A picture is an `img` with its name as its address; `names` has these by part. Raises
    BrokenEnvironment where mammoth is not installed.
    """
    try:
        from mammoth import convert_to_html
    except ImportError as reason:
        raise BrokenEnvironment("To read .docx, install mammoth: pip install handouts[word]") from reason

    def show(image: Any) -> list[Any]:
        from mammoth.html import element

        with image.open() as stream:
            picture = document.pictures[int(stream.read())]
        sizes = {"width": picture.width, "height": picture.height}
        known = {side: str(size) for side, size in sizes.items() if size}
        return [element("img", {"src": names[picture.name], "alt": picture.alt, **known})]

    made = convert_to_html(
        io.BytesIO(document.bytes()),
        convert_image=show,
        include_embedded_style_map=False,
        id_prefix="",
        style_map="p[style-name='caption'] => p.caption:fresh",
    )
    return _parted(_NUMBERED.sub(_item, made.value))


def _item(found: re.Match[str]) -> str:
    tags, number, form, box = found.groups()
    if form == "bullet":
        return f'<li data-mark="{box}">{tags}' if box else f"<li>{tags}"
    kind = f' type="{_TYPES[form]}"' if form in _TYPES else ""
    return f'<li value="{number}"{kind}>{tags}'


def _parted(html: str) -> str:
    """The HTML with a list of its own where numbers do not go on; a list that begins later than at 1 says its start."""
    made: list[str] = []
    end = 0
    last: list[int] = []
    opened: list[int] = []
    for found in _TAG.finditer(html):
        closes, tag, value = found.groups()
        made += (html[end : found.start()], found[0])
        end = found.end()
        if closes:
            last.pop()
            opened.pop()
        elif tag:
            last.append(0)
            opened.append(len(made) - 1)
        elif value and last:
            number = int(value)
            if not last[-1]:
                made[opened[-1]] = _list_from(number)
            elif number != last[-1] + 1:
                made[-1] = f"</ol>{_list_from(number)}{found[0]}"
            last[-1] = number
    return "".join((*made, html[end:]))


def _list_from(number: int) -> str:
    return "<ol>" if number == 1 else f'<ol start="{number}">'
