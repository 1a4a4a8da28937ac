"""Whether a character can be seen: what changes in the picture of its page when all text is made invisible.

So it does not matter why it cannot: white on white, covered, clipped or off the page all leave no ink. Every character
is looked at in a picture of a dot to the point. Where a neighbour could be taken for it, since it may be covered or
clipped by itself, or has not one plain colour on a plain ground, a second look is taken, six times as fine.
Boxes are in points, pictures count their rows from the top.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from handouts.proof.dots import drawn
from handouts.proof.painting import Painted, luminance
from handouts.proof.paper import Box, Character, Paint

# At 72 dpi the full stop of 10 pt type still darkens a pixel, and a page costs some 20 ms.
SCALE = 1.0
# Paper white to text colour is over 100 of 255 for any colour that passes the contrast check.
MIN_INK = 24
# A character of which less than this share is seen, in height or width, is cut.
MIN_SEEN = 0.55
FINE = 6
"""Dots to the point of the second look, at which the full stop of 7 pt type is 5 dots wide."""
MIN_CONTRAST = 1.7
"""The contrast ratio with what lies behind it from which a letter is seen; one of 3 is read with some trouble."""
_THRESHOLD = [0 if value < MIN_INK else 255 for value in range(256)]
_MIN_MEASURED = 4
"""Dots; what is narrower or lower is not measured in the first look."""
_MIN_PLAINLY_SEEN = 2
"""Points; what is smaller and seems unseen is looked at once more."""
_MAX_UNEVENNESS = 5
"""Of 255: a ground whose dots differ by no more is plain."""


def tone(light: float) -> int:
    """A relative luminance (0 to 1) on a scale of 0 to 255, on which equal contrast ratios are equal distances.

    Source: WCAG 2.2, definition of contrast ratio.
    """
    return round(255 * math.log((light + 0.05) / 0.05) / math.log(21))


def distance(contrast: float) -> int:
    """The distance of two tones that have that contrast ratio."""
    return math.ceil(255 * math.log(contrast) / math.log(21))


_LINEAR = [round(255 * luminance(value, value, value)) for value in range(256)]
_TONES = [tone(value / 255) for value in range(256)]
_WEIGHTS = (0.2126, 0.7152, 0.0722, 0)
_SEEN = [255 if value >= distance(MIN_CONTRAST) else 0 for value in range(256)]


def tones(picture: Any) -> Any:
    """The tones of a picture in colour, dot by dot."""
    return picture.point(_LINEAR * 3).convert("L", _WEIGHTS).point(_TONES)


class Look:
    """The ink of the text of one page, and its ground."""

    def __init__(self, page: Any, painted: Painted, load: Callable[[], Any]) -> None:
        """`load` reads the page once more; the text of `page` itself is made invisible, in memory."""
        from PIL import ImageChops

        # Pixels of four bytes in this order are taken over as they lie.
        order = {"scale": SCALE, "prefer_bgrx": True, "rev_byteorder": True}
        with_text = page.render(**order).to_pil()
        painted.hide()
        self._ground = page.render(**order).to_pil()
        shown = ImageChops.difference(with_text, self._ground).convert("L").point(_THRESHOLD)
        # The core of the picture: `Image.crop` takes five times as long, and a page has thousands of characters.
        self._ink = shown.im
        self._load, self._blank = load, page
        self.width, self.height = map(float, page.get_size())
        # A picture has whole pixels, and a page that has not is stretched to fill it.
        self._across, self._down = shown.width / self.width, shown.height / self.height
        self._plain: dict[Paint, bool] = {}

    def coarsely_shows(self, box: Box) -> str:
        """`seen`, `cut` or `unseen`, by the first look, which takes a neighbour that is near for the character."""
        left, upper = int(box.left * self._across), int((self.height - box.top) * self._down)
        right, lower = int(box.right * self._across) + 1, int((self.height - box.bottom) * self._down) + 1
        if not (ink := self._ink.crop((left, upper, right, lower)).getbbox()):
            return "unseen"
        wide, high = (box.right - box.left) * self._across, (box.top - box.bottom) * self._down
        narrow = wide >= _MIN_MEASURED and ink[2] - ink[0] < MIN_SEEN * wide
        low = high >= _MIN_MEASURED and ink[3] - ink[1] < MIN_SEEN * high
        return "cut" if narrow or low else "seen"

    def is_small(self, box: Box) -> bool:
        """Whether the first look may pass over what is seen there: a full stop of 5 pt type is half a dot wide."""
        return max(box.right - box.left, box.top - box.bottom) < _MIN_PLAINLY_SEEN

    def is_plain(self, character: Character) -> bool:
        """Whether the first look is enough: where its neighbours are seen, this character is seen too."""
        paint = character.setting.paint
        if paint is None:
            return True
        if paint.luminance is None:
            return False
        plain = self._plain.get(paint)
        if plain is None:
            plain = self._plain[paint] = (
                not paint.covers
                and (paint.clip is None or paint.clip.holds(paint.box))
                and (_contrasts(paint.luminance, 1, 1) if paint.alone else self._contrasts(paint.luminance, paint.box))
            )
        if plain:
            return True
        box = character.box
        return (
            not any(cover.shared(box) for cover in paint.covers)
            and (paint.clip is None or paint.clip.holds(box))
            and self._contrasts(paint.luminance, box)
        )

    def finely_shows(self, box: Box, others: Iterable[Box]) -> str:
        """`seen`, `cut` or `unseen`, by the second look. What lies in the boxes of others is not looked at."""
        from PIL import Image, ImageChops, ImageDraw

        place = self._dots(box)
        pictures = (tones(drawn(page, self._size, place)) for page in (self._shown, self._blank))
        mask = ImageChops.difference(*pictures).point(_SEEN)
        own = Image.new("L", mask.size, 255)
        draw = ImageDraw.Draw(own)
        for other in others:
            if box.shared(other):
                left, upper, right, lower = self._dots(other)
                draw.rectangle((left - place[0], upper - place[1], right - place[0] - 1, lower - place[1] - 1), fill=0)
        if own.histogram()[255] * 2 < mask.width * mask.height:
            # It lies for the greater part among others, such as a full stop below a T.
            own.paste(255, (0, 0, *own.size))
        wide, high = _extent(own)
        seen = _extent(ImageChops.multiply(mask, own))
        if not seen[0]:
            return "unseen"
        return "seen" if seen[0] >= MIN_SEEN * wide and seen[1] >= MIN_SEEN * high else "cut"

    def is_even(self, box: Box) -> bool:
        """Whether the ground in a part of the page has one colour, as far as the first look tells."""
        return all(most - least <= _MAX_UNEVENNESS for least, most in self._extremes(box))

    def ground_of(self, box: Box) -> Any:
        """The tones behind a part of the page, in fine dots."""
        return tones(drawn(self._blank, self._size, self._dots(box)))

    def _contrasts(self, light: float, box: Box) -> bool:
        """Whether a luminance is far enough from that of every colour that the ground in a box may have."""
        least, most = zip(*self._extremes(box), strict=True)
        return _contrasts(light, luminance(*least), luminance(*most))

    def _extremes(self, box: Box) -> tuple[tuple[int, int], ...]:
        """The least and the greatest red, green and blue of the ground in a box; white where it is off the page."""
        left, right = max(0, int(box.left * self._across)), min(self._ground.width, math.ceil(box.right * self._across))
        upper = max(0, int((self.height - box.top) * self._down))
        lower = min(self._ground.height, math.ceil((self.height - box.bottom) * self._down))
        if left >= right or upper >= lower:
            return ((255, 255),) * 3
        extremes: tuple[tuple[int, int], ...] = self._ground.crop((left, upper, right, lower)).getextrema()
        return extremes[:3]

    @cached_property
    def _shown(self) -> Any:
        return self._load()

    @cached_property
    def _size(self) -> tuple[int, int]:
        return round(self.width * FINE), round(self.height * FINE)

    def _dots(self, box: Box) -> tuple[int, int, int, int]:
        """The fine dots of a box, one at least: left, upper, right, lower."""
        left, upper = math.floor(box.left * FINE), math.floor((self.height - box.top) * FINE)
        right, lower = math.ceil(box.right * FINE), math.ceil((self.height - box.bottom) * FINE)
        return left, upper, max(right, left + 1), max(lower, upper + 1)


def _contrasts(light: float, darkest: float, palest: float) -> bool:
    """Whether a luminance is far enough from all between two others."""
    return darkest + 0.05 >= MIN_CONTRAST * (light + 0.05) or light + 0.05 >= MIN_CONTRAST * (palest + 0.05)


def _extent(mask: Any) -> tuple[int, int]:
    """The width and height of what is white; none is (0, 0)."""
    box = mask.getbbox()
    return (box[2] - box[0], box[3] - box[1]) if box else (0, 0)
