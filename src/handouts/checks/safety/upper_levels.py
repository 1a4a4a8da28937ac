"""No text names more of a nutrient a day than its upper level, but to warn of it or as a doctor has it.

Sources: `content/nutrients/upper_levels.yaml`. The sum of a schedule's magnesium has a rule of its own, and a text for
many readers has none: what it says is all that they know.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from handouts.checks.document import Document
from handouts.checks.passages import Span, sentences
from handouts.checks.safety.amounts import Amount, amounts_in, weighs
from handouts.checks.safety.spoken import Spoken, spoken_amounts
from handouts.content.nutrients import FOOD
from handouts.content.nutrients.levels import Level
from handouts.content.nutrients.texts import shown
from handouts.problems import Mark, Message, Problem, msg, warning

RULE = "upper-level"
_WARNS = re.compile(
    r"\bte veel\b|\btoo much\b|\b(?:meer|more) (?:dan|than)\b|\b(?:boven|above)\b|"
    r"\b(?:vanaf|from) \d|\bschadelijk|\bharm|"
    r"\bdiarree|\bdiarrh|\bgevaarlijk|\bdangerous|\bgiftig|\btoxic|\b(?:upper|bovengrens)|"
    r"\bafgeraden|\bpas op|\btintel|\btingl|"
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
    r"ask|advised?|agrees?|wants|unless|tenzij)\b.{0,40}\b(?:\w*arts|dokter|verloskundige|apotheker|di[eë]tist|specialist|doctor|gp|midwife|"
    r"pharmacist)\b|\b(?:\w*arts|dokter|verloskundige|specialist|doctor|gp)\b.{0,20}\b(?:schreef|schrijft|wil|zegt|vindt|gaf|"
    r"geeft|akkoord|prescri\w+|says|agrees?|gave)\b|\bvoorgeschreven\b|\bprescri\w+|\bop recept\b"
)
"""What is taken as a doctor has it."""
_STUDY = re.compile(
    r"\bonderzoek(?:en|ers?)?\b|\bstudie|\bstud(?:y|ies)\b|\btrial|\bdeelnemers|\bparticipants|"
    r"\bkregen\b|\bwere given\b"
)
_OF_THE_BODY = re.compile(
    r"\bin (?:je|uw|het|een|your|the|a) (?:\w+ )?(?:lichaam|bloed|botten|lijf|body|blood|bones)\b|"
    r"\bper (?:kilo|kg|liter|100)"
)
_NEEDED = re.compile(
    r"\b(?:nodig|genoeg|aanbevolen|adh|behoefte|needs?|enough|recommended)\b|\balles samen\b|\ball together\b|"
    r"\b(?:uit|met|from|with) (?:je |uw |gewoon |your )?(?:eten|voeding|food|diet)\b"
)
"""What a body needs in all, most of it by eating."""
_SKIN = re.compile(r"\b\w*(?:bad|voetenbad|vlokken|kristallen|badzout|huid|bath|flakes|skin|crème|zalf|gel|spray)\b")
_ASKS = re.compile(r"\W*(?:neem|slik|gebruik|drink|start|begin|verhoog|take|swallow|use)\b(?! (?:je|u|jij|you)\b)")
"""How a sentence opens that asks for it, also among warnings: `Neem 600 mg`, and not `je 600 mg neemt`."""
_SWALLOWED = re.compile(
    r"\b(?:neem|nemen|neemt|slik\w*|gebruik\w*|start|begin|take|swallow|use|tablet\w*|capsules?|pil(?:len)?|pills?|\w*supplement\w*|"
    r"druppels|poeder|powder|dosis|dosering|dose|doseer\w*|zakjes?)\b"
)
_A_DAY = re.compile(r"\b(?:per dag|elke dag|iedere dag|dagelijks|daags|a day|per day|daily|every day)\b")

NAMES: Mapping[str, Message] = {
    "magnesium": msg("magnesium"), "vitamin-b6": msg("vitamin B6"), "vitamin-d": msg("vitamin D"), "zinc": msg("zinc"),
    "iron": msg("iron"), "calcium": msg("calcium"), "folic-acid": msg("folic acid"), "vitamin-a": msg("vitamin A"),
    "vitamin-e": msg("vitamin E"), "iodine": msg("iodine"), "selenium": msg("selenium"), "melatonin": msg("melatonin"),
    "epa-dha": msg("EPA and DHA"),
}  # fmt: skip
"""What each nutrient is called in a message."""


def check(
    document: Document[Any],
    parameters: Mapping[str, str],
    given: Mapping[str, Mark],
    gaps: Collection[str] | None = None,
) -> Iterator[Problem]:
    """The amounts in a document that are over the upper level; what is in its gaps stands at `given`.

    With `gaps`, only those of texts with one of these gaps.
    """
    for spoken, amount in found_in(document, parameters, gaps):
        mark = spoken.place(amount.start, amount.end, given)
        yield problem(amount, mark, spoken.printed[amount.start : amount.end])


def found_in(
    document: Document[Any], parameters: Mapping[str, str], gaps: Collection[str] | None = None
) -> Iterator[tuple[Spoken, Amount]]:
    """The amounts that are too high, one a sentence, each with its text and its characters in that."""
    for spoken in spoken_amounts(document, parameters, gaps):
        for span in sentences(spoken.printed, document.language) if weighs(spoken.text) else ():
            amount = next(over_in(spoken, span, document.language), None)
            if amount:
                yield spoken, amount._replace(start=span.start + amount.start, end=span.start + amount.end)


def over_in(spoken: Spoken, span: Span, language: str) -> Iterator[Amount]:
    """The amounts of a sentence that are over the upper level and are meant to be taken."""
    sentence = spoken.text[span.start : span.end]
    if spoken.subject == "skin" or _STUDY.search(sentence) or _DOCTOR.search(sentence) or _OF_THE_BODY.search(sentence):
        return
    is_limit = bool(_CAPS.search(sentence))
    if not is_limit and _WARNS.search(sentence):
        return
    if spoken.is_warning and not is_limit and ("dont" in spoken.path or not _ASKS.match(sentence)):
        return
    context = f"{spoken.context} / {spoken.text[: span.start]}"
    for amount in amounts_in(sentence, context, language):
        level = amount.level
        if not is_limit and _DENIED.search(sentence[: amount.start]):
            continue
        if not (amount.a_day >= level.most if level.kind == "medicine" else amount.a_day > level.most):
            continue
        is_named = bool(level.named.search(sentence))
        is_swallowed = bool(_SWALLOWED.search(sentence))
        if _SKIN.search(sentence) and not is_swallowed:
            continue
        if (
            not level.counts_food
            and not is_swallowed
            and (spoken.subject == "food" or FOOD.search(sentence) or _NEEDED.search(sentence))
        ):
            continue
        is_bare = (
            amount.end - amount.start > len(sentence.strip()) - 3 or "facts" in spoken.path or "rows" in spoken.path
        )
        if is_named or is_swallowed or _A_DAY.search(sentence) or is_bare:
            yield amount


def problem(amount: Amount, mark: Mark, words: str) -> Problem:
    """An amount that is too high; without `words` those of a client's file are not repeated."""
    level = amount.level
    values = {"amount": shown(amount.a_day), "unit": level.unit, "nutrient": NAMES[level.nutrient],
              "most": shown(level.most)}  # fmt: skip
    if level.kind == "medicine":
        said = msg("from {most} {unit} of {nutrient} on, the inspectorate may see a medicine in it", **values)
    elif level.kind == "safe level":
        said = msg("this is {amount} {unit} of {nutrient} a day; up to {most} {unit} is called safe", **values)
    else:
        said = msg("this is {amount} {unit} of {nutrient} a day, and {most} {unit} is the most", **values)
    if words:
        said = msg("“{words}”: {said}", words=" ".join(words.split()), said=said)
    return warning(RULE, mark, said, hint_of(level))


def hint_of(level: Level) -> Message:
    """Who says so, and what counts."""
    if not level.was_read:
        return msg("{source}; the source itself was not looked up", source=level.source)
    if level.kind == "medicine":
        return msg("{source}; say what it is and who sets the dose", source=level.source)
    if level.counts_food:
        return msg("{source}, for adults, with what is eaten; more only as a doctor has it", source=level.source)
    return msg("{source}, for adults, food not counted; more only as a doctor has it", source=level.source)
