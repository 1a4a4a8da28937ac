"""What stands beside something that can do harm; the mark is at the very words.

In a text that fires, `^` stands before the words that are marked.
"""

from __future__ import annotations

import pytest

from handouts.checks.document import Document
from handouts.checks.safety.boxes import check
from handouts.content.loading import validate
from handouts.content.model.brochure import Brochure
from handouts.content.model.module import Module

FIRING = {
    "loose-stools": [
        "^Slik elke dag een tablet magnesium.",
        "Je kunt ^magnesiumtabletten kopen bij de drogist.",
        "Een ^supplement met magnesium is te koop.",
        "Neem ^magnesium als capsule bij het eten.",
        "^Swallow one magnesium pill with water.",
    ],
    "nerves-b6": [
        "In veel pillen zit ook ^vitamine B6.",
        "Neem een ^B-complex bij het ontbijt.",
        "Een ^multivitamine per dag is genoeg.",
        "Kies een pil zonder ^vitamine-B6.".replace("vitamine-B6", "vitamine B-6"),
        "Many tablets hold ^vitamin B6.",
    ],
    "skin-sting": [
        "Smeer ^magnesiumolie op je kuiten.",
        "Wrijf de ^magnesiumgel rustig in.",
        "Los de ^magnesiumvlokken op in warm water.",
        "Doe ^magnesium op je huid, en wacht even.",
        "Rub the ^magnesium oil in gently.",
    ],
    "massage-first": [
        "Een ^massage maakt je rustig. Na de massage drink je thee. Kom ook voor een massage.",
        "Kom je ^masseren leren? Masseren doe je rustig. Masseren kan thuis.",
        "Je wordt ^gemasseerd. Wie wordt gemasseerd, slaapt. Een massage duurt een uur.",
        "De ^massage begint om tien uur. De massage eindigt om elf uur. De massage is fijn.",
        "A ^massage takes an hour. The massage is gentle. A massage is rest.",
    ],
    "breathing-stop": [
        "Doe elke avond een ^ademhalingsoefening.",
        "Een ^ademoefening duurt vijf minuten.",
        "Adem vier ^tellen in door je neus.",
        "Doe ^box breathing voor je gaat slapen.",
        "Do a ^breathing exercise each night.",
    ],
    "warmth-first": [
        "Neem een ^warm bad voor het slapen.",
        "Een ^voetenbad duurt twintig minuten.",
        "Ga een keer naar de ^sauna.",
        "Leg een ^kruik in je bed.",
        "Take a ^warm bath before bed.",
    ],
    "oils-first": [
        "Doe wat ^etherische olie in het water.",
        "Wij werken met ^aromatherapie.",
        "Een druppel ^lavendelolie ruikt fijn.",
        "Gebruik ^pepermuntolie op je slapen.",
        "Add some ^essential oil to the water.",
    ],
    "herbs-first": [
        "Probeer eens ^ashwagandha.",
        "Van ^sint-janskruid hoor je veel.",
        "Drink thee met ^valeriaan.",
        "Wie neemt er ^ginseng?",
        "Some people take ^valerian.",
    ],
    "supplement-child": [
        "Slik één tablet. Voor je ^kinderen ook.",
        "Geef je ^kind een capsule.",
        "Een ^baby krijgt dit supplement in melk.",
        "Ook ^peuters slikken dit graag.",
        "Give your ^child half a pill.",
    ],
    "suicide-line": [
        "Heb je een ^burn-out? Rust dan uit.",
        "Een ^depressie duurt soms lang.",
        "Wie ^somber is, praat erover.",
        "Denk je aan ^zelfdoding? Praat erover.",
        "Do you feel ^depressed? Talk about it.",
    ],
    "magnesium-first": [
        "^Slik elke dag een tablet magnesium.",
        "Neem ^magnesium als capsule bij het eten.",
        "Je kunt ^magnesiumtabletten kopen. Niet met een nierziekte.",
        "^Magnesiumcitraat kan ook. Vraag het bij medicijnen.",
        "^Swallow one magnesium pill with water.",
    ],
    "supplement-first": [
        "Kies één ^supplement.",
        "Een ^voedingssupplement kan erbij.",
        "Neem niet te veel ^supplementen.",
        "Elke dag een ^vitaminepil is genoeg.",
        "You can take ^supplements too.",
    ],
    "fasting-first": [
        "Begin met een dag ^vasten.",
        "Een ^sapkuur duurt drie dagen.",
        "Doe in het voorjaar een ^vastenkuur.",
        "Een ^detoxkuur is zwaar. Vraag het als je medicijnen slikt.",
        "Try ^fasting for a day.",
    ],
}
SILENT = {
    "loose-stools": [
        "Slik een tablet magnesium. Krijg je diarree? Neem minder.",
        "Smeer magnesiumolie op je huid.",
        "In noten zit veel magnesium.",
        "Slik je medicijnen op tijd.",
        "Swallow a magnesium pill. Loose stools? Take less.",
    ],
    "nerves-b6": [
        "In veel pillen zit vitamine B6. Tintelen je handen? Stop dan.",
        "Vitamine C zit in fruit.",
        "Een complex verhaal.",
        "Neem je een B-complex en zijn je voeten gevoelloos? Bel de huisarts.",
        "Vitamin B6 can make your feet numb.",
    ],
    "skin-sting": [
        "Magnesiumolie kan prikken.",
        "Slik een tablet magnesium.",
        "Smeer olijfolie op je huid.",
        "Gebruik magnesiumgel niet op een kapotte huid.",
        "Magnesium oil may sting.",
    ],
    "massage-first": [
        "Een massage is één manier om te rusten.",
        "Een massage, een massage en nog een massage: niet bij koorts.",
        "Wandel elke dag een half uur.",
        "Massage kan niet bij trombose. Massage is rust. Massage is fijn.",
        "No massage with fever. A massage is rest. A massage helps you sit.",
    ],
    "breathing-stop": [
        "Doe een ademhalingsoefening. Word je duizelig? Stop.",
        "Adem rustig.",
        "Tel je geld.",
        "Adem vier tellen in. Tintelen je vingers? Adem dan gewoon.",
        "A breathing exercise may make you dizzy.",
    ],
    "warmth-first": [
        "Neem een warm bad. Heb je diabetes? Vraag het eerst.",
        "Drink warme thee.",
        "Een koude douche kan ook.",
        "Een voetenbad: niet als je zwanger bent zonder te vragen.",
        "A foot bath: do your feet feel numb? Ask first.",
    ],
    "oils-first": [
        "Etherische olie: ben je zwanger, vraag het dan eerst.",
        "Doe olijfolie in de pan.",
        "Lavendel staat in de tuin.",
        "Aromatherapie is niet voor wie astma heeft.",
        "Essential oils: not near small children.",
    ],
    "herbs-first": [
        "Neem je valeriaan? Vraag het je apotheker.",
        "Kruid je soep met peterselie.",
        "Sint-janskruid: eerst naar je huisarts.",
        "Drink een kop thee.",
        "Do you take valerian? Ask your pharmacist.",
    ],
    "supplement-child": [
        "Speel met je kinderen.",
        "Slik een tablet.",
        "Slik een tablet. Dit is niet voor kinderen.",
        "Bewaar de capsules buiten bereik van kinderen.",
        "These pills are for adults, and no child takes them.",
    ],
    "suicide-line": [
        "Heb je een burn-out? Bel 113 als je niet meer wilt.",
        "Ik ben moe.",
        "De lucht is grijs.",
        "Somber? Bel 113, dag en nacht.",
        "Do you feel depressed? Call 113.",
    ],
    "magnesium-first": [
        "Slik een tablet magnesium. Overleg bij een nierziekte of medicijnen.",
        "Smeer magnesiumolie op je huid.",
        "In noten zit veel magnesium.",
        "Slik geen magnesium.",
        "Swallow a magnesium pill, unless your kidneys are ill or you take medicines.",
    ],
    "supplement-first": [
        "Een supplement? Vraag je apotheker.",
        "Slik geen supplementen.",
        "Eet groente.",
        "Een voedingssupplement, na overleg met je huisarts.",
        "Ask your doctor about supplements.",
    ],
    "fasting-first": [
        "Vasten: niet met diabetes of een eetstoornis.",
        "Doe nooit een sapkuur.",
        "Eet op vaste tijden.",
        "Een sapkuur? Vraag het als je zwanger bent of medicijnen slikt.",
        "Fasting is not for you with diabetes, or when you are pregnant.",
    ],
}


def document_of(text: str) -> Document[Brochure]:
    typed = f"title: Rust\nlanguage: nl\nsections:\n  - text: >-\n      {text}\n"
    return Document(validate(typed.encode(), "content/brochures/rust.yaml", Brochure), "nl")


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in FIRING.items() for text in texts])
def test_it_is_said_at_the_very_words(rule: str, text: str) -> None:
    found = [each.mark for each in check(document_of(text.replace("^", ""))) if each.rule == rule]
    assert [(mark.line, mark.column) for mark in found] == [(5, 7 + text.index("^"))]


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in SILENT.items() for text in texts])
def test_it_is_not_said_of(rule: str, text: str) -> None:
    assert rule not in {each.rule for each in check(document_of(text))}


@pytest.mark.parametrize(
    ("subject", "text", "rules"),
    [("supplement", "Neem elke dag ^magnesium.", {"loose-stools", "magnesium-first"}),
     ("supplement", "^Magnesium kan dunne ontlasting geven.", {"magnesium-first"}),
     ("food", "Neem elke dag magnesium.", set()), ("skin", "Neem elke dag magnesium.", set()),
     ("supplement", "Neem geen magnesium.", set())],
)  # fmt: skip
def test_what_a_block_is_about_counts(subject: str, text: str, rules: set[str]) -> None:
    typed = f"title: Rust\nlanguage: nl\nsections:\n  - subject: {subject}\n    text: {text.replace('^', '')}\n"
    found = list(check(Document(validate(typed.encode(), "content/brochures/rust.yaml", Brochure), "nl")))
    assert {each.rule for each in found} == rules
    assert all((each.mark.line, each.mark.column) == (5, 11 + text.index("^")) for each in found)


def test_what_a_module_says_counts_for_the_brochure_that_takes_it_in() -> None:
    module = validate(b"title: Stop\ngoal: Rust.\nstop_if: [je duizelig wordt]\n", "content/modules/stop.yaml", Module)
    brochure = document_of("Doe een ademhalingsoefening.")
    assert [each.rule for each in check(brochure)] == ["breathing-stop"]
    assert not list(check(brochure, [Document(module, "nl")]))
