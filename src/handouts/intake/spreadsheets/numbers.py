"""A number as the signs of a number format show it: digits, thousands, percent, powers of ten and fractions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from handouts.intake.spreadsheets.formats import NotUnderstood, Section, Sign
from handouts.languages.texts import in_language
from handouts.problems import msg

MOST = 11
"""As many characters has a number in the format General, its decimal sign among them."""
FEWEST = 8
"""As many fit in a column of the usual width."""
_SMALL = -5
"""The power of ten from which on a fraction that does not fit in its column is shown as `1E-09`."""
_SEPARATORS = {"nl": (",", "."), "en": (".", ",")}


def decimal_sign(language: str) -> str:
    """What stands before the decimals."""
    return in_language(_SEPARATORS, language)[0]


def general(value: Decimal, language: str, most: int = MOST) -> str:
    """A number in the format General, beside its sign in 11 characters, of which decimals take no more than `most`."""
    size = abs(value)
    power = size.adjusted() if size else 0
    text = _without_zeros(f"{size:f}")
    if len(text) > MOST and not _SMALL < power < MOST:
        text = _scientific(size)
    elif len(text) > most and "." in text and power > _SMALL:
        # One sign is the decimal one, and before a fraction stands a nought.
        text = _without_zeros(f"{_rounded(size, most - 2 - max(power, 0)):f}")
        text = text if len(text) <= MOST else _scientific(size)
    elif len(text) > most and power <= _SMALL:
        text = _scientific(size, most - len("1.E-09"))
    text = text.replace(".", decimal_sign(language))
    return f"-{text}" if value < 0 and text.strip("0,.") else text


def _scientific(size: Decimal, places: int = 5) -> str:
    text = f"{size:.{places}E}"
    figures, _, power = text.partition("E")
    return f"{_without_zeros(figures)}E{power[0]}{power[1:].zfill(2)}"


def _without_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(value: Decimal, places: int) -> Decimal:
    """Half away from zero, as Excel rounds what it shows."""
    return value.quantize(Decimal(1).scaleb(-max(places, 0)), ROUND_HALF_UP)


def number_shown(size: Decimal, section: Section, language: str) -> str:
    """A number that is not negative, by the signs of a section. Raises NotUnderstood."""
    signs = _plain_slashes(section.signs)
    if any(sign.kind == "slash" for sign in signs):
        return _fraction(size, signs)
    if any(sign.kind == "figure" for sign in signs):
        raise NotUnderstood(msg("its number format has a figure of its own, without quotes"))
    parts = _parts(signs)
    size *= Decimal(100) ** sum(sign.kind == "percent" for sign in signs)
    if parts.exponent is None:
        return _decimal(size / Decimal(1000) ** parts.scale, parts, language)
    return _powered(size, parts, language)


def _plain_slashes(signs: Sequence[Sign]) -> list[Sign]:
    """A slash makes a fraction only between two digits ([MS-OI29500] 2.1.713 d); elsewhere it is text."""
    found = []
    for index, sign in enumerate(signs):
        around = [each.kind for each in (*signs[max(index - 1, 0) : index], *signs[index + 1 : index + 2])]
        divides = len(around) == 2 and around[0] == "digit" and around[1] in {"digit", "figure"}
        found.append(Sign("literal", "/") if sign.kind == "slash" and not divides else sign)
    return found


class _Parts(NamedTuple):
    """What stands before and behind the decimal sign, and behind the E; `scale` counts the thousands left out."""

    whole: list[Sign]
    decimals: list[Sign] | None
    exponent: tuple[str, list[Sign]] | None
    grouped: bool
    scale: int


def _parts(signs: Sequence[Sign]) -> _Parts:
    signs = list(signs)
    exponent = None
    powers = [index for index, sign in enumerate(signs) if sign.kind == "exponent"]
    if len(powers) > 1:
        raise NotUnderstood(msg("its number format has two powers of ten"))
    if powers:
        exponent = (signs[powers[0]].text[1], signs[powers[0] + 1 :])
        signs = signs[: powers[0]]
    points = [index for index, sign in enumerate(signs) if sign.kind == "point"]
    if len(points) > 1:
        raise NotUnderstood(msg("its number format has two decimal signs"))
    whole, decimals = (signs[: points[0]], signs[points[0] + 1 :]) if points else (signs, None)
    grouped = _grouped(whole)
    scale = _trailing_commas(whole) + _trailing_commas(decimals or [])
    left = [sign for sign in [*whole, *(decimals or [])] if sign.kind == "comma"]
    if exponent and (left or scale):
        raise NotUnderstood(msg("its number format has commas before a power of ten"))
    return _Parts(
        [sign for sign in whole if sign.kind != "comma"],
        None if decimals is None else [sign for sign in decimals if sign.kind != "comma"],
        exponent, grouped, scale,
    )  # fmt: skip


def _grouped(signs: Sequence[Sign]) -> bool:
    """Whether a comma stands between digits: then all thousands are parted. One before every digit is refused."""
    kinds = [sign.kind for sign in signs]
    digits = [index for index, kind in enumerate(kinds) if kind == "digit"]
    commas = [index for index, kind in enumerate(kinds) if kind == "comma"]
    if commas and (not digits or commas[0] < digits[0]):
        raise NotUnderstood(msg("its number format has a comma before its digits"))
    return bool(commas) and any(digits[0] < index < digits[-1] for index in commas)


def _trailing_commas(signs: Sequence[Sign]) -> int:
    """How many commas stand right behind the last digit; elsewhere among decimals they are refused."""
    digits = [index for index, sign in enumerate(signs) if sign.kind == "digit"]
    if not digits:
        if any(sign.kind == "comma" for sign in signs):
            raise NotUnderstood(msg("its number format has a comma without digits"))
        return 0
    behind = signs[digits[-1] + 1 :]
    count = len([*_while_commas(behind)])
    if any(sign.kind == "comma" for sign in behind[count:]):
        raise NotUnderstood(msg("its number format has a comma behind its text"))
    return count


def _while_commas(signs: Sequence[Sign]) -> Sequence[Sign]:
    end = next((index for index, sign in enumerate(signs) if sign.kind != "comma"), len(signs))
    return signs[:end]


def _decimal(size: Decimal, parts: _Parts, language: str) -> str:
    sign, thousands = in_language(_SEPARATORS, language)
    places = sum(each.kind == "digit" for each in parts.decimals or [])
    figures = f"{_rounded(size, places):f}"
    whole, _, behind = figures.partition(".")
    # Without a place for a figure the number is not shown, as in `"yes"`; a decimal sign is such a place.
    whole = whole.lstrip("0") if parts.decimals is not None or _has_digit(parts.whole) else ""
    text = _filled_whole(parts.whole, whole, thousands if parts.grouped else "")
    if parts.decimals is not None:
        text += sign + _filled_decimals(parts.decimals, behind)
    return text


def _has_digit(signs: Sequence[Sign]) -> bool:
    return any(sign.kind == "digit" for sign in signs)


def _filled_whole(signs: Sequence[Sign], figures: str, thousands: str) -> str:
    """Figures in the places before the decimal sign, from the right; what is too many stands before the first."""
    found: list[str] = []
    left = list(figures)
    count = 0
    first = next((index for index, sign in enumerate(signs) if sign.kind == "digit"), None)

    def put(figure: str) -> None:
        nonlocal count
        if thousands and count and count % 3 == 0 and figure != " ":
            found.append(thousands)
        found.append(figure)
        count += 1

    for index in range(len(signs) - 1, -1, -1):
        sign = signs[index]
        if sign.kind != "digit":
            found.append(sign.text[::-1])
            continue
        blank = {"0": "0", "?": " ", "#": ""}[sign.text]
        if figure := left.pop() if left else blank:
            put(figure)
        while index == first and left:
            put(left.pop())
    if first is None:
        found = left[::-1] + found
    return "".join(found)[::-1]


def _filled_decimals(signs: Sequence[Sign], figures: str) -> str:
    needed = len(figures.rstrip("0"))
    text = ""
    place = 0
    for sign in signs:
        if sign.kind != "digit":
            text += sign.text
            continue
        figure = figures[place] if place < len(figures) else "0"
        text += figure if place < needed or sign.text == "0" else {"?": " ", "#": ""}[sign.text]
        place += 1
    return text


def _powered(size: Decimal, parts: _Parts, language: str) -> str:
    """With a power of ten, which is a multiple of the number of places before the decimal sign (`##0.0E+0`)."""
    places = sum(sign.kind == "digit" for sign in parts.decimals or [])
    step = sum(sign.kind == "digit" for sign in parts.whole)
    if not step or parts.exponent is None:
        raise NotUnderstood(msg("its number format has a power of ten and no digit before it"))
    if any(sign.text == "#" for sign in parts.decimals or []):
        raise NotUnderstood(msg("its number format leaves open how many decimals stand before a power of ten"))
    power = 0
    if size:
        power = size.adjusted() // step * step
        if _rounded(size.scaleb(-power), places) >= Decimal(10) ** step:
            if step > 1:
                raise NotUnderstood(msg("its number format rounds it to another power of ten"))
            power += step
    elif step > 1:
        raise NotUnderstood(msg("its number format shows nought with a power of ten"))
    text = _decimal(size.scaleb(-power), parts._replace(exponent=None), language)
    sign, behind = parts.exponent
    shown = "-" if power < 0 else "+" if sign == "+" else ""
    return f"{text}E{shown}{_filled_whole(behind, str(abs(power)) if power else '', '')}"


_FRACTION = re.compile(r"(?:(?P<whole>[0#?]+)(?P<between>[^0#?/]+))?(?P<above>[0#?]+)/(?P<below>[0#?]+|[1-9][0-9]*)")


def _fraction(size: Decimal, signs: Sequence[Sign]) -> str:
    """A fraction, such as `# ?/?` or `# ?/8`: the nearest that has as many figures below as there are places."""
    before, spec, behind = _around_fraction(signs)
    found = _FRACTION.fullmatch(spec)
    if not found or (found["between"] and found["between"].strip()):
        raise NotUnderstood(msg("its number format has a fraction of another form"))
    whole, rest = divmod(Fraction(size), 1) if found["whole"] else (0, Fraction(size))
    above, below = _nearest(rest, found["below"])
    if found["whole"] and above == below:
        whole, above = whole + 1, 0
    text = ""
    if found["whole"]:
        text = _filled_whole([Sign("digit", sign) for sign in found["whole"]], str(whole) if whole else "", "")
        if not above:
            return before + (text.strip() or "0") + behind
        text += found["between"]
    places = [Sign("digit", sign) for sign in found["above"]]
    text += f"{_filled_whole(places, str(above) if above else '0', '')}/{below}"
    return before + text + behind


def _around_fraction(signs: Sequence[Sign]) -> tuple[str, str, str]:
    """The text before the first digit, the digits with what stands between, and the text behind the last."""
    if any(sign.kind not in {"digit", "figure", "slash", "literal"} for sign in signs):
        raise NotUnderstood(msg("its number format has a fraction of another form"))
    places = [index for index, sign in enumerate(signs) if sign.kind in {"digit", "figure"}]
    first, last = places[0], places[-1]
    texts = [
        "".join(sign.text for sign in part) for part in (signs[:first], signs[first : last + 1], signs[last + 1 :])
    ]
    return texts[0], texts[1], texts[2]


def _nearest(rest: Fraction, below: str) -> tuple[int, int]:
    """The fraction that is shown, above and below. Raises NotUnderstood where two ways of rounding differ."""
    if below[0] in "123456789":
        return int(_rounded(Decimal(rest.numerator) * int(below) / Decimal(rest.denominator), 0)), int(below)
    if "0" in below:
        raise NotUnderstood(msg("its number format has a fraction of another form"))
    most = 10 ** len(below) - 1
    found = rest.limit_denominator(most)
    if found != _convergent(rest, most):
        raise NotUnderstood(
            msg("it is no fraction of so few figures, and which one the spreadsheet shows cannot be told")
        )
    return found.numerator, found.denominator


def _convergent(value: Fraction, most: int) -> Fraction:
    """The last convergent of the continued fraction of a number with no more than `most` below."""
    found, before = Fraction(value.numerator // value.denominator), (1, 0)
    rest = value - found
    above, below = found.numerator, 1
    while rest:
        rest = 1 / rest
        step = rest.numerator // rest.denominator
        above, below, before = step * above + before[0], step * below + before[1], (above, below)
        if below > most:
            return Fraction(*before)
        rest -= step
    return Fraction(above, below)
