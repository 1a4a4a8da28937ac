"""Conditional formats of a sheet that may strike out, hide or replace what its cells hold, and over which cells.

Their formulas are not worked out: where one may show something else, that is said, once for each.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from handouts.intake.spreadsheets.parts import is_true, local
from handouts.intake.spreadsheets.spans import Span, span_of
from handouts.intake.spreadsheets.styles import Styles, may_hide


def hiding_spans(element: ET.Element, styles: Styles) -> Iterator[Span]:
    """The cells of a `conditionalFormatting`, in either form of it, that show otherwise where a rule of it holds."""
    if any(_hides(each, styles) for each in element if local(each) == "cfRule"):
        said = element.get("sqref") or next((each.text or "" for each in element if local(each) == "sqref"), "")
        yield from filter(None, map(span_of, said.split()))


def _hides(rule: ET.Element, styles: Styles) -> bool:
    number = int(rule.get("dxfId", "-1"))
    if 0 <= number < len(styles.hiding) and styles.hiding[number]:
        return True
    for each in rule:
        # Of a bar or an icon it can be said that it stands there instead of the value (18.3.1.28, 18.3.1.49).
        if local(each) in {"dataBar", "iconSet"} and not is_true(each.get("showValue", "1")):
            return True
        if local(each) == "dxf" and may_hide(each, styles.palette):
            return True
    return False
