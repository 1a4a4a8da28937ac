"""A number as the tokens of a number format show it: digits, thousands, percent, powers of ten and fractions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from handouts.intake.spreadsheets.formats import Kind, NotUnderstood, Section, Token, conventions

MAX_GENERAL = 11
"""The characters of a number in the format General, its decimal sign among them."""
MIN_GENERAL = 8
"""The characters that fit in a column of the usual width."""
_SMALL = -5
"""The power of ten from which on a fraction that does not fit in its column is shown as `1E-09`."""
_BLANK = {"0": "0", "?": " ", "#": ""}
"""What a place shows that has no figure."""


def general(value: Decimal, language: str, most: int = MAX_GENERAL) -> str:
    """A number in the format General, beside its sign in 11 characters, of which decimals take no more than `most`."""
    size = abs(value)
    power = size.adjusted() if size else 0
    text = _without_zeros(f"{size:f}")
    if len(text) > MAX_GENERAL and not _SMALL < power < MAX_GENERAL:
        text = _scientific(size)
    elif len(text) > most and "." in text and power > _SMALL:
        # One sign is the decimal one, and before a fraction comes a nought.
        text = _without_zeros(f"{_rounded(size, most - 2 - max(power, 0)):f}")
        text = text if len(text) <= MAX_GENERAL else _scientific(size)
    elif len(text) > most and power <= _SMALL:
        text = _scientific(size, most - len("1.E-09"))
    text = text.replace(".", conventions(language)["decimal"])
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
    """A number that is not negative, by the tokens of a section. Raises NotUnderstood."""
    tokens = _plain_slashes(section.tokens)
    if any(token.kind == "slash" for token in tokens):
        return _fraction(size, tokens)
    if any(token.kind == "figure" for token in tokens):
        raise NotUnderstood("its number format has a figure of its own, without quotes")
    parts = _parts(tokens)
    size *= Decimal(100) ** sum(token.kind == "percent" for token in tokens)
    if parts.exponent is None:
        return _decimal(size / Decimal(1000) ** parts.scale, parts, language)
    return _powered(size, parts, language)


def _plain_slashes(tokens: Sequence[Token]) -> list[Token]:
    """A slash makes a fraction only between two digits ([MS-OI29500] 2.1.713 d); elsewhere it is text."""
    kinds = ["", *(token.kind for token in tokens), ""]
    return [
        Token("literal", "/")
        if token.kind == "slash" and not (before == "digit" and after in {"digit", "figure"})
        else token
        for before, token, after in zip(kinds, tokens, kinds[2:], strict=False)
    ]


class _Parts(NamedTuple):
    """The tokens before and after the decimal sign, and after the E; `scale` counts the thousands left out."""

    whole: list[Token]
    decimals: list[Token] | None
    exponent: tuple[str, list[Token]] | None
    grouped: bool
    scale: int


def _parts(tokens: Sequence[Token]) -> _Parts:
    mantissa, *powers = _split(tokens, "exponent")
    whole, *decimals = _split(mantissa, "point")
    if len(powers) > 1:
        raise NotUnderstood("its number format has two powers of ten")
    if len(decimals) > 1:
        raise NotUnderstood("its number format has two decimal signs")
    if "," in _places(whole).partition("0")[0]:
        raise NotUnderstood("its number format has a comma before its digits")
    scale = sum(map(_scale, (whole, *decimals)))
    if powers and "," in _places(mantissa):
        raise NotUnderstood("its number format has commas before a power of ten")
    # A comma between digits parts all thousands.
    grouped = "," in _places(whole).rpartition("0")[0]
    exponent = next(((token.text[1], powers[0]) for token in tokens if token.kind == "exponent"), None)
    whole, *decimals = ([token for token in part if token.kind != "comma"] for part in (whole, *decimals))
    return _Parts(whole, decimals[0] if decimals else None, exponent, grouped, scale)


def _split(tokens: Sequence[Token], kind: Kind) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == kind:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _places(tokens: Sequence[Token]) -> str:
    """The tokens in short: `0` for a digit, `,` for a comma, `x` for any other."""
    return "".join({"digit": "0", "comma": ","}.get(token.kind, "x") for token in tokens)


def _scale(tokens: Sequence[Token]) -> int:
    """The number of commas right after the last digit."""
    _, digit, after = _places(tokens).rpartition("0")
    if "," in after and not digit:
        raise NotUnderstood("its number format has a comma without digits")
    text = after.lstrip(",")
    if "," in text:
        raise NotUnderstood("its number format has a comma after its text")
    return len(after) - len(text)


def _decimal(size: Decimal, parts: _Parts, language: str) -> str:
    shown = conventions(language)
    figures = f"{_rounded(size, _places(parts.decimals or []).count('0')):f}"
    whole, _, after = figures.partition(".")
    # Without a place for a figure the number is not shown, as in `"yes"`; a decimal sign is such a place.
    whole = whole.lstrip("0") if parts.decimals is not None or "0" in _places(parts.whole) else ""
    text = _filled_whole(parts.whole, whole, shown["thousands"] if parts.grouped else "")
    return text if parts.decimals is None else f"{text}{shown['decimal']}{_filled_decimals(parts.decimals, after)}"


def _filled_whole(tokens: Sequence[Token], figures: str, thousands: str = "") -> str:
    """Figures in the places before the decimal sign, from the right; what is too many goes before the first."""
    first = _places(tokens).find("0")
    pieces = [figures] if first < 0 else []
    count = 0
    for index, token in reversed(list(enumerate(tokens))):
        if token.kind != "digit":
            pieces.append(token.text)
            continue
        figures, taken = ("", figures) if index == first else (figures[:-1], figures[-1:])
        for figure in reversed(taken or _BLANK[token.text]):
            pieces.append(figure + thousands if count and count % 3 == 0 and figure != " " else figure)
            count += 1
    return "".join(reversed(pieces))


def _filled_decimals(tokens: Sequence[Token], figures: str) -> str:
    text = ""
    for token in tokens:
        if token.kind == "digit":
            text += figures[0] if figures.strip("0") else _BLANK[token.text]
            figures = figures[1:]
        else:
            text += token.text
    return text


def _powered(size: Decimal, parts: _Parts, language: str) -> str:
    """With a power of ten, which is a multiple of the number of places before the decimal sign (`##0.0E+0`)."""
    places, step = (_places(part or []).count("0") for part in (parts.decimals, parts.whole))
    if not step or parts.exponent is None:
        raise NotUnderstood("its number format has a power of ten and no digit before it")
    if any(token.text == "#" for token in parts.decimals or []):
        raise NotUnderstood("its number format leaves open how many decimals stand before a power of ten")
    power = 0
    if size:
        power = size.adjusted() // step * step
        if _rounded(size.scaleb(-power), places) >= Decimal(10) ** step:
            if step > 1:
                raise NotUnderstood("its number format rounds it to another power of ten")
            power += step
    elif step > 1:
        raise NotUnderstood("its number format shows zero with a power of ten")
    text = _decimal(size.scaleb(-power), parts, language)
    sign, after = parts.exponent
    shown = "-" if power < 0 else "+" if sign == "+" else ""
    return f"{text}E{shown}{_filled_whole(after, str(abs(power)) if power else '')}"


_FRACTION = re.compile(r"(?:(?P<whole>[0#?]+)(?P<between>\s+))?(?P<above>[0#?]+)/(?P<below>[0#?]+|[1-9][0-9]*)")


def _fraction(size: Decimal, tokens: Sequence[Token]) -> str:
    """A fraction, such as `# ?/?` or `# ?/8`: the nearest that has as many figures below as there are places."""
    places = [index for index, token in enumerate(tokens) if token.kind in {"digit", "figure"}]
    parts = tokens[: places[0]], tokens[places[0] : places[-1] + 1], tokens[places[-1] + 1 :]
    before, form, after = ("".join(token.text for token in part) for part in parts)
    found = _FRACTION.fullmatch(form)
    if not found or any(token.kind not in {"digit", "figure", "slash", "literal"} for token in tokens):
        raise NotUnderstood("its number format has a fraction of another form")
    whole, rest = divmod(Fraction(size), 1) if found["whole"] else (0, Fraction(size))
    above, below = _nearest(rest, found["below"])
    text = ""
    if found["whole"]:
        whole, above = (whole + 1, 0) if above == below else (whole, above)
        text = _filled_whole([Token("digit", token) for token in found["whole"]], str(whole) if whole else "")
        if not above:
            return before + (text.strip() or "0") + after
        text += found["between"]
    text += _filled_whole([Token("digit", token) for token in found["above"]], str(above))
    return f"{before}{text}/{below}{after}"


def _nearest(rest: Fraction, below: str) -> tuple[int, int]:
    """The fraction that is shown, above and below. Raises NotUnderstood where two ways of rounding differ."""
    if below[0] in "123456789":
        return int(_rounded(Decimal(rest.numerator) * int(below) / Decimal(rest.denominator), 0)), int(below)
    if "0" in below:
        raise NotUnderstood("its number format has a fraction of another form")
    most = 10 ** len(below) - 1
    found = rest.limit_denominator(most)
    if found != _convergent(rest, most):
        raise NotUnderstood("it is no fraction of so few figures, and it is not clear which one the spreadsheet shows")
    return found.numerator, found.denominator


def _convergent(value: Fraction, most: int) -> Fraction:
    """The last convergent of the continued fraction of a number with no more than `most` below."""
    before, found, rest = (1, 0), (value // 1, 1), value % 1
    while rest:
        step, rest = divmod(1 / rest, 1)
        after = step * found[0] + before[0], step * found[1] + before[1]
        if after[1] > most:
            break
        before, found = found, after
    return Fraction(*found)
