"""Nobody is kept from care or from a medicine, and putting off a massage is called no danger."""

from __future__ import annotations

import json

import pytest

from handouts.checks import safety
from handouts.checks.document import Document
from handouts.content.loading import validate
from handouts.content.model.brochure import Brochure

KEPT_FROM_CARE = {
    "nl": [
        "Je bloeddrukpillen kun je op de dag van de massage overslaan.",
        "De schildklierpillen kunnen na een detox weg.",
        "Je kunt gerust een week zonder je bètablokker.",
        "U kunt uw medicijnen voor de massage beter thuislaten en niet innemen.",
        "Met magnesium heb je minder slaappillen nodig.",
        "Maak je antibioticakuur niet af als je je beter voelt.",
        "De pil tegen hoge bloeddruk is dan niet meer nodig.",
        "Bestraling hoeft niet als je genoeg groente eet.",
        "Neem liever kurkuma dan ibuprofen.",
        "Kies voor magnesium in plaats van paracetamol.",
        "Geen paracetamol maar arnica.",
        "Kortademig na de behandeling? Goed teken, je lichaam ruimt op.",
        "Hoge koorts na een massage is een teken dat je lichaam ontgift.",
        "Een hangende mondhoek gaat vanzelf weer weg.",
        "Kun je ineens je arm niet bewegen? Wacht het een dag aan.",
        "Heb je pijn op de borst? Adem rustig door.",
        "Bloedverlies na je overgang hoort erbij.",
        "Een beetje bloed verliezen als je zwanger bent is normaal.",
        "Sla je chemo over als je je moe voelt.",
        "Stel je operatie uit tot na de massages.",
        "Je kunt je bloedverdunners rond de massage beter een dag overslaan.",
        "Insuline heb je minder nodig na een massage.",
        "Je kunt de pil tegen je hoge bloeddruk hierna wel weglaten.",
        "Je antibiotica kuur hoef je niet af te maken.",
        "Je antibioticakuur hoef je niet af te maken.",
        "Je hoeft je antibiotica niet af te maken.",
        "Chemo hoeft niet als je schoon eet.",
        "Een operatie is niet nodig als je schoon eet.",
        "Neem geen paracetamol maar magnesium.",
        "Neem magnesium en geen paracetamol.",
        "Slik geen ibuprofen maar neem kurkuma.",
        "Krijg je benauwdheid na de massage? Dat is een healing crisis en een teken dat het werkt.",
        "Pijn op je borst na de massage hoort erbij: een teken dat het werkt.",
        "Krijg je koorts? Je hoeft de huisarts niet te bellen.",
        "Heb je uitval in je been? Wacht een week af.",
        "Bij een hartaanval eerst hoesten en rustig gaan zitten.",
        "Een scheef gezicht trekt vanzelf bij.",
        "Bloedverlies in de zwangerschap is heel normaal.",
        "Vaginaal bloedverlies na de overgang komt van de stress.",
        "Bloed je weer na de overgang? Dat zijn je hormonen.",
        "Bloeding in de zwangerschap hoort bij de innesteling.",
    ],
    "en": [
        "Forget your blood pressure tablets on the day of the massage.",
        "You can leave your beta blockers for a day.",
        "With magnesium you need fewer sleeping pills.",
        "Chest pain after a massage is a good sign.",
        "Skip your blood thinners on the day of the massage.",
        "It is better to skip your blood thinners around the massage.",
        "You need less insulin after a massage.",
        "You can leave out the pill for your high blood pressure after this.",
        "You do not have to finish your antibiotics.",
        "Chemo is not needed if you eat clean.",
        "Take no paracetamol but magnesium.",
        "Take magnesium instead of paracetamol.",
        "Do you get short of breath after the massage? That is a healing crisis and a sign that it works.",
        "Do you get a fever? You do not need to call the doctor.",
        "Numbness in your leg? Wait a week.",
        "In a heart attack cough first and sit down calmly.",
        "A drooping face goes away by itself.",
        "Bleeding after menopause is normal.",
        "Bleeding in pregnancy is just your hormones.",
    ],
}
LEFT_ALONE = {
    "nl": [
        "Verzet je afspraak als je koorts hebt of antibiotica slikt.",
        "Bel me als je de massage wilt afzeggen omdat je koorts hebt.",
        "Kom niet als je koorts hebt: zeg de afspraak af.",
        "Na een operatie wachten we zes weken met de massage.",
        "Tijdens een chemokuur stellen we de massage uit, in overleg met je arts.",
        "Slik je bloedverdunners? Meld het voor de massage.",
        "Neem je medicijnen gewoon in op de dag van de massage.",
        "Heb je koorts? Dan gaat de massage niet door.",
        "Ga met koorts niet naar de sauna.",
        "Bij benauwdheid of pijn op de borst: bel 112.",
        "Wacht met een massage tot je koortsvrij bent.",
        "Ongesteld en minder bloedverlies door de pil is normaal.",
        "Dat je pijn hebt na de massage hoort erbij.",
        "Een dag spierpijn is een goed teken.",
        "Insuline heeft je lichaam nodig om suiker op te nemen.",
        "Als je insuline gebruikt, heb je na het sporten soms minder nodig: overleg met je arts.",
        "Sla de massage een keer over als je koorts hebt.",
        "Sla de behandeling liever over als je hoge koorts hebt.",
        "Zeg de massage af als je koorts hebt.",
        "Stel je massage uit na een operatie of chemo.",
        "Kom niet voor een massage als je koorts hebt.",
        "Maak je antibiotica kuur altijd af, ook als je je beter voelt.",
        "Je mag je bloedverdunners niet overslaan.",
        "Neem geen ibuprofen maar paracetamol als je bloedverdunners slikt.",
        "Neem geen ibuprofen als je zwanger bent.",
        "Bij een hartaanval: bel 112 en ga rustig zitten.",
        "Bloed je in de zwangerschap? Bel je verloskundige.",
        "Bloed je na de overgang? Ga naar je huisarts.",
        "Vraag je arts of je je bloedverdunners rond een ingreep moet overslaan.",
        "Heb je uitval in je been? Bel vandaag je huisarts.",
        "Een bloeding in de zwangerschap laat je altijd nakijken.",
    ],
    "en": [
        "Skip the session if you are ill.",
        "If you have a fever, stay at home and postpone the massage.",
        "Take your blood thinners as usual.",
        "Skip the massage if you have a fever.",
        "Cancel your massage after chemo or surgery.",
        "Bleeding in pregnancy: call your midwife.",
        "Do not take ibuprofen when you are pregnant.",
    ],
}


def rules_of(text: str, language: str) -> set[str]:
    typed = f"title: Blad\nlanguage: {language}\nsections:\n  - text: {json.dumps(text, ensure_ascii=False)}\n"
    read = validate(typed.encode(), "content/brochures/blad.yaml", Brochure)
    return {each.rule for each in safety.check_brochure(Document(read, language), {}, {})}


@pytest.mark.parametrize(("language", "text"), [(key, text) for key, rows in KEPT_FROM_CARE.items() for text in rows])
def test_what_keeps_somebody_from_care_or_a_medicine_is_warned_of(language: str, text: str) -> None:
    assert rules_of(text, language) in ({"care-delayed"}, {"medicine-changed"})


@pytest.mark.parametrize(("language", "text"), [(key, text) for key, rows in LEFT_ALONE.items() for text in rows])
def test_what_sends_to_care_or_puts_off_a_massage_is_left_alone(language: str, text: str) -> None:
    assert rules_of(text, language) == set()
