"""What is eaten and drunk as anybody does, and what is measured as a remedy is."""

from __future__ import annotations

import re

_MEASURED = re.compile(
    r"\d\s*(?:mg|milligram(?:men)?|mcg|µg|μg|ug|microgram(?:men)?|i[eu]|gram|\w*capsules?|"
    r"\w*tablet(?:ten|jes?|s)?|pil(?:len)?|druppels?|ampul(?:len)?|softgels?|dragees?|gumm(?:y|ies))\b",
    re.IGNORECASE,
)
_FOOD = re.compile(
    r"(?:bron|kraan|mineraal|spuit|citroen|gember|munt|kokos)?water|\w*thee|(?:\w+ )?tea|koffie|coffee|"
    r"\w*bouillon|broth|\w*soep|soup|\w*melk|milk|yoghurt|kwark|kefir|\w*sap|juice|smoothie|fruit|\w*groenten?|vegetables|noten(?:mix)?|"
    r"(?:wal|hazel|pinda|cashew|para)noot|(?:wal|hazel|cashew|para)noten|amandelen|nuts|\w*pitten|seeds|havermout|oatmeal|"
    r"\w*brood|bread|eieren|eggs|peulvruchten|linzen|bonen|beans|lentils|vis|fish|bananen|banaan|appels?|dadels|spinazie|"
    r"boerenkool|honing|honey|avocado",
    re.IGNORECASE,
)
_REMEDY = re.compile(
    r"janskruid|john|valeriaan|valerian|senna|zoethout|li[cq]uorice|extract|poeder|powder|concentra|magnesium|kalium|"
    r"potassium|vitamin|cbd|supplement|ginkgo|ginseng",
    re.IGNORECASE,
)
_AROUND = frozenset(
    "warm warme koud koude lauw lauwe vers verse hot fresh een a glas kop groene green of en or and handje".split()
)


def is_measured(dose: str) -> bool:
    """Whether a dose is measured as what is taken is, and what is done or eaten is not: a walk has minutes."""
    return bool(_MEASURED.search(dose))


def is_plain_food(product: str) -> bool:
    """Whether a product is food or drink by each of its words, and no remedy: `Kruidenthee`, `Noten of pitten`."""
    words = [word for word in re.findall(r"[\w'-]+", product.casefold()) if word not in _AROUND]
    return bool(words) and not _REMEDY.search(product) and all(_FOOD.fullmatch(word) for word in words)
