"""The words of amounts, times and days, in Dutch and English, and what each of them is: the one table of them.

Whatever asks how many, how often, when or on which day goes by these words. A phrase is written without its
apostrophe, and in small letters; between `|` stand the spellings of one thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto
from fractions import Fraction

NUMBERS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "nul zero", "een één eén one", "twee two", "drie three", "vier four", "vijf five", "zes six", "zeven seven",
            "acht eight", "negen nine", "tien ten", "elf eleven", "twaalf twelve", "dertien thirteen",
            "veertien fourteen", "vijftien fifteen", "zestien sixteen", "zeventien seventeen", "achttien eighteen",
            "negentien nineteen", "twintig twenty",
        )
    )
    for word in words.split()
} | {
    word: number
    for words, number in (
        ("dertig thirty", 30), ("veertig forty", 40), ("vijftig fifty", 50), ("zestig sixty", 60),
        ("honderd hundred", 100), ("tweehonderd", 200), ("driehonderd", 300), ("vierhonderd", 400),
        ("vijfhonderd", 500), ("duizend thousand", 1000),
    )
    for word in words.split()
}  # fmt: skip
"""The numbers as words."""
ORDINALS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "eerste first", "tweede second", "derde third", "vierde fourth", "vijfde fifth", "zesde sixth",
            "zevende seventh", "achtste eighth", "negende ninth", "tiende tenth", "elfde", "twaalfde", "dertiende",
            "veertiende fourteenth",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
MULTIPLES: dict[str, int] = {
    word: number
    for number, words in enumerate(
        ("eens eenmaal eenmalig once", "tweemaal twice", "driemaal thrice", "viermaal", "vijfmaal", "zesmaal"), start=1
    )
    for word in words.split()
}
"""So many times, in one word."""
PARTS: dict[str, Fraction] = {
    "half": Fraction(1, 2), "halve": Fraction(1, 2), "helft": Fraction(1, 2), "kwart": Fraction(1, 4),
    "quarter": Fraction(1, 4), "driekwart": Fraction(3, 4), "anderhalf": Fraction(3, 2), "anderhalve": Fraction(3, 2),
} | {
    f"{word}{join}hal{ending}": number + Fraction(1, 2)
    for word, number in NUMBERS.items() if 2 <= number <= 9
    for join in ("en", "ën") for ending in ("f", "ve")
}  # fmt: skip
"""Parts of one, and one and a half."""
WEEKDAYS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "maandag maandags ma monday mondays mon",
            "dinsdag dinsdags di tuesday tuesdays tue tues",
            "woensdag woensdags wo wednesday wednesdays wed",
            "donderdag donderdags do thursday thursdays thu thur thurs",
            "vrijdag vrijdags vr vrij friday fridays fri",
            "zaterdag zaterdags za zat saturday saturdays sat",
            "zondag zondags zo zon sunday sundays sun",
        )
    )
    for word in words.split()
}
WEEKDAYS |= {f"{word}en": number for word, number in WEEKDAYS.items() if word.endswith("dag")}
"""The days of the week: 0 is Monday."""


class Kind(Enum):
    """What a word or a sign is in a dose."""

    NUMBER = auto()
    PART = auto()
    """A part of one, such as `halve`."""
    ARTICLE = auto()
    """`een`, which may be a number."""
    ORDINAL = auto()
    UNIT = auto()
    """A unit of weight."""
    ACTIVITY_UNIT = auto()
    """A unit that weighs nothing, such as IE."""
    FORM = auto()
    """What is taken by the piece or by the spoon."""
    PORTION = auto()
    """One of the times over which an amount is spread: `in 2 giften`."""
    MEASURE = auto()
    """What measures a liquid, of which one holds little: ml and drops."""
    VEHICLE = auto()
    """What it is taken in, such as water."""
    SIZE = auto()
    TIMES = auto()
    PER_DAY = auto()
    PER_WEEK = auto()
    LATIN = auto()
    """So many times a day in letters, such as `b.i.d.`."""
    PER = auto()
    EVERY = auto()
    HOUR = auto()
    MINUTE = auto()
    HOURLY = auto()
    CLOCK = auto()
    AT = auto()
    BEFORE = auto()
    """What follows on so much time: before or after a meal."""
    BETWEEN = auto()
    SPAN = auto()
    """A day, a week or a month."""
    MONTH = auto()
    WEEKDAY = auto()
    MOMENT = auto()
    MEALS = auto()
    PLUS = auto()
    AND = auto()
    COMMA = auto()
    COLON = auto()
    OR = auto()
    TO = auto()
    DASH = auto()
    SLASH = auto()
    OPEN = auto()
    CLOSE = auto()
    EACH = auto()
    RANGE_OR_EACH = auto()
    """`à`: `2 à 200 mg` is two of them, and `200 à 400 mg` is a range."""
    TOTAL = auto()
    HOLDS = auto()
    """What says that a weight is that of the nutrient in another, such as `waarvan`."""
    PURE = auto()
    """What says that a weight is that of the nutrient itself."""
    THEN = auto()
    CAP = auto()
    RAISE = auto()
    START = auto()
    SPREAD = auto()
    NEEDED = auto()
    NOT = auto()
    MORE = auto()
    """What changes an amount in a way that is not read, such as `dubbel` and `extra`."""
    AT_LEAST = auto()
    PERCENT = auto()
    INTAKE = auto()
    WHOLE = auto()
    """What is weighed with all that is in it, such as powder."""
    OTHER = auto()
    """Another nutrient."""
    NAME = auto()
    COMPOUND = auto()
    ELSEWHERE = auto()
    IN = auto()
    STOP = auto()
    COMPLAINT = auto()
    AGREED = auto()
    """Who agrees, and that it is a yes: it says nothing in a dose."""
    NEUTRAL = auto()
    PROPER = auto()
    """A name of the product, or one with a capital."""
    UNKNOWN = auto()


MILLIGRAMS: dict[str, Fraction] = {
    unit: scale
    for units, scale in (
        ("mg|milligr|milligram|milligrams|milligrammen|mgr", Fraction(1)),
        ("μg|µg|ug|mcg|microgram|microgrammen|micrograms", Fraction(1, 1000)),
        ("g|gr|gram|grammen|grams", Fraction(1000)),
    )
    for unit in units.split("|")
}  # fmt: skip
"""How many mg a unit of weight is."""
MOMENTS: dict[str, str] = {
    "morning": "s ochtends|sochtends|s-ochtends|s morgens|smorgens|ochtend|ochtends|ochtenden|octend|morgen|morgens|"
    "morning|mornings|voormiddag|ontbijt|breakfast",
    "noon": "s middags|smiddags|middag|middags|middagen|namiddag|s namiddags|lunch|middageten|noon|afternoon|"
    "afternoons|midday",
    "evening": "s avonds|savonds|avond|avonds|avonden|avondeten|avondmaaltijd|diner|evening|evenings|dinner|supper",
    "bed": "voor het slapen|voor het slapen gaan|voor slapen|voor het slapengaan|voor slapengaan|vóór het slapen|"
    "vóór het slapengaan|vóór slapen|voor de nacht|vóór de nacht|voor bedtijd|bedtijd|slapengaan|voor je slapen gaat|"
    "voor u slapen gaat|naar bed|naar bed gaan|"
    "naar bed gaat|voor het naar bed gaan|voor je naar bed gaat|voor u naar bed gaat|voor bed|bedtime|before bed|"
    "before sleep|at night|before sleeping",
    "night": "s nachts|snachts|nachts|midden in de nacht|during the night",
    "dark": "nacht|nachten|night|nights|nightly",
    "asleep": "bed|slapen|nachtrust",
    "rise": "opstaan|wakker worden|ontwaken|waking|waking up|getting up",
    "meal": "maaltijd|hoofdmaaltijd|meal|eten|eating|food|voedsel",
    "occasion": "sporten|sport|training|trainen|workout|exercise|douchen|shower|koffie|coffee|bij de thee|medicijnen|"
    "medicatie|andere medicijnen|andere medicatie|nuchter|nuchtere|nuchtere maag|lege maag|op lege maag|empty stomach|"
    "fasting|rustig moment",
}
"""The moments of a day.

`bed` is on going to bed and `rise` on getting up, `dark` may be in the evening or at night, `meal` is one that is not
named, and `occasion` is beside what is done at any time of the day.
"""
A_DAY = (
    "per dag|per etmaal|per day|a day|p d|pd|/ dag|/ day|/ d|/ etmaal|p / d|daags|dd|op een dag|op 1 dag|op één dag|"
    "in de dag|on one day"
)
"""What makes a number of times that of a day."""
EACH_DAY = "elke dag|iedere dag|each day|every day|dagelijks|daily"
A_WEEK = "per week|in de week|in een week|in 1 week|in the week|a week|each week|per wk|per w|/ week|/ wk|/ w|p w|pw"
EACH_WEEK = "wekelijks|weekly"
A_MONTH = "per maand|in de maand|in een maand|a month|per month|/ maand|/ month|maandelijks|monthly"
TIMES = "x|maal|keer|time|times"
LATIN: dict[str, int] = {"qd": 1, "bid": 2, "bd": 2, "tid": 3, "tds": 3, "qid": 4}
AT_MOST = (
    "niet meer dan|niet vaker dan|niet hoger dan|max|maximaal|maximum|hooguit|hoogstens|ten hoogste|at most|"
    "no more than|not more than|up to|tot max|tot maximaal|tot hoogstens|tot hooguit"
)
NEEDED = (
    "zo nodig|zonodig|indien nodig|als nodig|als het nodig is|als het nodig|als dat nodig is|wanneer nodig|"
    "bij behoefte|naar behoefte|zn|if needed|when needed|as needed|if required|when required|as required|prn"
)
WATER = "water|melk|sap|thee|tea|yoghurt|juice|milk|limonade|vruchtensap|kwark|vla|honing|appelmoes|smoothie"

FORMS = (
    "tablet|tabletje|tabl|tbl|tab|caps|cap|capsule|capsuletje|pil|pilletje|pill|zakje|sachet|stick|stuk|st|dosis|"
    "dose|dosering|portie|portion|serving|gummy|softgel|dragee|ampul|kuipje|piece|bruistab|zetpil|shot|"
    "schep|schepje|lepel|lepeltje|scoop|spoon|spoonful|tsp|tbsp|el|tl|glas|glaasje|glass|cup|kop|kopje|"
    "beker|mok|spray|pufje|puff|dop|dopje|flesje|cap full|maatje|slok|handje|bord|bordje|bak|bakje|kom|kommetje|"
    "hap"
)
"""What is taken by the piece or by the spoon."""
SEVERAL_FORMS = (
    "tabletten|tabletjes|tablets|tabs|capsules|pillen|pilletjes|pills|zakjes|sachets|sticks|stuks|dosissen|doses|"
    "doseringen|porties|portions|servings|gummies|softgels|dragees|ampullen|pieces|bruistabs|zetpillen|shots|"
    "scheppen|schepjes|lepels|lepeltjes|scoops|spoons|spoonfuls|glazen|glaasjes|glasses|koppen|kopjes|bekers|"
    "cups|kuipjes|mokken|sprays|pufjes|puffs|dopjes|flesjes|caps full|maatjes|slokken"
)
SEVERAL_PORTIONS = "giften|innames|keren|momenten|moments"
SEVERAL_MEASURES = "milliliters|druppels|druppeltjes|drops"
SEVERAL = frozenset(f"{SEVERAL_FORMS}|{SEVERAL_PORTIONS}|{SEVERAL_MEASURES}".split("|"))
"""The plurals: a dose that does not say how many is asked for."""

WORDS: dict[Kind, str] = {
    Kind.ACTIVITY_UNIT: "ie|iu|kcal|kj",
    Kind.FORM: f"{FORMS}|{SEVERAL_FORMS}",
    Kind.PORTION: f"gift|inname|{SEVERAL_PORTIONS}",
    Kind.MEASURE: f"ml|cl|dl|cc|milliliter|druppel|drop|dr|{SEVERAL_MEASURES}",
    Kind.VEHICLE: WATER,
    Kind.SIZE: (
        "heel|hele|whole|groot|grote|klein|kleine|vol|volle|ruim|ruime|afgestreken|opgehoopte|flink|flinke|large|small|"
        "big|full|level|tall|heaped|lauw|lauwe|lauwwarm|warm|warme|koud|koude|heet|hete"
    ),
    Kind.TIMES: TIMES,
    Kind.PER_DAY: f"{A_DAY}|{EACH_DAY}",
    Kind.PER_WEEK: f"{A_WEEK}|{EACH_WEEK}|{A_MONTH}",
    Kind.PER: "per|ter",
    Kind.EVERY: "elk|elke|ieder|iedere|every|each|alle|all|om de|om het",
    Kind.HOUR: "uur|uren|uurtje|u|h|hr|hrs|hour|hours|oclock|am|pm|uurs",
    Kind.MINUTE: "min|minuut|minuten|minute|minutes|kwartier|kwartiertje|seconde|seconden|sec",
    Kind.HOURLY: "elk uur|ieder uur|per uur|hourly|every hour|each hour|om het uur|/ uur",
    Kind.AT: "om|rond|at|around|tegen",
    Kind.BEFORE: "voor|vóór|na|before|after|ervoor|erna|vooraf|voordat|van tevoren|van te voren",
    Kind.BETWEEN: "tussen|between",
    Kind.SPAN: "dag|dagen|week|weken|maand|maanden|day|days|weeks|month|months",
    Kind.MONTH: (
        "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|jun|"
        "jul|aug|sept|sep|okt|nov|dec|january|february|march|may|june|july|august|october|oct"
    ),
    Kind.WEEKDAY: (
        "werkdag|werkdagen|doordeweeks|door de week|ook in het weekend|weekend|weekends|weekenden|weekdays|weekdagen|"
        + "|".join(word for word in WEEKDAYS if len(word) > 5 or word in {"ma", "di", "wo", "do", "vr", "za", "zo"})
    ),
    Kind.MEALS: (
        "maaltijden|hoofdmaaltijden|meals|elke keer dat je eet|elke keer eten|elke x dat je eet|elke keer als je eet"
    ),
    Kind.PLUS: "+|plus",
    Kind.AND: "en|and|&",
    Kind.COMMA: ",|;|.",
    Kind.COLON: ":",
    Kind.OR: "of|or|dan wel|ofwel",
    Kind.TO: "tot|to|tot en met|t / m|tm|naar|until",
    Kind.DASH: "-",
    Kind.SLASH: "/",
    Kind.OPEN: "(|[",
    Kind.CLOSE: ")|]",
    Kind.EACH: "@|van",
    Kind.RANGE_OR_EACH: "à",
    Kind.TOTAL: (
        "=|samen|totaal|totale|total|together|altogether|oftewel|dus|in totaal|in total|bij elkaar|opgeteld|tezamen"
    ),
    Kind.HOLDS: (
        "waarvan|levert|leveren|bevat|bevatten|geeft|contain|contains|containing|provide|provides|providing|"
        "komt overeen|equivalent"
    ),
    Kind.PURE: "elementair|elementaire|elemental|zuiver|zuivere|puur|pure",
    Kind.THEN: "daarna|dan|vervolgens|then|afterwards|after that|thereafter|later|erna nog",
    Kind.CAP: AT_MOST,
    Kind.RAISE: (
        "opbouwen|ophogen|verhogen|opvoeren|bouw op|opgebouwd|increase|increasing|build up|building up|going up|"
        "afbouwen|verlagen"
    ),
    Kind.START: "begin|beginnen|start|starten|starting|beginning",
    Kind.SPREAD: "verdeeld|verspreid|divided|spread|split|opgedeeld|verdelen|verspreiden|verdeel",
    Kind.NEEDED: NEEDED,
    Kind.NOT: "niet|nooit|geen|not|never|zonder|without|behalve|except",
    Kind.MORE: "nog|weer|opnieuw|nogmaals|again|another|erbij",
    Kind.AT_LEAST: "minstens|minimaal|ten minste|tenminste|at least|minimum",
    Kind.PERCENT: "%",
    Kind.INTAKE: (
        "ri|r i|rdi|rda|nrv|dv|adh|vrw|aanbevolen|dagelijkse hoeveelheid|aanbevolen dagelijkse hoeveelheid|"
        "referentie-inname|referentie inname|referentieinname|reference intake|daily value|daily intake|dagwaarde"
    ),
    Kind.WHOLE: "poeder|powder|product|gewicht|mengsel|korrels",
    Kind.ELSEWHERE: (
        "zie etiket|zie het etiket|zie bijsluiter|zie verpakking|see label|zoals op de pot staat|zoals op de pot|"
        "volgens|zoals|volgens het etiket|volgens etiket|volgens de verpakking|volgens de bijsluiter|volgens de arts|"
        "volgens de huisarts|volgens huisarts|zoals op het etiket|zoals op het etiket staat|zoals op de verpakking|"
        "zoals op het doosje|volgens het doosje|volgens label|volgens arts|volgens voorschrift"
    ),
    Kind.STOP: "stop|stoppen|stop ermee|stoppen ermee",
    Kind.COMPLAINT: (
        "diarree|dunne ontlasting|buikpijn|buikkramp|buikkrampen|klachten|bijwerkingen|misselijkheid|diarrhoea|diarrhea"
    ),
    Kind.AGREED: (
        "akkoord|ok|oke|oké|okay|mag|mogen|mag best|goed|prima|toegestaan|toestemming|fine|allowed|agreed|approved|"
        "afgesproken|geen bezwaar|geen bezwaar tegen|heeft geen bezwaar tegen|no objection|no objection to|bezwaarvrij|"
        "huisarts|arts|dokter|apotheker|verloskundige|internist|cardioloog|nefroloog|specialist|poh|gp|doctor|"
        "pharmacist|midwife|vindt|zegt|says|geeft aan|gaf aan|schrijft|advies|op advies van|adviseert|besproken met|"
        "ook|blijft|blijven|supplement|suppletie|slaap|gebruiken|gebruik|mits goed verdragen|goedgekeurd|in orde|"
        "besproken|overlegd|doorgesproken|telefonisch|dagdosis"
    ),
    Kind.IN: "in|met|with|into|onder|door|samen met|together with",
    Kind.NEUTRAL: (
        "voor dagelijks gebruik|dagelijks gebruik|for daily use|daily use|niet langer dan|niet langer als|"
        "not longer than|no longer than|de|den|het|the|this|these|dit|it|its|they|is|wordt|als|as|about|circa|ca|"
        "gedurende|lang|gelijkmatig|gelijk|direct|net|vlak|kort|meteen|los|los van medicijnen|los van medicatie|"
        "los van andere medicijnen|los van andere medicatie|los van je medicijnen|los van uw medicijnen|"
        "onderhoud|kuur|vegan|right|just|"
        "op hetzelfde tijdstip|op dezelfde tijd|rond dezelfde tijd|met of zonder voedsel|met of zonder eten|"
        "with or without food|evenly|ongeveer|ong|roughly|approximately|"
        "~|≈|doorgaans|altijd|always|steeds|liefst|het liefst|bij voorkeur|preferably|rustig|rustig laten smelten|"
        "laten|smelten|doorslikken|slikken|swallow|heel doorslikken|innemen|in te nemen|ingenomen|neem|nemen|"
        "take|taken|eat|kauwen|kauw|zuigen|op|bij|tijdens|during|on|for|over|via|zonder water|te|"
        "opgelost|opgeloste|oplossen|oplosbaar|oplosbare|oplossing|geloste|bruis|zuig|vloeibaar|liquid|mixed|vorm|"
        "form|sterkte|strength|merk|van het merk|van dit merk|of the brand|etiket|label|van de drogist|van drogist|"
        "van de apotheek|bij de apotheek|bij de drogist|via de drogist|via de apotheek|van de huisarts|van de arts|"
        "lege|leeg|maag|empty|stomach|vast|vaste|tijdstip|beetje|"
        "wat|ruime hoeveelheid|amount|hoeveelheid|tong|onder de tong|vanaf morgen|suiker|je|jouw|uw|your|"
        "naar keuze|uit|aan|ineens|tegelijk|per os|oraal"
    ),
}
"""What each word or phrase is, but for the numbers, units, moments and names."""
AMOUNT_STEMS = re.compile(
    r"dubb?el|verdubbel|double|triple|\w*voud|herhaa?l|repeat|extra|meer(?!val)|more|vaker|often|ophoog|verhoog|bouw|"
    r"minst|minim|least|vanaf|eventueel|evt|paar|stel|few|couple|enkel|meerder|some|several|veel|many|zoveel|strip|"
    r"doosje|box|verpakking|pack|minder|less|halveer|kilo|kg|\w*maal|\w*keer|\w*times|"
    r"(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertig|veertig|honderd|duizend)\w*"
)
"""How words begin that change an amount, so that none of them is a name."""


def value_of(text: str, *, fine: bool = False) -> Fraction:
    """The value of a number in digits; `1.000` is a thousand, except before a unit as large as a gram (`fine`)."""
    if re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+", text) and not fine:
        return Fraction(re.sub(r"[.,]", "", text))
    return Fraction(re.sub(r"[.,](?=.*[.,])", "", text).replace(",", "."))


def alternatives(*entries: Iterable[str] | str) -> str:
    """A pattern for any phrase of some entries of the lexicon; a sign may stand with or without a space around it."""
    said = {each for entry in entries for each in (entry.split("|") if isinstance(entry, str) else entry)}
    spelled = (re.escape(each).replace(r"/\ ", "/ ?").replace(r"\ /", " ?/") for each in said)
    return "|".join(sorted(spelled, key=lambda each: (-len(each), each)))


def lettered(entry: Iterable[str]) -> str:
    """A pattern for words that are written in letters with or without dots, such as `b.i.d.`."""
    return "|".join("".join(rf"{letter}\.?" for letter in each) for each in sorted(entry, key=lambda each: -len(each)))
