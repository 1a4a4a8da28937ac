"""What the engine cannot draw, found by trying it: WeasyPrint 70 against what the standard says of each part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from handouts.content.pictures.findings import NOWHERE, Unfit
from handouts.content.pictures.mending import numbers_in
from handouts.content.pictures.trees import SVG, Declared, links_in, local, target_of
from handouts.files.unseen import bare
from handouts.problems import Problem, error, msg, shortened, warning

_OUTLINES = msg(
    "turn its letters into outlines and save it: in Inkscape choose Path > Object to Path, in Illustrator"
    " Type > Create Outlines; or export it as a PNG"
)
_SAVE_AGAIN = msg("save it again with the program that made it")
_OTHERWISE = msg("draw it without, or export the drawing as a PNG of 300 dots to the inch")
_TEXTS = {"text", "flowRoot", "textArea", "foreignObject"}
_DEFINITIONS = {"defs", "symbol", "clipPath", "filter", "mask", "pattern", "marker"}


# What cannot be drawn: an error where something would be missing or wrong on paper, a warning where it is plainer.
_ELEMENTS = {
    "foreignObject": (error, msg("holds a piece of a web page (foreignObject), which cannot be drawn")),
    "meshgradient": (error, msg("holds a gradient over a mesh, which cannot be drawn")),
    "meshGradient": (error, msg("holds a gradient over a mesh, which cannot be drawn")),
    "hatch": (error, msg("holds hatching, which cannot be drawn")),
    "video": (error, msg("holds a film, which cannot be drawn")),
    "iframe": (error, msg("holds a web page, which cannot be drawn")),
    "canvas": (error, msg("holds a canvas, which cannot be drawn")),
    "script": (warning, msg("holds a script, which cannot be drawn")),
}
_MOVING = {"animate", "animateColor", "animateMotion", "animateTransform", "set"}
_PLAINER = {
    "mix-blend-mode": (
        "normal", msg("holds colours that mix with those below them (mix-blend-mode), and is drawn without it")
    ),
    "transform-box": (
        "view-box", msg("holds a shape that is turned about itself (transform-box), and is drawn without it")
    ),
}  # fmt: skip
_GEOMETRY = ("d", "points", "transform", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width",
             "height", "viewBox", "stroke-width", "patternTransform", "gradientTransform")  # fmt: skip
_NO_NUMBER = re.compile(r"(?i)\b(?:nan|inf(?:inity)?)\b|[0-9.]e\+?[0-9]{2}|(?<![0-9.])[0-9]{10}")

_POINTS = re.compile(r"[\d\s,.eE+-]*")
# Each run of letters and numbers of the grammar of SVG 1.1, 8.3.9; the first is a moveto.
_PATH = re.compile(r"\s*(?:none\s*|[Mm][\d\s,.eE+\-MmZzLlHhVvCcSsQqTtAa]*)?")


def judge(root: ET.Element, looks: Declared) -> list[Problem]:
    """Every doubt about a mended drawing. Raises Unfit for one of no size."""
    _check_size(root)
    used = _used(root, looks)
    doubts = [*_live_text(root, looks, used), *_elements(root, used), *_missing(root), *_looks(root, looks)]
    return list(dict.fromkeys(doubts))


def _check_size(root: ET.Element) -> None:
    sizes = [root.get("width", "1"), root.get("height", "1")]
    box = numbers_in(root.get("viewBox", "0 0 1 1")) or []
    if any(float(re.sub(r"[^0-9.eE+-]|em|ex", "", size) or 1) == 0 for size in sizes) or min(box[2:]) <= 0:
        hint = msg("draw something, and save it again")
        raise Unfit("unreadable-picture", "has no size, so nothing would be printed", hint)
    for element in root.iter():
        for name in _GEOMETRY:
            if _NO_NUMBER.search(element.get(name, "")):
                message = msg(
                    "holds a length for which no page is large enough ({name} of {element})",
                    name=name,
                    element=local(element),
                )
                raise Unfit("unreadable-picture", message, _SAVE_AGAIN)


def hidden_texts(root: ET.Element, looks: Declared) -> set[ET.Element]:
    """Text that nobody sees; the engine would lay out the text all the same."""
    shown = dict(_texts(root, looks, _used(root, looks)))
    return {each for each in root.iter() if local(each) in _TEXTS - {"foreignObject"} and each not in shown}


def _live_text(root: ET.Element, looks: Declared, used: set[str]) -> Iterator[Problem]:
    quoted = [text for _, text in _texts(root, looks, used)]
    if quoted:
        words = shortened(" ".join(quoted), 60)
        message = msg("holds live text, “{words}”, and a drawing is printed without typefaces", words=words)
        if not any(local(each) in _TEXTS - {"foreignObject"} for each in root.iter()):
            message = msg(
                "holds live text in a piece of a web page (foreignObject), “{words}”, and a drawing is printed without "
                "typefaces",
                words=words,
            )
        yield error("picture-text", NOWHERE, message, _OUTLINES)


def _texts(root: ET.Element, looks: Declared, used: set[str]) -> Iterator[tuple[ET.Element, str]]:
    """The texts that are seen, each with its words."""
    waiting = [(root, True, True)]
    while waiting:
        element, visible, drawn = waiting.pop()
        own = looks.get(element, element.attrib)
        if own.get("display") == "none":
            continue
        drawn = (drawn and local(element) not in _DEFINITIONS) or element.get("id", "") in used
        if "visibility" in own:
            visible = own["visibility"] == "visible"
        if local(element) in _TEXTS:
            words = " ".join(bare("".join(element.itertext())).split())
            if words and drawn and visible:
                yield element, words
            continue
        waiting += [(child, visible, drawn) for child in reversed(element)]


def _used(root: ET.Element, looks: Declared) -> set[str]:
    """The ids that anything refers to."""
    found: set[str] = set()
    for element in root.iter():
        values = looks.get(element, element.attrib)
        found |= {target_of(element), *links_in(values.values())}
    return found - {""}


def _elements(root: ET.Element, used: set[str]) -> Iterator[Problem]:
    for element in root.iter():
        name = local(element)
        if name in _MOVING and element.tag.startswith(SVG):
            yield warning("picture-moves", NOWHERE, "moves, and is printed as it is before it does")
        elif name == "filter" and element.get("id") in used:
            message = msg("holds a soft shadow or another effect (filter), and is drawn without it")
            yield _part(message, msg("look at it on paper; with the effect, export it as a PNG"))
        elif name in _ELEMENTS and (name != "foreignObject" or _holds_more_than_text(element)):
            problem, message = _ELEMENTS[name]
            yield problem("picture-part", NOWHERE, message, _OTHERWISE)


def _holds_more_than_text(element: ET.Element) -> bool:
    return len(element) > 0 and not "".join(element.itertext()).strip()


def _part(message: str, hint: str = _OTHERWISE) -> Problem:
    return warning("picture-part", NOWHERE, message, hint)


def _missing(root: ET.Element) -> Iterator[Problem]:
    """Parts that are not drawn, or not to their end, as the drawing does not hold them or cannot be followed there."""
    ids = {element.get("id") for element in root.iter()}
    for element in root.iter():
        name = local(element)
        if name == "use" and (target := target_of(element)) and target not in ids:
            message = msg(
                "refers to a part that it does not hold (#{target}), so that is missing on paper", target=target[:40]
            )
            yield _part(message, msg("save it again with all that it shows in it"))
        elif (name == "path" and not _PATH.fullmatch(element.get("d", ""))) or (
            name in {"polygon", "polyline"} and not _POINTS.fullmatch(element.get("points", ""))
        ):
            yield _part(
                msg("holds a line whose course cannot be read, so that is not drawn, or not to its end"), _SAVE_AGAIN
            )


def _looks(root: ET.Element, looks: Declared) -> Iterator[Problem]:
    by_id = {element.get("id"): element for element in root.iter()}
    for element, own in looks.items():
        for name, (usual, message) in _PLAINER.items():
            if own.get(name, usual) != usual:
                yield _part(message)
        if own.get("paint-order", "").startswith("stroke") and own.get("stroke", "none") != "none":
            yield _part(msg("holds a line that lies behind its filling (paint-order), and is drawn with it in front"))
        if any("var(" in own.get(name, "") for name in ("fill", "stroke", "stop-color", "color")):
            hint = msg("fill in the colour itself, such as #2E5A4B")
            yield error("picture-part", NOWHERE, "asks for a colour that it does not hold (var)", hint)
        if any(local(by_id[name]) == "mask" for name in links_in([own.get("mask", "")]) if name in by_id):
            yield error("picture-part", NOWHERE, "holds a mask that fades, which cannot be drawn", _OTHERWISE)
        for name in links_in([own.get("clip-path", "")]):
            if name in by_id and not _clips(by_id[name], element, looks):
                yield error("picture-part", NOWHERE, "is cut to a shape in a way that cannot be drawn", _OTHERWISE)


def _clips(clip: ET.Element, element: ET.Element, looks: Declared) -> bool:
    """Whether the engine cuts as it is meant: by one rule of filling, and by lengths that do not depend on a group."""
    holes = any(
        looks[each].get("clip-rule", looks[clip].get("clip-rule")) == "evenodd"
        and len(re.findall("[mM]", looks[each].get("d", ""))) > 1
        for each in clip
    )
    relative = looks[clip].get("clipPathUnits") == "objectBoundingBox" and local(element) not in {"rect", "image"}
    return not (holes or relative)
