"""The words of which a dose may be made: numbers, units, forms, times, joins, and what changes no amount.

A dose is read as a closed world: with one word beside these it is not read but asked for, since that word may be the
one that doubles it.
"""

from __future__ import annotations

import re
from fractions import Fraction

_FRACTION = r"[1-9]/(?:[2-9]|10)(?![\d/])"
NUMBER = rf"(?:\d+ {_FRACTION}|{_FRACTION}|\d{{1,3}}(?:[.,]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?)"
RANGE = rf"({NUMBER})(?: ?(?:-|tot(?: en met)?|t/m|à|a|of|or|to|up to) ?({NUMBER}))?"
MG = {
    r"mg|milligr(?:am(?:men|s)?)?|mgr": Fraction(1),
    r"[μµu]g|mcg|microgram(?:men|s)?": Fraction(1, 1000),
    r"g|gr|gram(?:men|s)?": Fraction(1000),
}
UNIT = "|".join(MG)
SOLID = (
    r"\w*tablet(?:ten|jes?|s)?|tabl?|tbl|tabs?|\w*caps(?:ules?)?|caps?|pil(?:len|letjes?)?|pills?|zakjes?|"
    r"sachets?|sticks?|"
    r"stuks?|st|dos(?:is|es|e)|doser(?:ing|ingen)|porties?|portions?|servings?|gumm(?:y|ies)|softgels?|"
    r"dragees?|ampul(?:len)?|"
    r"kuip(?:je)?s?|pieces?|bruistabs?|zetpil(?:len)?|shots?"
)
LOOSE = (
    r"\w*schep(?:pen|jes?)?|\w*lepel(?:s|tjes?)?|scoops?|\w*spoon(?:s|ful|fuls)?|tsp|tbsp|el|tl|druppels?|"
    r"drops?|dr|ml|cl|dl|"
    r"milliliter|glas|glaz?en|glaasjes?|glass(?:es)?|cups?|kopjes?|\w*sprays?|pufjes?|puffs?|dopjes?|"
    r"caps? full|flesjes?"
)
COUNT = re.compile(
    rf"(?<![\w.,/]){RANGE} ?(?:(x|maal|keer|times)(?!\w)|((?:\w+ )?(?:{SOLID}))\.?(?!\w)|((?:{LOOSE}))\.?(?!\w))"
)
AMOUNT = re.compile(
    rf"(?<![\w.,/])(?:({NUMBER}) ?({UNIT})?\.? ?(?:-|/|tot(?: en met)?|t/m|à|a|of|or|to) ?)?"
    rf"({NUMBER}) ?({UNIT})\.?(?!\w)"
)
PER_DAY = (
    r"(?:per (?:dag|etmaal|day)|p\.? ?d\.?(?!\w)|/ ?(?:dag|day|d)\b|dagelijks|daags|dd(?!\w)|(?:a|each|"
    r"every) day|daily|"
    r"(?:elke|iedere) dag)"
)
TOTAL = re.compile(r"=|\b(?:samen(?! met)|totaal|totale|total|together(?! with)|altogether|oftewel|ofwel|dus)\b")
OTHERS = (
    r"(?:vit(?:amine?)?\.? ?[a-k]\d*|vitamin\w*|b\d{1,2}|[cdek]\d?|calcium|zin[ck]\w*|ijzer\w*|iron|kalium\w*|"
    r"potassium|natrium|sodium|taurin\w*|glycine|melatonin\w*|seleni?u?m|jodium|iodine|foliumzuur|folic|folate|"
    r"koper|copper|mangaan|"
    r"manganese|chroom|chromium|gaba|l?-?theanin\w*|omega|epa|dha|visolie|curcum\w*|ashwagandha|valeriaan|"
    r"5-htp|cafe[ïi]ne|"
    r"caffeine|co-?enzym\w*|q10|biotine?|bor(?:ium|on)|tryptof\w*)(?!\w)"
)
CAP = (
    r"(?:tot )?(?:niet meer dan|max(?:imaal|imum)?\.?|hooguit|hoogstens|ten hoogste|at most|no more than|not more than|"
    r"up to)"
)
_NTH = (
    r"(?:\d+(?:e|de|ste|st|nd|rd|th)|1|eerste|tweede|derde|vierde|volgende|laatste|first|second|third|fourth|next|last)"
)
_SPAN = r"(?:dag(?:en)?|week|weken|maand(?:en)?|days?|weeks?|months?)"
_SINCE = r"(?:(?:na|after|vanaf|from|gedurende|for|de|het|the|in) )*"
_STEPS = (
    CAP,
    r"(?:(?:opbouwen|ophogen|verhogen|opvoeren|bouw op|opgebouwd) )?(?:naar|tot)",
    r"(?:increase|increasing|build(?:ing)? up|going up) to",
    r"(?:begin(?:nen)?|start(?:en)?|starting|beginning) (?:met|with|at|op)",
    rf"{_SINCE}{_SPAN} ?\d+(?: ?(?:-|t/m|tot|to|en|and) ?\d+)? ?:?",
    rf"{_SINCE}(?:{_NTH} )?(?:\d+ )?{_SPAN}(?: later)?:?",
    r"of|or",
    r"(?:op |in het |in the |at the |on )?(?:werkdagen|doordeweeks|door de week|weekend|weekends|weekdays)",
    r"(?:maan|dins|woens|donder|vrij|zater|zon)dag(?:en|s)?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?",
)
STEP = re.compile(rf"(?<!\w)(?:{'|'.join(_STEPS)})(?!\w)")
"""Where one amount takes the place of another: in a later week, on other days, as the most, or as a choice."""
THEN = re.compile(r"\b(?:daarna|dan|vervolgens|then|afterwards|after that|thereafter|later)\b")
"""Where it takes the place of another unless both come on one day."""
INTAKE = re.compile(
    r"\(?(?<![\d.,])\d+(?:[.,]\d+)? ?%(?: ?(?:van|of|de|the|adh|a\.d\.h\.|ri|r\.i\.|rdi|rda|nrv|dv|vrw|"
    r"aanbevolen|dagelijkse|"
    r"hoeveelheid|referentie-?inname|reference|intake|daily|value|waarde)(?!\w))*\)?"
)
"""How much of a reference intake that is: `375 mg (100 % van de RI)`."""

NEEDED = r"(?:zo ?nodig|indien nodig|als (?:het )?nodig(?: is)?|bij behoefte|(?:if|when|as) (?:needed|required))"
AT_NEED = re.compile(rf"^{NEEDED}\b|\b{NEEDED}[ .)]*$")
"""Where all of a dose is for when it is needed; in `200 mg, zo nodig 400 mg` a part of it is."""

# What no amount depends on. The article `een` is the digit 1 by now.
_TIME = r"(?:uur|uren|u|min\.?|minuut|minuten|minutes?|hours?|kwartier(?:tje)?|half uur)"
_PHRASES = (
    (
        rf"{NUMBER}(?: ?(?:-|à|tot|to) ?{NUMBER})? ?{_TIME} (?:van te ?voren|ervoor|erna|voor(?:af|dat)?|vóór|na|"
        rf"before|after)"
    ),
    r"(?:om|rond|at|around|tegen) \d{1,2}(?:[.:]\d\d)? ?(?:uur|u|h|am|pm|o'clock)",
    r"\d{1,2}[.:]\d\d ?(?:uur|u|h)",
    (
        r"1 (?:(?:groot|klein|half|vol|ruim|large|small|full|tall) (?:glas|glass|kop|cup)|beetje|slok|handje|bord|"
        r"bakje|hap|lege maag|rustig moment|vast tijdstip|ruime hoeveelheid)"
    ),
    r"(?:voor|na|tijdens|bij|before|after|during|with) 1 (?:van de maaltijden|maaltijd|meal)",
    r"om de dag|om de andere dag|every other day",
    rf"{NUMBER} ?(?:i\.?e\.?|i\.?u\.?|kcal|kj)",
    r"van (?:het|dit|de) merk|of the brand",
    r"(?:volgens|zoals op) (?:het |de )?(?:arts|huisarts|etiket|doosje|verpakking|bijsluiter|label)(?: staat)?",
    r"d\d{1,2}",
    (
        r"niet (?:op|met|voor|na|bij) (?:1 )?(?:lege maag|eten|melk|koffie|thee|calcium)|liefst|het liefst|"
        r"bij voorkeur|preferably"
    ),
    r"(?:van|bij|via) (?:de )?(?:drogist|apotheek|apotheker|huisarts|arts)|rustig laten smelten|wat (?:water|sap|melk)",
)
_SIZED = r"hele|whole|grote?|kleine?|volle?|vol|ruime?|afgestreken|large|small|big|full|level|tall"
_WORDS = frozenset(
    """
    's a aan about after als altijd altogether always amount and approximately as at avondeten bed bedtijd bedtime
    before bevat bij bruis ca caps capsule capsules circa comes contain contains dag dagelijks daily dan dd de den
    dinsdag dit divided donderdag doordeweeks doorgaans doorslikken dose dosis druppels during dus each eat eating
    een elementair elementaire elemental elk elke en equivalent eten etiket evening food for form friday geeft
    geheel geloste gewicht gram groot grote heel heet hele het hoeveelheid hoofdmaaltijd hoogstens hooguit ieder
    iedere in ingenomen inname innemen intake into is it its juice kauw kauwen kauwtablet keer klein kleine komt
    koud koude label large lauw lauwwarm leeg lege levert liquid maag maal maaltijd maaltijden maandag max maximaal
    maximum meal meals melk merk met mg milk mixed monday morgen na naar neem nemen of oftewel ofwel om onder
    ongeveer ontbijt op opgedeeld opgelost opgeloste oplosbaar oplosbare oplossen oplossing or over overeen per plus
    poeder portie powder provide provides providing pure puur roughly ruim rust s samen sap saturday slapen
    slapengaan slikken small smelten split spread steeds sterkte strength stuk stuks sunday swallow t tablet
    tabletten take taken te tea ter the thee they this thursday tijdens tijdstip to together tong tot totaal
    total totale tuesday van vast vaste verdeeld verspreid via vloeibaar voedsel vol volle voor vorm vrijdag vóór
    waarvan warm warme water wednesday weekend werkdagen which whole with without woensdag wordt x yoghurt zaterdag
    zondag zonder zuig zuiver zuivere à
    """.split()
)
_KNOWN = (
    AT_NEED,
    re.compile("|".join(rf"(?<![\w.,/])(?:{phrase})(?!\w)" for phrase in _PHRASES)),
    re.compile(rf"(?<![\w-]){OTHERS}"),
    AMOUNT,
    re.compile(rf"x {NUMBER}(?= ?(?:[,;)]|$))"),
    re.compile(rf"(?<![\w.,/]){RANGE} ?(?:(?:{_SIZED}) )?(?:x|maal|keer|times|{SOLID}|{LOOSE})\.?(?!\w)"),
    re.compile(PER_DAY),
    re.compile(rf"(?<!\w)(?:{SOLID}|{LOOSE})(?!\w)"),
)


def not_understood(text: str, also: tuple[re.Pattern[str], ...], names: frozenset[str]) -> str:
    """The first word or number of a plain text that is none of the words above, nor of `also`, nor a name; or ``.

    A number that has no unit of its own is one too: `2 x 10`.
    """
    if re.search(r"\+ *(?:[+,;)]|$)", text):
        return "+"
    for pattern in (*_KNOWN, *also):
        text = pattern.sub(" ", text)
    for word in re.findall(r"[^\W_][\w'.-]*|[^\w\s,;:.()/+\[\]@='\"*&-]|(?<!\w)-(?=\d)", text):
        bare = str(word).strip("'.-")
        if bare and bare not in _WORDS and bare not in names:
            return bare
    return ""


def names_in(text: str) -> frozenset[str]:
    """The words of a dose as typed that are written as a name, such as a brand: a capital within the sentence."""
    if not re.search(r"[a-z]{3}", text):
        return frozenset()
    words = re.finditer(r"(?<!^)(?<![.:;!?] )\b[A-Z]\w*[a-z]\w*", text)
    return frozenset(found[0].casefold() for found in words)
