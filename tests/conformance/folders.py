"""Practice folders to judge: the shipped documents in every brand, and a brochure that uses all that there is."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from conformance.facts import Expected

_LONG_WORD = "voetreflexmassagebehandelovereenkomstvoorwaardenformulieren"

PRACTICE: dict[str, Any] = {
    "name": "Praktijk Proefstuk",
    "tagline": "Massage & rust",
    "practitioner": {"name": "Noor Voorbeeld", "role": "masseur"},
    "address": {"street": "Proefstraat 0", "postcode": "0000 AA", "city": "Voorbeelddorp"},
    "phone": "06 00 00 00 12",
    "email": "hallo@proefstuk.example",
    "website": "proefstuk.example",
    "registrations": {"kvk": "00000000", "associations": [{"name": "Vereniging Voorbeeld", "number": "000"}]},
    "complaints": {
        "officer": "Klachtenfunctionaris Voorbeeld",
        "disputes_body": "Geschilleninstantie Voorbeeld",
        "url": "klachten.example/regeling",
    },
    "privacy_url": "proefstuk.example/privacy",
    "disclosure": "Wij verkopen zelf geen middelen.",
    "brand": {"logo": "logo.svg"},
}

# 30 points, 40 sources, pictures of both kinds, sections that go on under the heading before them, numbered steps,
# facts, every box, and words that are hard to set.
STRESS: dict[str, Any] = {
    "title": "Alles op één blad: een proef met een lange titel",
    "subtitle": "Wat er in een sjabloon kan staan, **staat** hier",
    "main_message": "Een blad moet ook heel blijven als er *veel* op staat.",
    "author": "Noor Voorbeeld",
    "version": "1.50",
    "reviewed": "2026-11-01",
    "review_due": "2099-11-01",
    "sections": [
        {"text": "Een begin zonder kop. Bel 0612345670 of mail; 2*1*0 blijft staan, en {{ x }} ook."},
        {
            "heading": "Dertig punten",
            "icon": "leaf",
            "lead_in": "Hier volgen ze:",
            "points": [
                "Een punt zonder tekst",
                {
                    "title": "Een punt met alles",
                    "text": "Tekst onder het punt.\n\nEn een tweede alinea.",
                    "lead_in": "Kies voor:",
                    "items": ["noten", "peulvruchten", "volkorenbrood", "pure chocolade", "spinazie"],
                    "note": "Een regel tot slot.",
                },
                {
                    "title": "Een punt met stappen",
                    "items": ["Vul een bak met warm water.", "Voeg het zout toe.", "Blijf 20 minuten zitten."],
                    "numbered": "yes",
                },
                *({"title": f"Punt {number}", "text": f"Dit is punt {number} van dertig."} for number in range(4, 31)),
            ],
        },
        {
            "heading": "Feiten & cijfers",
            "icon": "info",
            "facts": [
                {"number": "300+", "text": "processen"},
                {"number": "60 %", "text": "in je botten"},
                {"number": "1,5 g", "text": "per dag"},
            ],
        },
        {"text": "Dit hoort nog onder de kop hiervoor: “quotes”, ‘enkel’, een streep – en een puntje …"},
        {"items": ["Een lijst onder dezelfde kop", "met € 1.234,56 en < 5 mg"]},
        {
            "heading": "Stap voor stap",
            "icon": "foot",
            "lead_in": "Doe dit:",
            "items": [f"Stap {number}: doe het rustig." for number in range(1, 13)],
            "numbered": "yes",
        },
        {
            "heading": "Lange woorden",
            "text": f"Het woord {_LONG_WORD} past niet op een regel, en zacht\u00adafbreken mag. "
            "Zie [de toelichting](https://proefstuk.example/een/heel/lang/pad/naar/een/toelichting).",
        },
        {
            "heading": "Plaatjes",
            "image": {"file": "kleuren.png", "alt": "Vier vakken in vier kleuren", "caption": "Een raster."},
        },
        {"image": {"file": "cirkel.svg", "alt": "Een cirkel in een vierkant"}},
    ],
    "good_to_know": {"text": "Een kader met tekst.", "items": ["een regel", "nog een regel"]},
    "when_to_call": {
        "calls": [
            {"who": "112", "when": "Je hebt pijn op de borst of valt flauw."},
            {"who": "Je huisarts", "when": "De klacht blijft langer dan twee weken."},
            {"who": "De praktijk", "when": "Je twijfelt."},
        ],
        "note": "Stop nooit zelf met medicijnen.",
    },
    "call_to_action": {"heading": "Wat past bij jou?", "text": "Mail gerust, of bel."},
    "to_write": {"heading": "Mijn vragen", "lines": "4"},
    "sources": [
        "Een bron zonder adres, 2015",
        *(
            {"text": f"Voorbeeld N. ({1980 + number}). Proef nummer {number}.", "url": f"bron.example/proef/{number}"}
            for number in range(1, 40)
        ),
    ],
}

_CIRCLE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="160" height="160">'
    '<path d="M0 0h40v40H0z" fill="#ddd"/><circle cx="20" cy="20" r="15" fill="#2e5a4b"/></svg>'
)


class Brand(NamedTuple):
    """How a practice looks: its look, or the pair of typefaces that took the place of one earlier, and its palette."""

    palette: str = "linde"
    pair: str = "rust"
    look: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """What stands in `brand` for it."""
        chosen = {"look": self.look} if self.look else {"typefaces": self.pair}
        return {"palette": self.palette, **chosen}


_USUAL = Brand()


class Document(NamedTuple):
    """One document in one format and brand: its PDF, or why there is none, and what it must say of itself."""

    name: str
    format: str
    brand: Brand
    path: Path | None
    pages: int
    problems: tuple[str, ...]
    expected: Expected


def shipped(root: Path, target: Path, brand: Brand) -> Path:
    """A practice folder with the content that `root` ships, and the brand changed."""
    for kind in ("brochures", "images", "labels", "modules", "sheets"):
        if (root / "content" / kind).is_dir():
            shutil.copytree(root / "content" / kind, target / "content" / kind)
    # The one consult of somebody who does not exist; a real one must not be copied about.
    (target / "content/clients").mkdir(parents=True)
    shutil.copy(root / "content/clients/2026-014.yaml", target / "content/clients")
    practice = _yaml(root / "content/practice.yaml")
    kept = {key: value for key, value in (practice.get("brand") or {}).items() if key != "look"}
    write(target / "content/practice.yaml", {**practice, "brand": {**kept, **brand.fields}})
    return target


def stressed(target: Path, brand: Brand = _USUAL) -> Path:
    """A practice folder with the brochure `stress`."""
    write(target / "content/practice.yaml", {**PRACTICE, "brand": {**PRACTICE["brand"], **brand.fields}})
    write(target / "content/brochures/stress.yaml", STRESS)
    _draw(target / "content/images")
    return target


def write(path: Path, data: Mapping[str, Any]) -> None:
    """A YAML file; JSON is YAML, and needs no library to be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


def _draw(folder: Path) -> None:
    from PIL import Image

    folder.mkdir(parents=True)
    (folder / "cirkel.svg").write_text(_CIRCLE, encoding="utf-8")
    (folder / "logo.svg").write_text(_CIRCLE.replace("#ddd", "#fff"), encoding="utf-8")
    picture = Image.new("RGB", (400, 300), "#c9d9cc")
    for place, colour in enumerate(("#2e5a4b", "#a8492b", "#55635c", "#f0e2c8")):
        picture.paste(colour, (100 * place + 10, 20, 100 * place + 90, 280))
    picture.save(folder / "kleuren.png")


def _yaml(path: Path) -> dict[str, Any]:
    import yaml

    return dict(yaml.load(path.read_bytes(), Loader=yaml.BaseLoader))  # noqa: S506  # it makes texts and nothing else


def command(folder: Path, *arguments: str) -> list[str]:
    """`handouts` as it is called from outside, for a folder."""
    return [sys.executable, "-m", "handouts", "--folder", str(folder), *arguments]


def built(folder: Path, formats: Sequence[str], brand: Brand) -> list[Document]:
    """Builds the reading copies of all brochures of a folder in all the formats, and what each must say of itself."""
    options = [*(word for name in formats for word in ("--format", name)), "--for", "screen"]
    done = subprocess.run(command(folder, "build", *options, "--json"), capture_output=True, text=True, check=False)
    if not done.stdout:
        raise RuntimeError(f"The build of {folder.name} says nothing:\n{done.stderr}")
    report = json.loads(done.stdout)
    practice = _yaml(folder / "content/practice.yaml")
    documents = []
    for each in report["documents"]:
        content = _content(folder, each["kind"], each["name"])
        problems = [f"{said['file']}:{said['line']}: {said['message']} [{said['rule']}]" for said in each["problems"]
                    if said["severity"] == "error"]  # fmt: skip
        path = Path(each["path"]) if each["path"] else None
        shape = each["format"].partition(".")[0]
        expected = _expected(content, practice, shape)
        documents.append(Document(each["name"], shape, brand, path, each["pages"], tuple(problems), expected))
    return documents


def _content(folder: Path, kind: str, name: str) -> dict[str, Any]:
    """The file that a document takes its title and pictures from; of a sheet the recipe, in the form je."""
    if kind == "brochure":
        return _yaml(folder / f"content/brochures/{name}.yaml")
    consult = _yaml(folder / f"content/clients/{name}.yaml")
    recipe = _yaml(folder / f"content/sheets/{consult['sheet']}.yaml")
    return {**recipe, "title": re.sub(r"\{\{ (.*?) \| .*? \}\}", r"\1", recipe["title"])}


def _expected(brochure: dict[str, Any], practice: dict[str, Any], format_name: str) -> Expected:
    language = brochure.get("language") or practice.get("language") or "nl"
    alternatives = tuple(_alternatives(brochure, format_name))
    return Expected(brochure["title"], language, alternatives)


def _alternatives(value: Any, format_name: str) -> Iterator[str]:
    """The alternative texts in a document, without those that the format leaves out."""
    if isinstance(value, list):
        for each in value:
            yield from _alternatives(each, format_name)
    elif isinstance(value, dict):
        only, without = value.get("only") or [format_name], value.get("except") or []
        if format_name not in only or format_name in without:
            return
        if "file" in value and "alt" in value:
            yield value["alt"]
        for each in value.values():
            yield from _alternatives(each, format_name)
