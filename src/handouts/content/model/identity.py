"""What tells who somebody is: how more than a first name is recognised, and a name where a reference belongs."""

from __future__ import annotations

import re

from handouts.files.naming import plain_name

_TITLE = re.compile(
    r"(?:de heer|heer|dhr|mevrouw|mevr|mw|mej(?:uffrouw)?|meneer|mr|mrs|ms|miss|drs?|prof|ing|ir|fam(?:ilie)?)\.?\s"
)
_INITIALS = re.compile(r"^[^\W\d_]\.|\s[^\W\d_]\.?$")
_BETWEEN = re.compile(r"\s(?:van|von|vd|v\.?d\.|de|den|der|ten|ter|te|het|'t|’t|el|al|ben|bin|da|dos|di|du|la|le)\s")
_SURNAME = re.compile(
    r"ver\w{4,}en|.{3,}(?:ssen|nsen|rsen|lsen|ksen|tsen|dsen|stra|tsma|sma|ema|inga|enga|ink|mans|huis|huizen|berg|burg|veld|dijk"
    r"|wijk|kamp|broek|bosch?|donk|hoven|hof|horst|laar|zaal|brink|stein|meijer|meyer|bakker|boer|makers?|oğlu|oglu"
    r"|ov(?:a|ic|ić)|(?<![aeiouy])sk[ia]|mulder|schouten|msen)"
)
_COMMON = frozenset(
    "jansen janssen bakker visser smit smits meijer meyer mulder bos vos peters hendriks dekker brouwer kok jacobs "
    "vermeulen kuipers post kuiper schouten willems koster prins blom peeters huisman verhoeven kramer hermans "
    "postma maas groen koning wolters mol sanders vink timmerman smeets schipper martens boer bosman hofman bouman "
    "veenstra molenaar schenk yilmaz kaya demir sahin çelik celik nguyen bennani bakkali idrissi smith jones "
    "johnson williams brown taylor".split()
)
_FIRST_NAMES = frozenset("fatema kareema rahema salema halema ludovic walburg".split())
"""First names with the ending of a surname."""
_SHORTEST_NAME = 3
_NOBODY = frozenset(
    "proef test voorbeeld demo example concept oefening probeer probeersel consult client try draft".split()
)
"""What a reference without a digit says of a sheet that is nobody's."""


def is_more_than_a_first_name(text: str) -> bool:
    """Whether a surname, a title, initials, a number or an address stands where a first name belongs.

    Of two plain words the last must look like a surname: `Anne Marie` and `Jan Willem` are first names.
    """
    name = " ".join(text.split())
    if re.search(r"\d\d|[@,;/()]", name) or len(name.split()) > 3:
        return True
    folded = name.casefold()
    if _TITLE.match(folded) or _INITIALS.search(name) or _BETWEEN.search(folded):
        return True
    _, _, last = folded.rpartition(" ")
    return " " in folded and last not in _FIRST_NAMES and (last in _COMMON or bool(_SURNAME.fullmatch(last)))


def may_be_a_name(ref: str, first_name: str = "") -> bool:
    """Whether a reference, which names the file, seems to name the person: no digit in it, or her first name."""
    words = re.findall("[a-z]+", ref.casefold())
    name = plain_name(first_name)
    if not re.search(r"\d", ref) and not _NOBODY & set(words):
        return True
    return len(name) >= _SHORTEST_NAME and name in {*words, "".join(words)}
