"""What a consult says of the client's health stands among its flags too, since only a flag prints the cautions.

A word counts when it is said of the client: not of somebody else, not denied, not as a condition, and of a pregnancy
not as something past. What is doubtful is passed over, so that a warning is worth reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handouts.gathering import Gathered
from handouts.model.fields import printed_texts
from handouts.model.sheet import Consult
from handouts.problems import Problem, warning

_CALLED = {
    "pregnant": "being pregnant",
    "kidneys": "trouble with the kidneys",
    "diabetes": "diabetes",
    "medication": "medicines",
    "heart": "trouble with the heart or the blood vessels",
    "skin": "trouble with the skin",
    "thoughts-of-suicide": "thoughts of suicide",
}
_USES = r"(?:slikt?|gebruikt?|neemt?|krijgt?|takes?|taking|uses?|using|are on)"
_SAID = {
    "pregnant": r"(?:hoog)?zwanger(?! (?:te |wil|wilt |willen )?(?:worden|raken|wordt|raakt|geraakt|geworden))"
    r"|in verwachting"
    r"|(?<=je )zwangerschap|(?<=uw )zwangerschap|(?<=deze )zwangerschap|verwacht (?:een |je )(?:baby|kindje|tweeling)"
    r"|pregnant|(?<=your )pregnancy|(?<=this )pregnancy|expecting (?:a |your )?(?:baby|twins)",
    "kidneys": r"nier(?:probleem|problemen|ziekten?|patiënte?|patient|falen|insuffici[ëe]ntie|klachten|schade"
    r"|aandoening|steen|stenen)|(?:zwakke|slechte|zieke) nieren|(?:problemen met|last van|ziek aan) (?:je|uw"
    r"|de) nieren"
    r"|nieren (?:werken|functioneren) (?:niet|minder|slecht)|(?:verminderde|slechte) nierfunctie|(?:nier)?dialyse"
    r"|kidney (?:disease|problems?|failure|stones?|trouble|patient)|(?:problems|trouble) with your kidneys"
    r"|weak kidneys",
    "diabetes": r"diabetes(?: type [12])?|diabeet|diabetespatiënte?|suikerziekte|insuline|metformine?|diabetic"
    r"|insulin",
    "medication": r"bloedverdunners?|bloeddrukverlagers?|b[eè]tablokkers?|antidepressiv(?:a|um)|antidepressants?"
    r"|blood[ -]thinners?|beta[ -]?blockers?|anticonceptiepil|slaapmedicatie|bloeddruk(?:medicijnen|pillen|tabletten)"
    rf"|(?<=slikt )de pil|(?<=neemt )de pil|(?<=gebruikt )de pil"
    rf"|{_USES} (?:(?!zonder|geen|no |without)\w+ ){{0,3}}?(?:medicijn(?:en)?|medicatie"
    r"|medication|medicines?)|acenocoumarol|fenprocoumon|marcoumar|warfarine?|apixaban|rivaroxaban|dabigatran|eliquis"
    r"|xarelto|clopidogrel|(?:es)?citalopram|sertraline|fluoxetine|paroxetine|venlafaxine|mirtazapine|amitriptyline"
    r"|lithium|metoprolol|bisoprolol|levothyroxine|thyrax|oxazepam|temazepam|ritalin|methylfenidaat|simvastatine"
    r"|omeprazol|prednisol?one?|lisinopril|enalapril|hydrochloorthiazide|furosemide|insuline?|metformine?",
    "heart": r"hart(?:probleem|problemen|klachten|ziekte|patiënte?|patient|falen|infarct|aanval|aandoening|kwaal"
    r"|ritmestoornis(?:sen)?)|boezemfibrilleren|pacemaker|angina pectoris|hoge bloeddruk|hypertensie|trombose"
    r"|hart- en vaatziekten?|vaatziekten?|beroerte|herseninfarct|(?:problemen met|last van) (?:je|uw) hart"
    r"|heart (?:disease|failure|attack|condition|problems?|trouble|patient)|high blood pressure|atrial fibrillation"
    r"|thrombosis|had a stroke",
    "skin": r"eczeem|psoriasis|rosacea|netelroos|huid(?:aandoening|ziekte|problemen|uitslag|klachten)"
    r"|open wond(?:en|jes)?"
    r"|eczema|skin (?:condition|disease|problems?)|open wounds?",
    "thoughts-of-suicide": r"suïcidaal|suicidaal|suïcidale gedachten|suicidale gedachten|zelfmoordgedachten"
    r"|gedachten aan (?:zelfdoding|zelfmoord|suïcide|suicide|de dood)|wilt? niet meer leven"
    r"|niet meer (?:te |wilt? |willen )leven"
    r"|er niet meer (?:te |wilt? |willen )zijn|liever dood|suicidal|thoughts? of suicide|want to die"
    r"|do not want to live",
}
_PATTERN = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<f{index}>{words})" for index, words in enumerate(_SAID.values())) + r")(?![\w-])"
)
_FLAGS = list(_SAID)
_BOTH = {"insuline", "insulin", "metformine", "metformin"}
"""Medicines that tell of diabetes too."""

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n\s*\n|^\s*[-*•]\s+", re.MULTILINE)
_OTHERS = frozenset(
    "zus zusje zussen broer broertje moeder mama vader papa ouders ouder oma opa tante oom nicht neef dochter zoon "
    "kind kinderen dochtertje zoontje baby kleinkind man vrouw echtgenoot echtgenote partner vriend vriendin schoonzus "
    "schoonmoeder schoondochter schoonvader collega buurvrouw buurman baas hond kat mensen iemand vrouwen cliënten "
    "patiënten familie familielid gezin erfelijk anderen zij ze hij sister brother mother father mum dad parents "
    "grandmother grandfather aunt uncle cousin niece daughter son child children husband wife friend colleague "
    "neighbour boss dog people someone somebody women patients family she he they others".split()
)
_OWN = frozenset("je jij u ik you i".split())
_VERBS = frozenset(
    "bent ben is hebt heb heeft slikt slik gebruikt gebruik neemt neem krijgt krijg vertelt vertelde zegt had was "
    "kreeg lijdt wilt voelt slaapt weet are have had take takes use using told say were feel sleep".split()
)
_DENIED = frozenset(
    "niet geen nooit noch zonder nee niets gestopt kans risico voorkomen voorkom bang angst verdenking uitgesloten not "
    "no never without nor stopped risk prevent afraid fear haven't don't aren't isn't n't".split()
)
_PREVENTED = frozenset("voorkom voorkomen voorkomt prevent prevents".split())
_AGAIN = frozenset("nu now maar wel doordat omdat want dat but because that although".split())
_IF = frozenset("indien mocht wanneer if when whether unless tenzij".split())
_PAST = frozenset(
    "was waren geweest had hadden kreeg toen vroeger vorige eerdere destijds ooit geleden bevallen "
    "bevalling were been last previous earlier ago once before".split()
)
_BEHIND_IT = frozenset("na sinds after since".split())
"""Before `je zwangerschap` they say that it is past, and not before `zwanger`: *zwanger sinds mei*."""
_ABOUT = frozenset("bij over tegen about against for voor".split())
_DENIED_BEHIND = re.compile(
    r"[ :?,]*(?:(?:ben|bent|heb|hebt|heeft|is|slik|slikt|gebruik|gebruikt|are|do|have) )?(?:(?:je|u|jij|you) )?"
    r"(?:(?:er|dat|het) )?(?:niet|nee|geen|not|no|none|gestopt|uitgesloten)\b"
)
_OF_ANOTHER = re.compile(r"[^,.]{0,12}\b(?:van|bij|of|in) (?:(?:je|jouw|uw|de|een|your|the|a) )?(\w+)")


def check(gathered: Gathered) -> Iterator[Problem]:
    """What the texts of the consult, or of the one before it, say of the client that its flags do not."""
    consult = gathered.consult
    said = _said_in(consult.value)
    before = gathered.earlier.consult.value if gathered.earlier else None
    repeated = set(before.flags) if before else set()
    for flag, path in said.items():
        if flag not in consult.value.flags and flag not in repeated:
            told = f"this speaks of {_CALLED[flag]}, and flags: has no {flag}"
            yield warning("no-flag", consult.marks.at(path), told, f"add {flag} to flags:, or say here of whom it is")
    if before is None:
        return
    named = {flag for _, text in _texts(consult.value) for flag in _named_in(text)}
    for flag in _said_in(before):
        if flag not in {*consult.value.flags, *repeated, *named}:
            told = f"the consult before this one, {before.ref}, speaks of {_CALLED[flag]}, and flags: has no {flag}"
            yield warning("no-flag", consult.marks.at(("follows",)), told, f"add {flag} to flags:, if it still holds")


def _said_in(consult: Consult) -> Mapping[str, tuple[str | int, ...]]:
    """The flags that the texts of a consult speak of, each with the path of the first text that does."""
    found: dict[str, tuple[str | int, ...]] = {}
    for path, text in _texts(consult):
        for flag in flags_in(text):
            found.setdefault(flag, path)
    return found


def _texts(consult: Consult) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for path, text in printed_texts(consult):
        if path[0] in {"summary_steps", "discussed", "goals", "note"} or path[-1] == "how":
            yield path, text


def flags_in(text: str) -> Iterator[str]:
    """The flags that a text says of the client who is addressed in it, in Dutch or English; one may come twice."""
    for sentence in _sentences(text):
        for found in _PATTERN.finditer(sentence):
            for flag in _flags_of(found):
                if _is_of_the_client(sentence, found, flag):
                    yield flag


def _named_in(text: str) -> Iterator[str]:
    """The flags that a text names at all, be it to deny them."""
    for sentence in _sentences(text):
        for found in _PATTERN.finditer(sentence):
            yield from _flags_of(found)


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(text.casefold().replace("’", "'").replace("*", "")):
        yield " ".join(sentence.split())


def _flags_of(found: re.Match[str]) -> list[str]:
    flag = _FLAGS[int(str(found.lastgroup)[1:])]
    return ["diabetes", "medication"] if found[0] in _BOTH else [flag]


def _is_of_the_client(sentence: str, found: re.Match[str], flag: str) -> bool:
    if sentence.endswith("?") or _DENIED_BEHIND.match(sentence, found.end()):
        return False
    if (of := _OF_ANOTHER.match(sentence, found.end())) and of[1] in _OTHERS:
        return False
    before = re.findall(r"[\w']+|,", sentence[: found.start()])
    if before and before[-1] in _ABOUT:
        return False
    clause = re.split(r"[,.;:]| maar | but ", sentence[found.start() :])[0]
    behind = set(re.findall(r"\w+", clause))
    past = flag == "pregnant" and bool(_PAST & {*_last_clause(before), *behind})
    past = past or (found[0] in {"zwangerschap", "pregnancy"} and bool(_BEHIND_IT & set(_last_clause(before))))
    return not past and not _PREVENTED & behind and _holds(before)


def _last_clause(words: list[str]) -> list[str]:
    """The words behind the last comma or “maar”."""
    for index in range(len(words) - 1, -1, -1):
        if words[index] in {",", "maar", "but"}:
            return words[index + 1 :]
    return words


def _holds(words: list[str]) -> bool:
    """Whether what comes behind these words is said of the client, and neither denied nor a condition."""
    own, denied, condition = True, False, False
    for index, word in enumerate(words):
        around = {words[index - 1] if index else "", words[index + 1] if index + 1 < len(words) else ""}
        if word in _OTHERS:
            own = False
        elif word in _OWN and (around & _VERBS or index == len(words) - 1):
            own, denied = True, False
        elif word in _DENIED:
            denied = True
        elif word in _VERBS:
            denied = False
        elif word in _AGAIN:
            denied = condition = False
        elif word in _IF or _opens_a_condition(words, index):
            condition = True
    return own and not denied and not condition


def _opens_a_condition(words: list[str], index: int) -> bool:
    """Whether “als” is “if” and “bij” “in case of”: `als je zwanger bent`, and not `je werkt als verpleegkundige`."""
    behind = words[index + 1] if index + 1 < len(words) else ""
    if words[index] in {"bij", "with"}:
        return index == 0 and behind not in _OWN
    return words[index] in {"als", "zodra"} and behind in {*_OWN, "er", "iemand", "het", "de", "dat"}
