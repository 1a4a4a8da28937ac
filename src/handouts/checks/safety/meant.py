"""Whether an amount is meant to be taken: a sentence may warn of it, tell of it, price it or leave it to a doctor."""

from __future__ import annotations

import re

from handouts.content.nutrients import FOOD

_WARNS = re.compile(
    r"\bte veel\b|\btoo much\b|\b(?:meer|more) (?:dan|than)\b(?![^.;]*\b(?:geen probleem|no problem|kan geen kwaad)\b)|"
    r"(?<!niet )(?<!nooit )(?<!not )(?<!never )\b(?:minder|less) (?:dan|than)\b|"
    r"\b(?:boven|above)\b|\b(?:vanaf|from) \d|\bschadelijk|\bschaad|\bschade\b|\bbeschadig|\bharm|\bdamage|"
    r"\bdiarree|\bdiarrh|\bdunne (?:ontlasting|poep)|\bloose stools?|\bbuik(?:kramp|pijn|loop)|"
    r"\bstomach (?:ache|pain|cramp|upset)|\bupset stomach|\bmisselijk|\bnausea|"
    r"\bgevaarlijk|\bdangerous|\bgiftig|\bvergiftig|\btoxic|\bpoison|\b(?:upper|bovengrens)|\bbijwerking|\bside effect|"
    r"\bafgeraden|\bpas op|\btintel|\btingl|\bgevoelloos|\bnumb|"
    r"\bkrijgt? (?:\w+ ){0,3}(?:te (?:weinig|veel)|last|klachten|een tekort)\b|"
    r"\b(?:klinkt|lijkt|sounds|looks) (?:\w+ )?(?:veel|hoog|much|high|like a lot)\b|\bliever (?:niet|geen)\b|"
    r"\b(?:niet|not)(?: (?:aan|meer|na|mee|over|voor|doen))?[.!]?\s*(?:/|$)|"
    r"\b(?:niet|not) (?:nodig|goed|verstandig|needed|wise|safe|veilig)\b"
)
_DENIED = re.compile(r"\b(?:geen|niet|nooit|no|not|never|don't|zonder|without)\b[^,;:]*$")
"""What before an amount says not to take it."""
_CAPS = re.compile(
    r"\b(?:niet|nooit|no|not|never|geen) (?:\w+ ){0,2}(?:meer|more) (?:dan|than)\b|"
    r"\bhoogstens|\bhooguit|\bmaximaal|\bat most\b"
)
"""What sets a limit, and warns of nothing when the limit itself is too high."""
_DOCTOR = re.compile(
    r"\b(?:overleg|vraag|alleen|advies|voorgeschreven|schreef|schrijft|wil|vindt|akkoord|goedvindt|via|mag van|only|"
    r"ask|advised?|agrees?|wants|unless|tenzij|bepaalt|beslist|decides)\b.{0,40}\b(?:\w*arts|dokter|verloskundige|"
    r"apotheker|di[eë]tist|specialist|doctor|gp|midwife|pharmacist)\b|"
    r"\b(?:\w*arts|dokter|verloskundige|specialist|doctor|gp)\b.{0,20}\b(?:schreef|schrijft|wil|zegt|vindt|gaf|"
    r"geeft|akkoord|bepaalt|prescri\w+|says|agrees?|gave|decides)\b|"
    r"\bkrijgt? (?:je |u )?(?:\w+ )?van (?:je |uw |de )?\w*arts\b|\bmedicijn\w* [^.;]{0,40}\bbevat|"
    r"\bziekenhuis|\bhospital|\binfuus|\bonder controle\b|\bvoorgeschreven\b|\bvoorschrij\w+|\bprescri\w+|\bop recept\b"
)
"""What is taken as a doctor has it."""
_REPORTS = re.compile(
    r"\bonderzoek(?:en|ers?)?\b|\bstudies?\b|\bstudy\b|\btrials?\b|\bdeelnemers|\bparticipants|\bproefpersonen|"
    r"\bin (?:een|de|één|a|one) (?:proef|test)\b|(?<!\bje )(?<!\bu )(?<!\bjij )(?<!\byou )\b(?:kregen|kreeg|slikten|"
    r"slikte|namen|nam|gebruikten|gebruikte|haalde|verkocht|raakten?|bleken|were given|took)\b(?! (?:je|u|jij|you)\b)|"
    r"\bvroeger\b|\bin the past\b|\bused to\b|\bjarenlang\b|\bfor years\b"
)
"""What was done by others, or once; what the reader did may go on."""
_OF_THE_BODY = re.compile(
    r"\bin (?:je|uw|het|een|your|the|a) (?:\w+ )?(?:lichaam|bloed|botten|lijf|body|blood|bones)\b"
)
_NEEDED = re.compile(
    r"\b(?:nodig|genoeg|aanbevolen|adh|behoefte|needs?|enough|recommended)\b|\balles samen\b|\ball together\b|"
    r"\breferentie|\breference|"
    r"\b(?:uit|met|from|with) (?:je |uw |gewoon |your )?(?:eten|voeding|food|diet)\b"
)
"""What a body needs in all, most of it by eating."""
_SKIN = re.compile(
    r"\b\w*(?:bad|badkuip|vlokken|kristallen|badzout|bath|flakes|crème|zalf|gel|spray)\b|"
    r"\b(?:op|door|via|on|through) (?:de |je |uw |the |your )?(?:huid|skin)\b"
)
_OF_A_PACK = re.compile(
    r"\b(?:pot(?:je|jes|ten)?|doos(?:je)?|dozen|verpakking\w*|flesjes?|flacons?|zak|zakken|blisters?|strips?|etiket\w*|"
    r"bottles?|boxe?s?|packs?|jars?|labels?)\b|\b(?:kost|kosten|prijs|costs?|price)\b|€|\beuro\b"
)
"""What a product is like, and what it costs."""
_TAKES = re.compile(
    r"\b(?:neem|nemen|neemt|slik|slikt|slikken|gebruik|gebruikt|gebruiken|drink|take|takes|swallow|use|start|begin)"
    r"\b(?!.*\bop\b[.!]?$)|\binnemen\b"
)
"""A verb by which it is taken; `neemt het op` is what the body does."""
_SWALLOWED = re.compile(
    r"\b(?:verhoog|bouw|tablet\w*|capsules?|pil(?:len)?|pills?|\w*supplement\w*|druppels?|drops?|\w*poeder|powder|dosis|"
    r"dosering|dose|doseer\w*|zakjes?|zuig\w*|kuur\w*|\w*schep(?:pen|je|jes)?|scoops?|innemen|los\b.*\bop)\b"
)
_ASKS = re.compile(r"\W*(?:neem|slik|gebruik|drink|start|begin|verhoog|take|swallow|use)\b(?! (?:je|u|jij|you)\b)")
"""How a sentence opens that asks for it, also among warnings: `Neem 600 mg`, and not `je 600 mg neemt`."""
_TAKEN_BACK = re.compile(
    r"\W*(?:doe (?:dat|dit) niet|liever niet|niet doen|nee\b|"
    r"(?:dat|dit) is (?:te veel|niet|geen|onveilig|gevaarlijk|meer dan)|dat advies|"
    r"(?:neem|slik) (?:dan |dus )?(?:minder|geen)|volg dat niet|kies (?:dan |dus )?(?:een ander|minder)|"
    r"(?:maar )?dat (?:raad|hoef)|"
    r"(?:maar )?(?:dat|die|it|that) [^.;,]{0,30}\b(?:niet|not)\b|"
    r"do(?:n't| not) do (?:that|this)|(?:that|this) is (?:too much|not|more than)|"
    r"take less)\b"
)
"""How the next sentence begins that takes it back."""
_ANSWER = re.compile(r"\W*(?:overleg|vraag|bel|stop|minder|ga (?:dan )?naar|ask|talk to|call|see your)\b")
"""How the answer to a question begins that sends somebody who does so to another."""


_IF_SO = re.compile(
    r"\W*(?:(?:gebruik|neem|slik|heb|kom) (?:je|u|jij)|als (?:je|u|jij)|if you|do you)\b[^;]*"
    r"[,?] (?:dan )?(?:laat|overleg|vraag|bel|stop|praat|meld|minder|kies|lees|ask|talk|call|see|stop|check)\b"
)
"""How a sentence goes that sends who does so to somebody: `Neem je 400 mg, overleg dan`."""


def is_limit(sentence: str) -> bool:
    """Whether a sentence, in small letters, says what is the most."""
    return _CAPS.search(sentence) is not None


def is_told(sentence: str) -> bool:
    """Whether it tells of others, of a body, or of what a doctor has, so that nobody is asked to take anything."""
    return any(each.search(sentence) for each in (_REPORTS, _DOCTOR, _OF_THE_BODY))


def warns(sentence: str) -> bool:
    """Whether it warns of the amount that it names, or sends who takes so much to somebody."""
    return _WARNS.search(sentence) is not None or _IF_SO.match(sentence) is not None


def is_taken_back(sentence: str, following: str) -> bool:
    """Whether the next sentence takes back what one says or asks: `Doe dat niet`, `Overleg dan met je apotheker`."""
    if sentence.rstrip().endswith("?") and _ANSWER.match(following):
        return True
    return _TAKEN_BACK.match(following) is not None


def is_denied(before: str) -> bool:
    """Whether what stands before an amount says not to take it."""
    return _DENIED.search(before) is not None


def asks_at_once(sentence: str) -> bool:
    """Whether a sentence opens with a verb that asks for it."""
    return _ASKS.match(sentence) is not None


def is_swallowed(sentence: str) -> bool:
    """Whether it is swallowed: by the verb, or by what it is made into."""
    return _TAKES.search(sentence) is not None or _SWALLOWED.search(sentence) is not None


def is_for_the_skin(sentence: str) -> bool:
    """Whether it goes on the skin or into a bath."""
    return _SKIN.search(sentence) is not None and not is_swallowed(sentence)


def is_of_a_pack(sentence: str) -> bool:
    """Whether it says what a product holds or costs, and asks nobody to take it."""
    return _OF_A_PACK.search(sentence) is not None and not _TAKES.search(sentence)


def is_eaten(sentence: str, subject: str) -> bool:
    """Whether it is what food gives, or what a body needs in all."""
    is_food = subject == "food" or FOOD.search(sentence) is not None or _NEEDED.search(sentence) is not None
    return is_food and not is_swallowed(sentence)
