"""An SVG is put in words that the engine understands, where it would else read something other than is meant.

Nothing changes in what the drawing shows by the standard (SVG 1.1 and 2).
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from handouts.content.pictures.trees import (
    SVG,
    Declared,
    in_style,
    links_in,
    local,
    rules,
    stylesheets,
    target_of,
    understood,
)

_SILENT = {"metadata", "title", "desc", "script", "animate", "animateColor", "animateMotion", "animateTransform", "set",
           "view", "cursor", "namedview", "font", "font-face"}  # fmt: skip
_LANGUAGES = ("nl", "en")
_CURRENT = re.compile(r"\bcurrentcolor\b", re.IGNORECASE)
_PROFILED = re.compile(r"\s*\bicc-color\([^)]*\)", re.IGNORECASE)
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*))?\)")
_SIZE = re.compile(r"\+?([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9])?)(px|pt|pc|mm|cm|in|em|ex|Q|%)?")
_NUMBER = re.compile(r"[+-]?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]{1,2})?\.?")
_SHAPES = {"path", "rect", "circle", "ellipse", "polygon", "polyline"}
_WHITE = {"white", "#fff", "#ffffff", "rgb(255,255,255)", "rgb(100%,100%,100%)"}
_NESTED = 8
_MOST_WITH_VARIABLES = 2_000_000
"""Characters: variables that name each other twice would double it without end."""


def mend(root: ET.Element) -> None:
    """Before anything is judged."""
    _drop_foreign(root)
    _choose(root)
    _mend_styles(root)
    _mend_size(root)
    symbols = {each.get("id") for each in root.iter(f"{SVG}symbol") if each.get("viewBox")}
    for element in root.iter():
        if local(element) == "a" and not any(local(each) in {"tspan", "textPath"} for each in element):
            element.tag = f"{SVG}g"
        if local(element) == "use" and target_of(element) in symbols and not {"width", "height"} & set(element.attrib):
            element.attrib |= {"width": "100%", "height": "100%"}


def drop(root: ET.Element, unwanted: set[ET.Element]) -> None:
    """Takes elements out of the tree, with all that is in them."""
    if unwanted:
        for element in root.iter():
            gone = [child for child in element if child in unwanted]
            for child in gone:
                element.remove(child)


def _drop_foreign(root: ET.Element) -> None:
    """What other programs keep in the file: the engine goes by the name alone, and would draw their `path`."""
    web = {inner for each in root.iter(f"{SVG}foreignObject") for inner in each.iter()}
    drop(root, {each for each in root.iter() if not each.tag.startswith(SVG) and each not in web})


def drop_silent(root: ET.Element) -> None:
    """What is never drawn. The engine reads some of it as text or as a group."""
    drop(root, {each for each in root.iter() if local(each) in _SILENT})


def _choose(root: ET.Element) -> None:
    """Of a `switch` the first that may be drawn, and nothing that asks for another program."""
    unwanted = {each for each in root.iter() if not _may_be_drawn(each)}
    for switch in root.iter(f"{SVG}switch"):
        choice = [each for each in switch if each not in unwanted]
        # The engine draws no piece of a web page, so what is meant for such a program is taken.
        drawn = [each for each in choice if local(each) != "foreignObject"] or choice
        unwanted |= {each for each in switch if each not in drawn[:1]}
    drop(root, unwanted)


def _may_be_drawn(element: ET.Element) -> bool:
    languages = element.get("systemLanguage")
    spoken = languages is None or any(each.strip().lower()[:2] in _LANGUAGES for each in languages.split(","))
    return spoken and not element.get("requiredExtensions", "").strip()


def _mend_styles(root: ET.Element) -> None:
    import tinycss2

    variables = {name: value for name, value in in_style(root.get("style", "")).items() if name.startswith("--")}
    for sheet in stylesheets(root):
        kept, others = understood(sheet.text or "")
        if others:
            sheet.text = "".join(each.serialize() for each in kept)
    for rule in rules(root):
        if tinycss2.serialize(rule.prelude).strip() in {":root", "svg", "*"}:
            content = tinycss2.serialize(rule.content)
            variables |= {name: value for name, value in in_style(content).items() if name.startswith("--")}
    for sheet in stylesheets(root):
        sheet.text = _plain(sheet.text or "", variables)
    for element in root.iter():
        for name, value in element.attrib.items():
            if "(" in value or "urrent" in value.lower():
                element.set(name, _plain(value, variables))


def _plain(value: str, variables: dict[str, str]) -> str:
    """A value, or a stylesheet, in words that the engine knows: without variables, and `currentColor` as it asks."""
    for _ in range(_NESTED):
        if "var(" not in value or len(value) > _MOST_WITH_VARIABLES:
            break
        value = _VARIABLE.sub(lambda used: variables.get(used[1], used[2] or used[0]), value)
    return _PROFILED.sub("", _CURRENT.sub("currentColor", value))


def numbers_in(text: str) -> list[float] | None:
    """The numbers of a list such as a `viewBox`; None when it holds anything else."""
    parts = text.replace(",", " ").split()
    return [float(each.rstrip(".")) for each in parts] if all(map(_NUMBER.fullmatch, parts)) else None


def _mend_size(root: ET.Element) -> None:
    """A size that is none counts as not given."""
    for name in ("width", "height"):
        if name in root.attrib and not _SIZE.fullmatch(root.attrib[name].strip()):
            del root.attrib[name]
    if "viewBox" in root.attrib and len(numbers_in(root.attrib["viewBox"]) or []) != 4:
        del root.attrib["viewBox"]


def masks_into_clips(root: ET.Element, looks: Declared) -> None:
    """A mask of white shapes cuts as a clipping path does, and the engine masks no groups."""
    used = {name for element in root.iter() for name in links_in([looks[element].get("mask", "")])}
    for mask in list(root.iter(f"{SVG}mask")):
        name = mask.get("id", "")
        if name in used and _cuts(mask, looks) and looks[mask].get("maskContentUnits") != "objectBoundingBox":
            mask.tag = f"{SVG}clipPath"
            for element in root.iter():
                if name in links_in([looks[element].get("mask", "")]) and "clip-path" not in looks[element]:
                    element.set("clip-path", f"url(#{name})")
                    looks[element]["clip-path"] = f"url(#{name})"
                    looks[element].pop("mask")


def _cuts(mask: ET.Element, looks: Declared) -> bool:
    by_alpha = looks[mask].get("mask-type") == "alpha"
    return len(mask) > 0 and all(_covers(each, looks, looks[mask], by_alpha=by_alpha) for each in mask)


def _covers(element: ET.Element, looks: Declared, around: dict[str, str], *, by_alpha: bool) -> bool:
    """Whether all that an element draws lets through what is behind it."""
    own = looks[element]
    if local(element) == "g" and "transform" not in own and "clip-path" not in own:
        inner = {name: value for name, value in {**around, **own}.items() if name not in {"mask", "transform"}}
        return bool(len(element)) and all(_covers(each, looks, inner, by_alpha=by_alpha) for each in element)
    fill = own.get("fill", around.get("fill", "black")).lower().replace(" ", "")
    whole = all(
        each.get(name, "1") in {"1", "1.0"} for each in (own, around) for name in ("opacity", "fill-opacity")
    ) and own.get("stroke", around.get("stroke", "none")) == "none"  # fmt: skip
    let_through = (fill != "none" and "url" not in fill and "(" not in fill) if by_alpha else fill in _WHITE
    return local(element) in _SHAPES and let_through and whole and not {"filter", "mask"} & set(own)
