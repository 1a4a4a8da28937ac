"""The nutrients that are added up over a day: what they are called, how much is the most, and who says so.

A further nutrient is a further entry of `COUNTED`, and a field of its own on a line of the schedule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from handouts.content.nutrients.levels import levels
from handouts.content.nutrients.texts import plain
from handouts.content.words import pattern
from handouts.problems import msg


class Nutrient(NamedTuple):
    """A nutrient of which the day's sum is made; amounts are mg of the nutrient itself."""

    name: str
    field: str
    """The field of a line of the schedule that says how much is in one dose, in mg."""
    source: str
    """Who set it, and what it does not count."""
    named: re.Pattern[str]
    """Its names, and those of what it is sold as, in a text without capitals."""
    symbol: re.Pattern[str]
    """Its chemical symbol, in a text as it was typed."""
    beside: re.Pattern[str]
    """Where its name is used and none of it is meant to be taken as a supplement."""
    free: re.Pattern[str]
    """Products that are known for something else and hold none of it."""
    compounds: Mapping[str, float]
    """How much of the weight of a compound is the nutrient: a pattern, and the share by its formula.

    What is sold holds water or is mixed with the oxide, so a share says which reading is likely and is never counted.
    """

    @property
    def upper_level(self) -> int:
        """The tolerable upper intake level, in mg a day."""
        return int(levels()[self.name].most)

    @property
    def compound(self) -> re.Pattern[str]:
        """The names of its compounds."""
        return re.compile("|".join(self.compounds))

    def is_named_in(self, text: str) -> bool:
        """Whether a product or a dose speaks of it."""
        return bool(self.named.search(self.beside.sub(" ", plain(text))) or self.symbol.search(text))

    def compound_in(self, text: str) -> float | None:
        """The share of the nutrient in the compound that a text names; None when it names none."""
        plain_text = plain(text)
        return next((share for pattern, share in self.compounds.items() if re.search(pattern, plain_text)), None)


FOOD = re.compile(rf"\b(?:{pattern('food')})\b")
"""What is eaten and drunk: it does not count towards an upper level of supplements."""


def _misspelt(word: str) -> str:
    """A pattern of a long word with one letter lost, doubled, changed, added, or in another's place."""
    slips = {word[:at] + slip + word[at + 1 :] for at in range(len(word)) for slip in ("", r"\w")}
    slips |= {word[:at] + r"\w" + word[at:] for at in range(1, len(word))}
    slips |= {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    return "|".join(sorted(slips))


_MAGNESIUM = rf"(?:mag?n[eéi][sz]s?(?:iu|ui|u|i|lu)m|mangn?esium|magn[eé]si|{_misspelt('magnesium')})"
_SALT = (
    r"(?:bis)?-?gl[iy][cs]+in|citra|c[iy]traa?t|mala+t|taur|ox[iy]de?|chlori|threon|lacta|glu[ck]on|sulfa|sulpha|carbon|orota|"
    r"aspart|ascorb|picol|glycero|hydrox|pidol"
)
MAGNESIUM = Nutrient(
    name="magnesium",
    field="magnesium_mg",
    source=msg("EU Scientific Committee on Food, 2001; food is not counted"),
    named=re.compile(
        rf"{_MAGNESIUM}|\bbitter ?zout|\bepsom|\bengels zout|\bdolom[iy]e?te?\b|\bz\.?m\.?a\b|\bcal[- ]?mag\b|"
        rf"\bslow-?mag|\bmagtein|(?<!\w)magn?[-. ]*(?:{_SALT}|citr\b|bisgl)|"
        rf"(?<!\w)magn\b|^mag\.? ?\d{{3}}\b(?! ?%)|(?<!\d)(?<!\d )\bmg[- ]?(?:{_SALT})|\bmgso4|\bmgcl2?\b"
        r"|(?<![\w-])bis-?gl[iy][cs]+ina+te?\b|(?<![\w-])threona+te?\b"
    ),
    symbol=re.compile(r"(?<!\d)(?<!\d[ \u00a0\u202f])(?<![\w.])Mg(?:O|2\+|\+\+)?(?!\w)"),
    beside=re.compile(
        rf"\b(?:{pattern('other_metals')})\b[^,;+]{{0,20}}(?:bis-?gl[iy][cs]+ina+te?|threona+te?)|"
        rf"{_MAGNESIUM}(?:u?m)?[- ]?(?:stea?r[ai]+te?|silica+te?|rijke?\w*|rich\b|vrije?\b|free\b|loze?\b|arme?\b|"
        r"consult|dagboek|tests?\b|spiegel|bepaling|meting|gehalte|brochure|folder|lijst)"
        r"|(?:rijk aan|rich in|bron van|sources? of|vol(?: met)?|full of|zonder|geen|without|\bno|vrij van|"
        r"free (?:of|from)|in plaats van|instead of|niet (?:samen )?met|not with|apart from|los van|"
        rf"uur (?:na|voor|v[oó]+r)|hours? (?:after|before|from))"
        rf"(?: (?:extra|de|je|uw|het|added|toegevoegd|your|any))? {_MAGNESIUM}\w*"
    ),
    free=re.compile(rf"\b(?:{pattern('known_for_something_else')})", re.IGNORECASE),
    compounds={
        r"\w*bis-?gl[iy][cs]+ina+te?|\w*(?:di)?gl[iy][cs]+ina+te?": 0.141,
        r"\w*c[iy]tra+te?": 0.162,
        r"\w*mala+te?": 0.155,
        r"\w*taura+te?": 0.089,
        r"\w*hydroxide?|\w*magnesia\b|milk of magnesia": 0.417,
        r"\w*oxide?|\bmgo\b": 0.603,
        r"\w*chloride?": 0.120,
        r"\w*threona+te?": 0.083,
        r"\w*lacta+te?": 0.120,
        r"\w*glu[ck]ona+te?": 0.059,
        r"\w*glycero[pf]h?os[pf]h?a+te?": 0.125,
        r"\w*asparta+te?": 0.084,
        r"\w*carbona+te?": 0.288,
        r"\w*sul(?:f|ph)a+te?|\w*bitter ?zout|\bepsom\w*|engels zout": 0.099,
    },
)
COUNTED: tuple[Nutrient, ...] = (MAGNESIUM,)


def named_in(product: str, dose: str | None) -> Iterator[Nutrient]:
    """The counted nutrients of which a product or its dose speaks, unless it is food."""
    for nutrient in COUNTED:
        by_product = nutrient.is_named_in(product)
        if by_product or (dose and nutrient.is_named_in(f"{product} {dose}")):
            eaten = FOOD.search(plain(product)) and not _SUPPLEMENT.search(plain(f"{product} {dose}"))
            if not eaten or (by_product and _WEIGHED.search(plain(f"{product} {dose}"))):
                yield nutrient


def is_known_without(nutrient: Nutrient, product: str, dose: str | None) -> bool:
    """Whether a product is known for something else, and neither it nor its dose speaks of the nutrient."""
    text = f"{product} {dose or ''}"
    return bool(nutrient.free.search(text)) and not _MIXED.search(text) and nutrient not in named_in(product, dose)


_MIXED = re.compile(r"complex|multi|mineral|formul|plus\b|\+|\b(?:met|en|with|and)\b", re.IGNORECASE)
"""What may hold more than it is named after."""
_WEIGHED = re.compile(r"\d ?(?:mg|milligram)\b")
"""Nobody weighs food in mg."""
_SUPPLEMENT = re.compile(rf"{pattern('supplement')}|{_SALT}|magnesium(?!\W)\w")
