"""Text with bold, italics and links out of HTML, with the signs by which a brochure prints them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element

_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>]+", re.IGNORECASE)
LINE = "\v"
"""Stands where a line ends in what is read as one paragraph."""
_SPACE = re.compile(r"[ \t\n\r\f\v]+")


BOLD, _ITALIC = {"b", "strong"}, {"i", "em", "cite", "dfn", "var"}


class Look(NamedTuple):
    """How letters look within an element, and where they lead."""

    bold: bool = False
    italic: bool = False
    href: str = ""


class Run(NamedTuple):
    """Letters that look alike; `href` is where they lead, as the page has it."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


def plain(runs: Sequence[Run]) -> str:
    """The text of runs without signs; space is one space."""
    return _SPACE.sub(" ", "".join(run.text for run in runs)).strip(" ")


def signed(runs: Sequence[Run]) -> tuple[str, list[str]]:
    """The text of runs with signs where a brochure knows them, and the addresses that were written into it."""
    made, addresses = "", []
    joined = [
        Run("".join(run.text for run in same), *look) for look, same in groupby(_spaced(runs), lambda run: run[1:])
    ]
    for place, run in enumerate(joined):
        before = made[-1:]
        after = joined[place + 1].text[:1] if place + 1 < len(joined) else ""
        text = run.text.strip(" \xa0")
        lead, _, tail = run.text.partition(text) if text else (run.text, "", "")
        address = _address(run.href, text)
        at_edges = not ((lead or before) + " ")[-1 if lead else 0].isalnum() and not (tail or after or " ")[0].isalnum()
        touches = (lead or before)[-1:] in {*"*_[]("} or (tail or after)[:1] in {*"*_[]("}
        if not text:
            made += run.text
        elif address:
            addresses.append(address)
            made += f"{lead}[{text}]({address}){tail}"
        elif (run.bold or run.italic) and at_edges and not touches and not re.search(r"[*_\[\]]", text):
            sign = "**" if run.bold else "*"
            made += f"{lead}{sign}{text}{sign}{tail}"
        else:
            made += run.text
    return made.strip(" "), addresses


def _spaced(runs: Sequence[Run]) -> list[Run]:
    """The runs with one space where the page has any; what is between two that look alike and only space joins them."""
    made: list[Run] = []
    for run in runs:
        text = _SPACE.sub(" ", run.text)
        if made and made[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            continue
        if text == " " and made and not made[-1].href:
            made[-1] = made[-1]._replace(text=f"{made[-1].text} ")
        else:
            made.append(run._replace(text=text))
    return made


def _address(href: str, text: str) -> str:
    """The address as it can stand between brackets; empty where it leads nowhere on paper, or is the text itself."""
    address = href.strip().replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    is_text = address.casefold().removeprefix("mailto:").removeprefix("tel:").rstrip("/") in {
        text.casefold().rstrip("/"), f"https://{text.casefold().rstrip('/')}", f"http://{text.casefold().rstrip('/')}",
    }  # fmt: skip
    if is_text or not _ADDRESS.fullmatch(address) or re.search(r"[\[\]*_]", text) or re.search(r"[*\[\]]", address):
        return ""
    return address


def look_of(element: Element, tag: str, look: Look) -> Look:
    """The look within an element."""
    if tag == "a":
        return look._replace(href=element.get("href") or "")
    style = (element.get("style") or "").replace(" ", "").casefold()
    bold = tag in BOLD or re.search(r"font-weight:(?:bold|[6-9]00)", style) is not None
    italic = tag in _ITALIC or "font-style:italic" in style
    return look._replace(bold=look.bold or bold, italic=look.italic or italic)
