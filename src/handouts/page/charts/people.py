"""People in rows, some of them filled: the share that a text tells of."""

from __future__ import annotations

from typing import NamedTuple

_WIDTH, _HEIGHT = 12.0, 29.0
"""Of a person, in the units of the drawing."""
_GAP = 3.0
"""Between two rows."""
_FEW, _MANY = 10, 50
_HEAD = 3.1


class Rows(NamedTuple):
    """How many people stand in a row, in how many rows, and how wide a person is in mm."""

    across: int
    down: int
    person: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in mm."""
        unit = self.person / _WIDTH
        return self.across * self.person, (self.down * (_HEIGHT + _GAP) - _GAP) * unit


def rows_of(of: int) -> Rows:
    """How so many people stand: ten in a row, as one counts; of more than fifty twenty, and smaller."""
    across = min(of, _FEW if of <= _MANY else 2 * _FEW)
    return Rows(across, -(-of // across), 7.2 if of <= _FEW else 5.0 if of <= _MANY else 3.6)


def people_svg(hit: int, of: int) -> str:
    """`hit` of `of` people filled, the others in outline."""
    rows = rows_of(max(1, of))
    width, height = rows.across * _WIDTH, rows.down * (_HEIGHT + _GAP) - _GAP
    drawn = "".join(_person(number, rows, filled=number < hit) for number in range(of))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'stroke-width="1" stroke-linejoin="round">{drawn}</svg>'
    )


def _person(number: int, rows: Rows, *, filled: bool) -> str:
    row, column = divmod(number, rows.across)
    x, y = _WIDTH / 2 + column * _WIDTH, row * (_HEIGHT + _GAP)
    fill, line = ("var(--accent)", "var(--accent)") if filled else ("none", "var(--line)")
    body = f"M{x - 4.4:g} {y + 13.6:g}a4.4 4 0 0 1 8.8 0v6.4h-2.2v7.6h-4.4v-7.6h-2.2z"
    return f'<g fill="{fill}" stroke="{line}"><circle cx="{x:g}" cy="{y + 5.2:g}" r="{_HEAD}"/><path d="{body}"/></g>'
