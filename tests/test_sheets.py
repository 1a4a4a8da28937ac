"""The personal sheet: what the consult, the recipe and the modules say, for this client and for nobody else."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from conftest import CONSULT, MODULE, RECIPE, Command, paper
from handouts.checks.advising import advise_sheet
from handouts.content.loading import load_consult, load_practice
from handouts.content.resolving import resolve
from handouts.files.folder import Folder
from handouts.files.layout import shipped_root
from handouts.problems import ContentError, Problem

# Nearly all print what another has printed before.
pytestmark = pytest.mark.usefixtures("laid_out_once")


def add(clinic: Path, more: str, ref: str = "2026-014") -> None:
    path = clinic / f"content/clients/{ref}.yaml"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")


def advice(clinic: Path) -> list[Problem]:
    """What is said of the consult before a page is made."""
    reader = Folder(clinic).open_reader()
    gathered = resolve(reader, load_practice(reader), load_consult(reader, "2026-014"))
    return [*gathered.problems, *advise_sheet(gathered, date(2026, 11, 22))]


def sheet(clinic: Path) -> str:
    return paper(clinic / "output/sheets/2026-014.pdf")


def test_a_bare_consult_makes_a_sheet_of_the_recipe(handouts: Command, clinic: Path) -> None:
    ran = handouts("sheet", "2026-014")
    assert (ran.code, ran.err) == (0, "")
    text = sheet(clinic)
    for said in ("Jouw plan voor thuis", "Sam", "20 november 2026", "Voetenbad", "20 minuten", "kristallen", "112"):
        assert said in text
    assert "{{" not in text


def test_an_empty_part_leaves_no_heading(handouts: Command, clinic: Path) -> None:
    assert handouts("sheet", "2026-014").code == 0
    text = sheet(clinic)
    for heading in ("Wat we bespraken", "Jouw doelen", "Zo ziet je dag eruit", "Volgende afspraak"):
        assert heading not in text
    add(clinic, "discussed: Rust en slaap.\ngoals: [elf uur naar bed]\n")
    assert handouts("sheet", "2026-014").code == 0
    assert "Wat we bespraken" in sheet(clinic)


@pytest.mark.parametrize(
    ("form", "said", "unsaid"), [("je", "zet je voeten", "uw voeten"), ("u", "zet uw voeten", "je voeten")]
)
def test_one_form_of_address_throughout(handouts: Command, clinic: Path, form: str, said: str, unsaid: str) -> None:
    path = clinic / "content/clients/2026-014.yaml"
    path.write_text(CONSULT.replace("first_name: Sam", f"first_name: Sam, form: {form}"), encoding="utf-8")
    assert handouts("sheet", "2026-014").code == 0
    text = sheet(clinic)
    assert said in text
    assert unsaid not in text
    if form == "u":
        assert not re.search(r"\b(jouw|jij|je)\b", text, re.IGNORECASE)


def test_a_flag_drives_a_warning_and_is_not_printed(handouts: Command, clinic: Path) -> None:
    assert handouts("sheet", "2026-014").code == 0
    assert "thermometer" not in sheet(clinic)
    add(clinic, "flags: [diabetes]\n")
    assert handouts("sheet", "2026-014").code == 0
    assert "thermometer" in sheet(clinic)
    assert "diabetes" not in sheet(clinic)


def test_a_consult_drops_adds_orders_and_changes_modules(handouts: Command, clinic: Path) -> None:
    add(clinic, "modules: [{use: voetenbad, params: {minuten: 12}}]\norder: [ademhaling]\n")
    assert handouts("sheet", "2026-014").code == 0
    text = sheet(clinic)
    assert "12 minuten" in text
    assert text.index("Rustig ademen") < text.index("Vul een bak")
    (clinic / "content/clients/2026-014.yaml").write_text(CONSULT + "modules: [{use: voetenbad, drop: ja}]\n")
    assert handouts("sheet", "2026-014").code == 0
    assert "Vul een bak" not in sheet(clinic)


def test_the_schedule_works_out_its_last_day(handouts: Command, clinic: Path) -> None:
    add(
        clinic,
        "schedule:\n- {product: Bad, route: activity, dose: 20 min., when: [avond], every: om de dag, days: 28}\n",
    )
    assert handouts("sheet", "2026-014").code == 0
    text = sheet(clinic)
    for said in ("Bad", "20 min.", "om de dag", "4 weken", "tot en met 16 december"):
        assert said in text


WRONG = {
    "a recipe that is none": ("sheet: magnesiumkonsult\n", "4:8", "no-recipe", "did you mean “magnesiumconsult”?"),
    "a module that is none": ("modules: [voetenbat]\n", "5:11", "no-module", "did you mean “voetenbad”?"),
    "a parameter that is not declared": (
        "modules:\n- {use: voetenbad, params: {minuut: 3}}\n", "6:", "unknown-parameter", "did you mean “minuten”?",
    ),
    "a parameter of another type": (
        "modules:\n- {use: voetenbad, params: {minuten: lang}}\n", "6:", "not-a-number", "such as 20",
    ),
    "a choice that is none": (
        "modules:\n- {use: voetenbad, params: {vaak: soms}}\n", "6:", "not-a-choice", "dagelijks, wekelijks",
    ),
    "a dose without a source": (
        "schedule:\n- {product: Pil, route: oral, dose: 1 pil, when: [avond]}\n", "6:3", "no-dose-source",
        "label, or who set it",
    ),
    "the skin in milligrams": (
        "schedule:\n- {product: Olie, route: topical, magnesium_mg: 100, when: [avond]}\n", "6:3",
        "skin-in-milligrams", "remove magnesium_mg",
    ),
    "a field for a surname": ("surname: Jansen\n", "5:1", "unknown-key", ""),
    "four steps": ("summary_steps: [a, b, c, d]\n", "5:16", "too-many", ""),
    "another reference": ("ref: 2026-015\n", "5:1", "duplicate-key", ""),
}  # fmt: skip


@pytest.mark.parametrize(("more", "place", "rule", "hint"), WRONG.values(), ids=WRONG.keys())
def test_a_mistake_in_a_consult_is_said_at_its_line(
    handouts: Command, clinic: Path, more: str, place: str, rule: str, hint: str
) -> None:
    path = clinic / "content/clients/2026-014.yaml"
    path.write_text(CONSULT.replace("sheet: magnesiumconsult\n", "") + more if "sheet:" in more else CONSULT + more)
    ran = handouts("sheet", "2026-014")
    assert ran.code == 1
    assert f"content/clients/2026-014.yaml:{place}" in ran.err
    assert f"[{rule}]" in ran.err
    assert hint in ran.err
    assert not list(clinic.glob("output/**/*.pdf"))


def test_a_required_parameter_that_is_left_out_is_named_where_the_module_is_asked_for(
    handouts: Command, clinic: Path
) -> None:
    path = clinic / "content/sheets/magnesiumconsult.yaml"
    path.write_text(RECIPE.replace("{use: voetenbad, params: {product: kristallen}}", "voetenbad"), encoding="utf-8")
    ran = handouts("sheet", "2026-014")
    assert ran.code == 1
    assert "content/sheets/magnesiumconsult.yaml:4:5: error: voetenbad needs “product”" in ran.err


def test_a_gap_that_is_not_declared_is_named_in_the_module(handouts: Command, clinic: Path) -> None:
    path = clinic / "content/modules/ademhaling.yaml"
    path.write_text("title: Ademen\ngoal: Een pauze van {{ minuut }} minuten.\n", encoding="utf-8")
    ran = handouts("sheet", "2026-014")
    assert ran.code == 1
    assert "content/modules/ademhaling.yaml:2:7: error: “{{ minuut }}” is not declared" in ran.err


def test_more_magnesium_by_mouth_than_is_tolerable_is_a_warning_with_its_source(
    handouts: Command, clinic: Path
) -> None:
    tablet = "product: Tablet, route: oral, dose: 1 tablet, dose_source: etiket, magnesium_mg: 130"
    add(clinic, f"schedule:\n- {{{tablet}, when: [ochtend, avond]}}\n")
    ran = handouts("sheet", "2026-014")
    assert ran.code == 0
    assert "260 mg of magnesium a day, and 250 mg is the most" in ran.err
    assert "2001" in ran.err


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Haar nummer is 111222333.", "citizen-number"),
        ("BSN 123.45.678", "citizen-number"),
        ("Geboren op 1-2-1980.", "birth-date"),
        ("Sam (geb. 12-03-1980) slaapt slecht.", "birth-date"),
        ("Sam 12/03/80", "birth-date"),
        ("bel 06-12 34 56 78", "contact-details"),
        ("mail sam@thuis.example", "contact-details"),
        ("woont op 1234 AB", "contact-details"),
    ],
)
def test_what_tells_who_the_client_is_is_pointed_out_without_repeating_it(clinic: Path, text: str, rule: str) -> None:
    add(clinic, f"note: {text}\n")
    found = advice(clinic)
    assert rule in [each.rule for each in found]
    assert not [each for each in found if text in f"{each.message} {each.hint}"]


@pytest.mark.parametrize(
    "text",
    [
        "Op 12-03-2024 begon het.",
        "Sinds 5 mei 2010 doe je dit werk.",
        "18 december 10:30 tot 11:30",
        "2000 IE per dag",
        "Neem 10-12-14 dagen rust",
        "Bel 0800-0113 of 06 00 00 00 12",
        "mail hallo@praktijk.example",
        "10.1152/physrev.00012.2014",
    ],
)
def test_innocent_numbers_and_the_practices_own_are_left_alone(clinic: Path, text: str) -> None:
    add(clinic, f"note: {text}\n")
    assert not {each.rule for each in advice(clinic)} & {"citizen-number", "birth-date", "contact-details"}


def test_a_reference_that_names_the_client_is_pointed_out(handouts: Command, clinic: Path) -> None:
    text = CONSULT.replace("2026-014", "sam-2026")
    (clinic / "content/clients/sam-2026.yaml").write_text(text.replace("Sam", "Sam Jansen"), encoding="utf-8")
    err = handouts("check").err
    assert "sam-2026.yaml:2:22: warning: this may be more than a first name [more-than-a-first-name]" in err
    (clinic / "content/clients/sam-2026.yaml").write_text(text, encoding="utf-8")
    said = "sam-2026.yaml:1:6: warning: this reference may be a name, and it is the name of a file too [name-in-ref]"
    assert said in handouts("check").err


def test_what_fills_a_gap_or_was_agreed_is_looked_at_for_who_the_client_is(handouts: Command, clinic: Path) -> None:
    add(
        clinic,
        "agreed: [{about: nieren, agreed_with: huisarts, date: 2026-11-18, what: magnesium voor 111222333}]\n"
        "modules: [{use: voetenbad, params: {product: kristallen (geboren 1980)}}]\n",
    )
    err = handouts("check").err
    assert "2026-014.yaml:5:73: warning: this holds what may be a citizen service number" in err
    assert "2026-014.yaml:6:46: warning: this holds what may be a date of birth" in err


def test_a_parameter_never_becomes_markup_and_prints_as_typed(handouts: Command, clinic: Path) -> None:
    add(clinic, "modules: [{use: voetenbad, params: {product: '<b>**zout**</b> {{ x }} & meer'}}]\n")
    assert handouts("sheet", "2026-014").code == 0
    assert "<b>**zout**</b> {{ x }} & meer" in sheet(clinic)


def test_personal_files_are_for_her_alone_from_the_folder_on(handouts: Command, clinic: Path) -> None:
    assert handouts("sheet", "2026-014", "--png").code == 0
    folder = clinic / "output/sheets"
    assert folder.stat().st_mode & 0o777 == 0o700
    files = list(folder.iterdir())
    assert len(files) > 1
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_the_sheet_comes_in_large_print_when_the_consult_says_so(handouts: Command, clinic: Path) -> None:
    path = clinic / "content/clients/2026-014.yaml"
    path.write_text(CONSULT.replace("first_name: Sam", "first_name: Sam, large_print: ja"), encoding="utf-8")
    ran = handouts("sheet", "2026-014")
    assert [Path(line).name for line in ran.out.splitlines()] == ["2026-014.pdf"]
    ran = handouts("sheet", "2026-014", "--format", "a4")
    assert [Path(line).name for line in ran.out.splitlines()] == ["2026-014.a4.pdf"]


def test_a_sheet_that_did_not_change_is_left_alone(handouts: Command, clinic: Path) -> None:
    assert handouts("sheet", "2026-014").code == 0
    assert "(unchanged)" in handouts("sheet", "2026-014").out
    path = clinic / "content/modules/ademhaling.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Een pauze", "Een rustpauze"), encoding="utf-8")
    assert "(unchanged)" not in handouts("sheet", "2026-014").out
    assert "Een rustpauze" in sheet(clinic)


@pytest.mark.usefixtures("clinic")
def test_build_makes_the_sheets_too(handouts: Command) -> None:
    names = [Path(line).name for line in handouts("build").out.splitlines()]
    assert names == ["proef.a4.pdf", "2026-014.pdf"]


@pytest.mark.usefixtures("clinic")
def test_a_reference_that_is_not_there_is_wrong_use(handouts: Command) -> None:
    ran = handouts("sheet", "2026-041")
    assert ran.code == 2
    assert "Did you mean 2026-014 (Sam)?" in ran.err


def test_a_module_with_a_link_prints_the_address(handouts: Command, clinic: Path) -> None:
    path = clinic / "content/modules/ademhaling.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "link: praktijk.example/ademen\n", encoding="utf-8")
    assert handouts("sheet", "2026-014").code == 0
    assert "praktijk.example/ademen" in sheet(clinic)


def test_what_is_ticked_in_the_schedule_is_not_ticked_twice(handouts: Command, clinic: Path) -> None:
    add(clinic, "schedule:\n- {product: Warm voetenbad, route: activity, dose: 20 min., when: [avond]}\n")
    assert handouts("sheet", "2026-014").code == 0
    diary = sheet(clinic).rpartition("26-11")[2]
    assert "Warm voetenbad" in diary
    assert "Voetenbad" not in diary.replace("Warm voetenbad", "")


def test_a_recipes_schedule_knows_the_forms_of_address(handouts: Command, clinic: Path) -> None:
    path = clinic / "content/sheets/magnesiumconsult.yaml"
    path.write_text(
        RECIPE + 'schedule:\n- {product: Rust, route: activity, when: [avond], how: "in {{ je | uw }} stoel"}\n',
        encoding="utf-8",
    )
    assert handouts("sheet", "2026-014").code == 0
    assert "in je stoel" in sheet(clinic)


def test_a_consult_may_lie_elsewhere(handouts: Command, clinic: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "van de mail.yaml"
    elsewhere.write_text(CONSULT.replace("2026-014", "2026-077"), encoding="utf-8")
    assert handouts("sheet", str(elsewhere)).code == 0
    assert "Voor Sam" in paper(clinic / "output/sheets/2026-077.pdf")
    assert not (clinic / "content/clients/2026-077.yaml").exists()


def test_a_consult_may_come_in_from_another_program(handouts: Command, clinic: Path) -> None:
    consult = CONSULT.replace("2026-014", "2026-078").replace("Sam", "Zoë")
    assert handouts("sheet", "-", feed=consult).code == 0
    assert "Voor Zoë" in paper(clinic / "output/sheets/2026-078.pdf")


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("ref: 2026-077\n", 1, "mail.yaml:1:1: error: “client” is missing"),
        (CONSULT.replace("2026-11-20", "ooit"), 1, "mail.yaml:3:7: error: “date”: “ooit” is not a date"),
        (CONSULT.replace("Sam", "Bob"), 2, "is in two files that differ"),
        ("x" * 1_000_001, 1, "mail.yaml: error: the file is 1,000,001 bytes, and the limit is 1 MB"),
        ("x" * 3_400_000, 1, "mail.yaml: error: the file is 3.4 MB, and the limit is 1 MB"),
        (CONSULT.replace("ref: 2026-014", "ref: ../../x"), 1, "mail.yaml:1:6: error: “ref”: “../../x” cannot be"),
        (CONSULT.replace("2026-014", "2026-077").replace("magnesiumconsult", "nee"), 1, "mail.yaml:4:8: error: there"),
    ],
)
def test_a_mistake_in_a_consult_that_lies_elsewhere_is_said_under_its_own_name(
    handouts: Command, clinic: Path, tmp_path: Path, text: str, code: int, said: str
) -> None:
    elsewhere = tmp_path / "mail.yaml"
    elsewhere.write_text(text, encoding="utf-8")
    ran = handouts("sheet", str(elsewhere))
    assert ran.code == code
    assert said in ran.err
    assert not (clinic / "output").exists()


def test_two_consults_with_one_reference_are_never_one_sheet(handouts: Command, clinic: Path, tmp_path: Path) -> None:
    for name in ("Bob", "Kim"):
        text = CONSULT.replace("2026-014", "2026-077").replace("Sam", name)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    ran = handouts("sheet", str(tmp_path / "Bob.yaml"), str(tmp_path / "Kim.yaml"))
    assert ran.code == 2
    assert "The reference 2026-077 is in two files that differ:" in ran.err
    assert ran.err.count("Bob.yaml") == ran.err.count("Kim.yaml") == 1
    assert not (clinic / "output").exists()


def test_a_file_that_is_not_there_is_wrong_use(handouts: Command) -> None:
    ran = handouts("sheet", "nergens/2026-014.yaml")
    assert (ran.code, ran.err) == (2, "nergens/2026-014.yaml cannot be read: No such file or directory.\n")


@pytest.mark.parametrize(
    ("modules", "format_name", "warned"), [(1, "a4", False), (6, "a4", True), (6, "large-print", True)]
)
def test_a_sheet_of_more_than_two_a4_beside_the_diary_names_its_longest_blocks(
    handouts: Command, clinic: Path, modules: int, format_name: str, warned: bool
) -> None:
    add(clinic, "modules:\n" + "".join(f"  - lang-{number}\n" for number in range(modules)))
    for number in range(modules):
        steps = "".join(f"  - Neem stap {step} van blok {number} in alle rust\n" for step in range(6 + 4 * number))
        module = clinic / f"content/modules/lang-{number}.yaml"
        module.write_text(f"title: Blok {number}\ngoal: Een doel.\nsteps:\n{steps}", encoding="utf-8")
    ran = handouts("sheet", "2026-014", "--format", format_name)
    assert ran.code == 0, ran.err
    assert ("[too-many-pages]" in ran.err) == warned
    if warned:
        assert re.search(
            r"2026-014\.yaml:[0-9:]+ warning: in \S+ this sheet takes \d+ pages besides the diary", ran.err
        )
        assert re.search(r"the longest blocks: lang-5 \(\d+ mm\), lang-4 \(\d+ mm\), lang-3 \(\d+ mm\)", ran.err)


def test_a_modules_link_can_be_read_from_paper_by_a_telephone(handouts: Command, clinic: Path) -> None:
    address = "https://praktijk.example/voetenbad?taal=nl&vel=1#begin"
    module = clinic / "content/modules/voetenbad.yaml"
    module.write_text(f"{MODULE}link: {address}\n", encoding="utf-8")
    assert handouts("sheet", "2026-014").code == 0
    assert address in codes(clinic / "output/sheets/2026-014.pdf")


def codes(pdf: Path) -> dict[str, float]:
    """The QR codes on paper: what each says, and its width in mm."""
    document = pypdfium2.PdfDocument(pdf)
    dots = 150 / 72
    pictures = [page.render(scale=dots).to_pil() for page in document]
    document.close()
    found = {}
    for picture in pictures:
        for code in zxingcpp.read_barcodes(picture):
            found[code.text] = (code.position.top_right.x - code.position.top_left.x) * 25.4 / 150
    return found


SPOKEN = {
    "a surname": ("client: {first_name: Sam, last_name: Jansen}", "a sheet holds a first name only"),
    "a surname in Dutch": ("client: {first_name: Sam, achternaam: Jansen}", "leave it out: a sheet holds"),
    "a day of birth": ("client: {first_name: Sam, date_of_birth: 1-2-1980}", "leave it out: a sheet holds"),
    "a day of birth in Dutch": ("client: {first_name: Sam}\ngeboortedatum: 1-2-1980", "leave it out: a sheet holds"),
    "an address": ("client: {first_name: Sam, adres: Dorpsstraat 1}", "leave it out: a sheet holds"),
    "a name": ("client: {first_name: Sam, naam: Sam}", "did you mean “first_name”?"),
}


@pytest.mark.parametrize(("client", "hint"), SPOKEN.values(), ids=SPOKEN.keys())
def test_what_tells_who_the_client_is_has_no_key_and_the_hint_says_to_leave_it_out(
    handouts: Command, clinic: Path, client: str, hint: str
) -> None:
    path = clinic / "content/clients/2026-014.yaml"
    path.write_text(CONSULT.replace("client: {first_name: Sam}", client), encoding="utf-8")
    ran = handouts("sheet", "2026-014")
    assert ran.code == 1
    assert "[unknown-key]" in ran.err
    assert hint in ran.err


LINE = "schedule: [{{product: Rust, route: {0}, when: [{1}]}}]\nflags: [{2}]\n"


@pytest.mark.parametrize("when", ["'''s avonds'", "s avonds", "savonds", "avond", "Evening", "’s avonds", "avondeten"])
@pytest.mark.parametrize(
    ("route", "flag", "known"), [("doen", "zwanger", "pregnant"), ("activity", "hart of bloedvaten", "heart")]
)
def test_moments_routes_and_flags_are_understood_in_dutch(
    clinic: Path, when: str, route: str, flag: str, known: str
) -> None:
    add(clinic, LINE.format(route, when, flag))
    consult = load_consult(Folder(clinic).open_reader(), "2026-014").value
    (line,) = consult.schedule
    assert (line.route, line.when, consult.flags) == ("activity", ["evening"], [known])
    assert advice(clinic) == []


@pytest.mark.parametrize(
    ("values", "hint"),
    [
        (("doen", "ergens", "huid"), "choose from: morning (ochtend), noon (middag), evening (avond), night (nacht)"),
        (("xyz", "avond", "huid"), "choose from: oral (slikken), topical (huid), activity (doen)"),
        (("doen", "avond", "xyz"), "choose from: kidneys (nieren), medication (medicijnen)"),
        (("doen", "avnd", "huid"), "did you mean “avond”?"),
        (("doen", "\n    's avonds", "huid"), 'put it between double quotes: "\'s avonds"'),
        (("doen", "'s ochtends nuchter", "huid"), "write ochtend, without 's, and “nuchter” under how:"),
    ],
)
def test_a_word_that_is_none_is_answered_with_the_words_in_dutch(
    clinic: Path, values: tuple[str, str, str], hint: str
) -> None:
    add(clinic, LINE.format(*values))
    with pytest.raises(ContentError) as refused:
        load_consult(Folder(clinic).open_reader(), "2026-014")
    assert [each for each in refused.value.problems if each.severity == "error" and hint in each.hint]


@pytest.mark.parametrize("use", ["voetenbad: 15", "voetenbad: {minuten: 15}", "voetenbad:\n      minuten: 15"])
def test_a_module_with_its_values_behind_a_colon_is_one_problem(handouts: Command, clinic: Path, use: str) -> None:
    add(clinic, f"modules:\n  - {use}\n")
    ran = handouts("sheet", "2026-014")
    assert ran.code == 1
    assert ran.err.count(": error: ") == 1
    assert "write - use: voetenbad and under it params:" in ran.err


def test_a_reason_to_call_is_no_reason_to_stop(handouts: Command, clinic: Path) -> None:
    path = clinic / "content/modules/ademhaling.yaml"
    path.write_text(path.read_text(encoding="utf-8") + 'call_if: ["{{ je | u }} blijft hijgen"]\n', encoding="utf-8")
    add(clinic, "goals: [elf uur naar bed]\n")
    assert handouts("sheet", "2026-014").code == 0
    assert "Bel je huisarts als je blijft hijgen" in re.sub("[•–] ?", "", sheet(clinic))
    assert "Jouw doel " in sheet(clinic)
    assert "Jouw doelen" not in sheet(clinic)


def test_the_example_of_a_practice_is_pointed_out_once_until_it_is_touched(handouts: Command, clinic: Path) -> None:
    practice = clinic / "content/practice.yaml"
    practice.write_bytes((shipped_root() / "content/practice.yaml").read_bytes())
    for command in (("build",), ("sheet", "2026-014"), ("check",)):
        ran = handouts(*command)
        assert ran.code == 0
        assert ran.err.count("[example-practice]") == 1, command
        assert "content/practice.yaml:6:7: warning: this is still the example's practice" in ran.err


def with_brochure(clinic: Path, text: str = "attach: [proef]\n") -> Path:
    recipe = clinic / "content/sheets/magnesiumconsult.yaml"
    recipe.write_text(recipe.read_text(encoding="utf-8") + text, encoding="utf-8")
    return recipe


def test_a_brochure_behind_a_sheet_is_numbered_tagged_and_linked_as_one(handouts: Command, clinic: Path) -> None:
    handouts("sheet", "2026-014")
    alone = pages_of_sheet(clinic)
    brochure = clinic / "content/brochures/proef.yaml"
    text = brochure.read_text(encoding="utf-8")
    brochure.write_text(text.replace("gewone tekst", "een [verwijzing](https://proef.example)"), encoding="utf-8")
    with_brochure(clinic)
    ran = handouts("sheet", "2026-014")
    assert ran.code == 0, ran.err
    whole = pages_of_sheet(clinic)
    total = len(whole)
    assert total > len(alone)
    for number, page in enumerate(whole, start=1):
        assert f"{number} van {total}" in page
    assert "Dit is om te onthouden" in whole[len(alone)]
    linked = [links(clinic / "output/sheets/2026-014.pdf", page) for page in range(len(alone), total)]
    assert any("https://proef.example" in each for each in linked)


def test_a_diary_of_weeks_is_numbered_behind_the_sheet(handouts: Command, clinic: Path) -> None:
    add(clinic, "diary: {days: 16, scales: [Slaap]}\n")
    assert handouts("sheet", "2026-014").code == 0
    pages = pages_of_sheet(clinic)
    for number, page in enumerate(pages, start=1):
        assert f"{number} van {len(pages)}" in page
    assert [page.count("Week ") for page in pages] == [0] * (len(pages) - 1) + [3]


def test_a_diary_that_takes_more_pages_than_weeks_is_numbered_too(handouts: Command, clinic: Path) -> None:
    rows = ", ".join(f"Gewoonte {number} die een lange naam heeft en twee regels vult" for number in range(9))
    add(clinic, f"diary: {{days: 7, rows: [{rows}], scales: [{rows}]}}\nclient: {{large_print: ja}}\n")
    path = clinic / "content/clients/2026-014.yaml"
    text = path.read_text(encoding="utf-8").replace("client: {first_name: Sam}\n", "")
    path.write_text(text.replace("client: {large", "client: {first_name: Sam, large"), encoding="utf-8")
    ran = handouts("sheet", "2026-014")
    assert ran.code == 0, ran.err
    pages = pages_of_sheet(clinic)
    assert sum("Gewoonte" in page for page in pages) > 1
    for number, page in enumerate(pages, start=1):
        assert f"{number} van {len(pages)}" in page


def test_her_own_sheet_without_a_place_for_the_diary_has_it_at_the_end(handouts: Command, clinic: Path) -> None:
    (clinic / "templates").mkdir()
    own = (shipped_root() / "templates/sheet.html").read_text(encoding="utf-8")
    assert own.count('<div class="behind"></div>') == 1
    own = own.replace('<div class="behind"></div>', "")
    (clinic / "templates/sheet.html").write_text(own, encoding="utf-8")
    ran = handouts("sheet", "2026-014")
    assert ran.code == 0, ran.err
    assert "Slaap" in pages_of_sheet(clinic)[-1]


def pages_of_sheet(clinic: Path) -> list[str]:
    document = pypdfium2.PdfDocument(clinic / "output/sheets/2026-014.pdf")
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return texts


def links(pdf: Path, page: int) -> list[str]:
    import pikepdf

    with pikepdf.open(pdf) as document:
        return [str(note.A.URI) for note in document.pages[page].get("/Annots", []) if "/A" in note]


def test_a_brochure_that_goes_behind_a_sheet_is_part_of_what_it_is_made_from(handouts: Command, clinic: Path) -> None:
    with_brochure(clinic)
    handouts("sheet", "2026-014")
    brochure = clinic / "content/brochures/proef.yaml"
    brochure.write_text(brochure.read_text(encoding="utf-8").replace("onthouden", "bewaren"), encoding="utf-8")
    handouts("sheet", "2026-014")
    assert "om te bewaren" in paper(clinic / "output/sheets/2026-014.pdf")


@pytest.mark.parametrize(
    ("attach", "change", "rule"),
    [("attach: [proeff]\n", "", "no-brochure"), ("attach: [proef]\n", "language: en\n", "other-language")],
)
def test_a_brochure_that_cannot_go_behind_a_sheet_is_told(
    handouts: Command, clinic: Path, attach: str, change: str, rule: str
) -> None:
    with_brochure(clinic, attach)
    brochure = clinic / "content/brochures/proef.yaml"
    brochure.write_text(change + brochure.read_text(encoding="utf-8"), encoding="utf-8")
    ran = handouts("sheet", "2026-014")
    assert ran.code == 1
    assert f"[{rule}]" in ran.err


NOT_SAID = {
    "an activity in milligrams": (
        "{product: Magnesium, route: activity, dose: 400 mg, when: [ochtend]}",
        "oral for what",
    ),
    "an activity in drops": ("{product: Olie, route: activity, dose: 10 druppels, when: [avond]}", "route: oral"),
}


@pytest.mark.parametrize(("line", "said"), NOT_SAID.values(), ids=NOT_SAID.keys())
def test_what_is_taken_is_not_called_an_activity(handouts: Command, clinic: Path, line: str, said: str) -> None:
    add(clinic, f"schedule:\n- {line}\n")
    ran = handouts("sheet", "2026-014")
    assert ran.code == 1
    assert "2026-014.yaml:6:3: error: " in ran.err
    assert "[not-an-activity]" in ran.err
    assert said in ran.err


@pytest.mark.parametrize(
    "title", ["{{ Jouw | Uw plan", "{{ je | u | x }} plan", "{{ }} plan", "Plan }}", "{{ je }} plan", "{{ a {{ b }}"]
)
def test_braces_in_a_recipe_that_would_be_printed_are_a_mistake(handouts: Command, clinic: Path, title: str) -> None:
    path = clinic / "content/sheets/magnesiumconsult.yaml"
    path.write_text(RECIPE.replace("{{ Jouw | Uw }} plan voor thuis", title), encoding="utf-8")
    ran = handouts("sheet", "2026-014")
    assert ran.code == 1
    assert "magnesiumconsult.yaml:1:8: error: " in ran.err
    assert "[unfilled-gap]" in ran.err


def test_a_new_sheet_takes_the_locked_copy_and_pictures_of_the_old_one_away(handouts: Command, clinic: Path) -> None:
    handouts("sheet", "2026-014", "--mail", "--png")
    left = clinic / "output/sheets"
    assert {path.suffixes[0] for path in left.iterdir()} == {".pdf", ".mail", ".p1", ".p2"}
    handouts("sheet", "2026-014", "--force")
    assert (left / "2026-014.mail.pdf").is_file(), "the same sheet made again leaves them"
    path = clinic / "content/clients/2026-014.yaml"
    path.write_text(CONSULT.replace("Sam", "Bob"), encoding="utf-8")
    ran = handouts("sheet", "2026-014", "--force")  # the answer to: the sheet of Sam may go
    assert ran.code == 0
    assert ran.err.endswith(
        "output/sheets/2026-014.mail.pdf, as the sheet has changed since. "
        "To make the copy for mail anew: handouts sheet 2026-014 --mail\n"
    )
    assert [path.name for path in left.iterdir()] == ["2026-014.pdf"]


def test_an_appointment_or_a_diary_before_the_consult_is_pointed_out(handouts: Command, clinic: Path) -> None:
    add(clinic, "next_appointment: {date: 2020-01-01}\ndiary: {start: 2026-11-19}\n")
    ran = handouts("sheet", "2026-014")
    assert ran.code == 0
    assert "2026-014.yaml:5:26: warning: the next appointment is before the consult [early-appointment]" in ran.err
    assert "2026-014.yaml:6:16: warning: the diary begins before the consult [early-diary]" in ran.err


def test_a_note_that_is_too_long_is_named_where_it_stands(handouts: Command, clinic: Path) -> None:
    add(clinic, "note: " + "Rustig aan. " * 700 + "\n")
    ran = handouts("sheet", "2026-014")
    assert "2026-014.yaml:5:7: warning: in a4 this sheet takes" in ran.err
    assert "the longest blocks: note (" in ran.err


def test_a_long_schedule_goes_on_over_the_page(handouts: Command, clinic: Path) -> None:
    lines = "".join(f"- {{product: Ding {number}, route: activity, when: [ochtend]}}\n" for number in range(20))
    add(clinic, f"schedule:\n{lines}")
    assert handouts("sheet", "2026-014", "--format", "large-print").code == 0
    document = pypdfium2.PdfDocument(clinic / "output/sheets/2026-014.large-print.pdf")
    first = document[0].get_textpage().get_text_range()
    document.close()
    assert "Ding 0" in first


def test_no_password_is_asked_for_a_consult_that_is_not_there(
    handouts: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked() -> None:
        raise AssertionError("a password was asked for")

    monkeypatch.setattr("handouts.cli.making.ask_password", asked)
    ran = handouts("sheet", "nope", "--mail")
    assert ran.code == 2
    assert "There is no consult “nope”" in ran.err


LONG_SCHEDULE = "schedule:\n" + "".join(
    f"  - {{product: Rust {n}, route: activity, dose: {n} min., when: [avond], how: {'rustig en ' * 6}stil}}\n"
    for n in range(1, 25)
)


@pytest.mark.parametrize("shape", ["a4", "large-print"])
def test_each_page_with_rows_of_the_schedule_has_its_heading_row(handouts: Command, clinic: Path, shape: str) -> None:
    add(clinic, LONG_SCHEDULE)
    ran = handouts("sheet", "2026-014", "--format", shape)
    assert ran.code == 0, ran.err
    name = "2026-014.pdf" if shape == "a4" else f"2026-014.{shape}.pdf"
    with pypdfium2.PdfDocument(clinic / "output/sheets" / name) as document:
        pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    held = [page for page in pages if re.search(r"\d min\.", page)]
    assert len(held) >= 2
    assert all(page.count("Wat avond") == 1 for page in held)
    assert not any("Wat avond" in page for page in pages if page not in held)


MOMENTS = "[ochtend, middag, avond, nacht]"
UNITS = ("tabletten", "capsules", "druppels", "theelepels", "eetlepels", "minuten", "teaspoons")


@pytest.mark.parametrize(("shape", "typefaces"), [("a4", "rust"), ("large-print", "helder"), ("booklet", "klassiek")])
def test_the_unit_of_a_dose_stands_whole_in_the_column_of_its_moment(
    handouts: Command, clinic: Path, shape: str, typefaces: str
) -> None:
    with (clinic / "content/practice.yaml").open("a", encoding="utf-8") as file:
        file.write(f"brand: {{typefaces: {typefaces}}}\n")
    doses = [*(f"12 {unit}" for unit in UNITS), "½ tablet à 400 mg", "2 kauwtabletten van 200 mg", "15 pompjes"]
    lines = (
        f"  - {{product: {name}, route: topical, dose: {dose}, dose_source: etiket, when: {MOMENTS}}}\n"
        for name, dose in zip("ABCDEFGHIJ", doses, strict=True)
    )
    add(clinic, f"schedule:\n{''.join(lines)}")
    ran = handouts("sheet", "2026-014", "--format", shape, "--for", "screen")
    assert ran.code == 0, ran.err
    (pdf,) = (clinic / "output/sheets").glob("*.pdf")
    words = paper(pdf).split()
    assert {unit: words.count(unit) for unit in UNITS} == dict.fromkeys(UNITS, 4)
    if shape == "a4":
        with pypdfium2.PdfDocument(pdf) as document:
            printed = "".join(page.get_textpage().get_text_bounded() for page in document).splitlines()
        whole = {unit: sum(line.count(f"12 {unit}") for line in printed) for unit in UNITS}
        assert whole == dict.fromkeys(UNITS, 4), "a number stands beside its unit"


def test_every_mistake_of_a_consult_is_said_in_one_run(handouts: Command, clinic: Path) -> None:
    (clinic / "content/clients/2026-014.yaml").write_text(
        "ref: 2026-014\n"
        "follows: 2026-014\n"
        "client: {first_name: Sam Jansen, achternaam: x}\n"
        "date: 2026-11-20\n"
        "sheet: magnesiumconsult\n"
        "schedule:\n"
        "- {product: Noten, route: activity, when: [ontbyt]}\n"
        "- {product: Zout, route: oral, dose: 400, when: [avond], dose_source: etiket}\n"
        "modules: [voetenbat, {use: voetenbad, params: {minuut: 3}}]\n"
        "note: geb. 12-03-1979\n"
        "next_appointment: 2026-01-01\n",
        encoding="utf-8",
    )
    found = re.findall(r"2026-014\.yaml:(\d+):\d+: .*\[([\w-]+)\]", handouts("check").err)
    assert sorted((int(line), rule) for line, rule in found) == [
        (2, "follows"),
        (3, "more-than-a-first-name"),
        (3, "unknown-key"),
        (7, "not-a-choice"),
        (8, "no-unit"),
        (9, "no-module"),
        (9, "unknown-parameter"),
        (10, "birth-date"),
        (11, "early-appointment"),
    ]


def test_without_a_recipe_the_modules_of_the_consult_are_looked_at(handouts: Command, clinic: Path) -> None:
    path = clinic / "content/clients/2026-014.yaml"
    path.write_text(CONSULT.replace("magnesiumconsult", "bestaat-niet") + "modules: [voetenbat]\n", encoding="utf-8")
    err = handouts("check").err
    assert "[no-recipe]" in err
    assert "there is no module “voetenbat”" in err
