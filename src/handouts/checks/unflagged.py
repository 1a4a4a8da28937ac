"""What a consult says of the client's health stands among its flags too, since only a flag prints the cautions.

A word counts when it is said of the client, see `assertion`; a pregnancy must not be past either. What is doubtful is
passed over, so that a warning is worth reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handouts.checks.assertion import Sentence
from handouts.checks.medicines import KINDS, NAMED
from handouts.content.model.fields import printed_texts
from handouts.content.model.sheet import Consult
from handouts.content.reading import Path
from handouts.content.resolving import ResolvedSheet
from handouts.problems import Problem, msg, warning

_SUBJECTS = {
    "pregnant": msg("being pregnant"),
    "kidneys": msg("trouble with the kidneys"),
    "diabetes": msg("diabetes"),
    "medication": msg("medicines"),
    "heart": msg("trouble with the heart or the blood vessels"),
    "skin": msg("trouble with the skin"),
    "thoughts-of-suicide": msg("thoughts of suicide"),
}
_USES = r"(?:slikt?|gebruikt?|neemt?|krijgt?|takes?|taking|uses?|using|are on)"
_SAID = {
    "pregnant": r"(?:hoog)?zwanger(?! (?:te |wil|wilt |willen )?(?:worden|raken|wordt|raakt))"
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
    "medication": rf"{KINDS}|{NAMED}|(?<=slikt )de pil|(?<=neemt )de pil|(?<=gebruikt )de pil"
    rf"|{_USES} (?:(?!zonder|geen|no |without)\w+ ){{0,3}}?(?:medicijn(?:en)?|medicatie|medication|medicines?)",
    "heart": r"hart(?:probleem|problemen|klachten|ziekte|patiënte?|patient|falen|infarct|aanval|aandoening|kwaal"
    r"|ritmestoornis(?:sen)?)|boezemfibrilleren|pacemaker|angina pectoris|hoge bloeddruk|hypertensie|trombose"
    r"|hart- en vaatziekten?|vaatziekten?|beroerte|herseninfarct|(?:problemen met|last van) (?:je|uw) hart"
    r"|heart (?:disease|failure|attack|condition|problems?|trouble|patient)|high blood pressure|atrial fibrillation"
    r"|thrombosis|had a stroke",
    "skin": r"eczeem|psoriasis|rosacea|netelroos|huid(?:aandoening|ziekte|problemen|uitslag|klachten)"
    r"|open wond(?:en|jes)?"
    r"|eczema|skin (?:condition|disease|problems?)|open wounds?",
    "thoughts-of-suicide": r"su[iï]cidaal|su[iï]cidale (?:gedachten|neigingen|plannen)"
    r"|(?:(?:gedachten|gedacht|denkt?|dacht) (?:(?!niet|nooit|geen)\w+ )?(?:aan|over) |aan )?"
    r"(?:zelfdoding|zelfmoord|su[iï]cide)"
    r"|(?:zelfmoord|zelfdodings|su[iï]cide)-?(?:gedachten|plannen|poging(?:en)?|neigingen)|gedachten aan de dood"
    r"|doodswens(?:en)?|wilt? niet meer leven|niet meer (?:te |wilt? |willen )leven"
    r"|er niet meer (?:te |wilt? |willen )zijn|(?:liever|liefst) dood"
    r"|(?:wilt?|wou|zou) (?:(?!niet|geen|nooit)\w+ )?dood(?: zijn)?(?! \w)|dood (?:wilt?|wou)(?: zijn)?"
    r"|uit het leven (?:te )?(?:stappen|stapt|wilt stappen)"
    r"|einde? (?:te )?(?:maken |maakt )?aan (?:je|uw) leven"
    r"|(?:je|u)zelf iets (?:wilt |zou |te )?aan(?:doen|doet| te doen)"
    r"|leven (?:niet meer (?:ziet )?zitten|geen zin meer)"
    r"|suicidal|thoughts? of suicide|want to die|do not want to live",
}
_PATTERN = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<f{index}>{words})" for index, words in enumerate(_SAID.values())) + r")(?![\w-])"
)
_FLAGS = list(_SAID)
_MEDICINE = re.compile(rf"(?<![\w-])(?:{KINDS}|{NAMED})(?![\w-])")
_BOTH = {"insuline", "insulin", "metformine", "metformin"}
"""Medicines that tell of diabetes too."""

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n\s*\n|^\s*[-*•]\s+", re.MULTILINE)


def check(gathered: ResolvedSheet) -> Iterator[Problem]:
    """What the texts and the schedule of the consult, or of the one before it, say that its flags do not."""
    consult = gathered.consult
    before = gathered.earlier.consult if gathered.earlier else None
    repeated = set(before.value.flags) if before else set()
    for flag, path in _said_in(consult.value).items():
        if flag not in consult.value.flags and flag not in repeated:
            yield warning("no-flag", consult.marks.at(path), "this speaks of {subject}, and flags: has no {flag}",
                          "add {flag} to flags:, or say here of whom it is",
                          subject=_SUBJECTS[flag], flag=flag)  # fmt: skip
    if before is None:
        return
    named = {flag for _, text in _texts(consult.value) for flag in _named_in(text)}
    for flag in _said_in(before.value):
        if flag not in {*consult.value.flags, *repeated, *named}:
            yield warning("no-flag", consult.marks.at(("follows",)),
                          "the consult before this one, {ref}, speaks of {subject}, and flags: has no {flag}",
                          "add {flag} to flags:, if it still holds",
                          ref=before.value.ref, subject=_SUBJECTS[flag], flag=flag)  # fmt: skip


def _said_in(consult: Consult) -> Mapping[str, Path]:
    """The flags that a consult speaks of, each with the path of the first text, or else the product, that does."""
    found: dict[str, Path] = {}
    for path, text in _texts(consult):
        for flag in flags_in(text):
            found.setdefault(flag, path)
    for index, line in enumerate(consult.schedule):
        for flag in flags_of_product(line.product):
            found.setdefault(flag, ("schedule", index, "product"))
    return found


def _texts(consult: Consult) -> Iterator[tuple[Path, str]]:
    for path, text in printed_texts(consult):
        if path[0] in {"summary_steps", "discussed", "goals", "note"} or path[-1] == "how":
            yield path, text


def flags_of_product(product: str) -> Iterator[str]:
    """The flags of a medicine that stands in the schedule by its name."""
    for found in _MEDICINE.finditer(product.casefold()):
        yield from _flags_of_medicine(found[0])


def flags_in(text: str) -> Iterator[str]:
    """The flags that a text says of the client who is addressed in it, in Dutch or English; one may come twice."""
    for sentence in map(Sentence, _sentences(text)):
        for found in _PATTERN.finditer(sentence.text):
            for flag in _flags_of(found):
                if sentence.says(found, passes=flag == "pregnant"):
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
    return _flags_of_medicine(found[0]) if found[0] in _BOTH else [flag]


def _flags_of_medicine(name: str) -> list[str]:
    return ["diabetes", "medication"] if name in _BOTH else ["medication"]
