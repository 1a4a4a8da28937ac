"""A sheet asks nobody to stop a medicine, or to take another amount of it: that is for who prescribed it.

That is common Dutch advice, for which no source was read; the sheets themselves say “stop nooit zelf met medicijnen”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.assertion import OTHERS
from handouts.gathering import Gathered
from handouts.model.fields import printed_texts
from handouts.problems import Problem, shortened, warning

NAMED = (
    r"acenocoumarol|fenprocoumon|marcoumar|warfarine?|apixaban|rivaroxaban|dabigatran|edoxaban|eliquis|xarelto|clopidogrel|"
    r"ascal|carbasalaatcalcium|(?:es)?citalopram|sertraline|fluoxetine|paroxetine|venlafaxine|duloxetine|mirtazapine|"
    r"amitriptyline|nortriptyline|quetiapine|olanzapine|risperidon|lamotrigine|valproaat|valproïnezuur|pregabaline?|"
    r"gabapentine?|lithium|metoprolol|bisoprolol|propranolol|atenolol|levothyroxine|thyrax|euthyrox|oxazepam|temazepam|"
    r"diazepam|lorazepam|alprazolam|zopiclon|zolpidem|ritalin|concerta|methylfenidaat|dexamfetamine|simvastatine|"
    r"atorvastatine|rosuvastatine|pravastatine|omeprazol|pantoprazol|esomeprazol|prednisol?one?|methotrexaat|lisinopril|"
    r"enalapril|perindopril|ramipril|losartan|valsartan|irbesartan|candesartan|amlodipine|nifedipine|"
    r"hydrochloorthiazide|furosemide|bumetanide|spironolacton|digoxine|amiodaron|gliclazide|tramadol|oxycodon|tamoxifen|"
    r"insuline?|metformine?"
)
"""Medicines by their name."""
KINDS = (
    r"bloedverdunners?|bloeddrukverlagers?|b[eè]tablokkers?|antidepressiv(?:a|um)|antidepressants?|blood[ -]thinners?|"
    r"beta[ -]?blockers?|anticonceptiepil|slaap(?:medicatie|pillen|tabletten)|"
    r"bloeddruk(?:medicijnen|pillen|tabletten)"
)
"""Medicines by what they are for."""
_MEDICINE = rf"(?:{KINDS}|{NAMED}|medicijn(?:en)?|medicatie|medication|medicines?)"
_YOURS = r"(?:(?:met|van|het|de|je|uw|jouw|al|your|the|taking|using|with|of|slikken|innemen|gebruik|dosis|dose) )*"
_SOON = r"(?:(?:nu|meteen|vandaag|voorlopig|langzaam|geleidelijk|dan|ook|eens|zelf|rustig|now|today) )*"
_AMOUNT = r"(?:minder|meer|dubbel|de helft|een halve|halve|less|more|half|double)"
_BETWEEN = r"(?:\w+ ){0,3}?"
_CHANGED = re.compile(
    r"\b(?:"
    rf"(?:stopt?|stoppen|quit|halveert?|verlaagt?|verhoogt?|verdubbelt?|vermindert?|mindert?|halve|double|skip|lower|"
    rf"reduce|increase|taper) (?:je |u )?{_SOON}{_YOURS}{_MEDICINE}"
    rf"|(?:bouwt?|slaa?t?|laat|zet) {_SOON}{_YOURS}{_MEDICINE} {_BETWEEN}(?:af|over|staan|stop)"
    rf"|(?:neemt?|slikt?|gebruikt?|take) (?:je |u )?{_SOON}{_AMOUNT} {_YOURS}{_MEDICINE}"
    rf"|(?:neemt?|slikt?|gebruikt?) (?:je |u )?{_SOON}{_YOURS}{_MEDICINE} (?:nu )?niet meer"
    rf"|(?:neemt?|slikt?|gebruikt?) (?:je |u )?geen {_MEDICINE} meer"
    rf"|{_MEDICINE} {_BETWEEN}(?:af te bouwen|afbouwen|te halveren|halveren|te stoppen|stoppen|over te slaan|overslaan|"
    r"te laten staan|laten staan|te verlagen|verlagen|te verhogen|verhogen|te verdubbelen|verdubbelen)"
    r")\b"
)
_PRESCRIBED = re.compile(
    r"\b(?:niet (?:zelf|zonder|zomaar)|nooit|overleg\w*|bespreek\w*|besproken|vraag|arts|huisarts|specialist|"
    r"psychiater|cardioloog|internist|apotheker|voorgeschreven|als je|als u|never|without|doctor|"
    r"gp|pharmacist|talk|ask|if you)\b"
    r"|\bstopt? niet\b|\bdo not stop\b|\bdon't stop\b"
)
"""What leaves it to somebody who may say so, or says not to."""
_SENTENCE = re.compile(r"[.!?;:\n]")


def check(gathered: Gathered) -> Iterator[Problem]:
    """Where a step, a goal, the note or how something is taken asks to change a medicine."""
    consult = gathered.consult
    for path, text in printed_texts(consult.value):
        if path[0] in {"summary_steps", "goals", "note"} or path[-1] == "how":
            for words in changes_in(text):
                said = f"“{shortened(words, 40)}” asks to change a medicine, and that is for who prescribed it"
                yield warning("medicine-changed", consult.marks.at(path), said, "write: overleg eerst met je arts")
                break


def changes_in(text: str) -> Iterator[str]:
    """The words of a text that ask to stop, halve or double a medicine without leaving it to a doctor."""
    for sentence in _SENTENCE.split(text.casefold().replace("’", "'").replace("*", "")):
        plain = " ".join(sentence.split())
        if _PRESCRIBED.search(plain) or OTHERS.intersection(plain.split()[:2]):
            continue
        if found := _CHANGED.search(plain):
            yield found[0]
