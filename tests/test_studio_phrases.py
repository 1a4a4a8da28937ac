"""What she wrote before is offered again, and never one client's story at another's sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import put
from handouts.produce.forgetting import forget
from studio import Browser, open_studio

SHARED = "Loop elke dag een rondje."
OWN = "Je zus is ziek."


def written(clinic: Path, ref: str, name: str, discussed: str, more: str = "") -> None:
    head = f"ref: {ref}\nclient: {{first_name: {name}}}\ndate: 2026-11-2{ref[-1]}\nsheet: magnesiumconsult\n"
    put(clinic, f"content/clients/{ref}.yaml", f"{head}discussed: |\n  {discussed}\n{more}")


STEP = "summary_steps:\n  - {step: Ga op tijd naar bed, reason: Voor elf uur.}\n"
LINE = "schedule:\n  - {product: Wandelen, route: activity, dose: 20 min., when: [middag], how: met je zus}\n"


@pytest.fixture
def browser(clinic: Path) -> Iterator[Browser]:
    written(clinic, "2026-021", "Bas", f"{SHARED} {OWN}", STEP + LINE)
    written(clinic, "2026-022", "Noor", SHARED, STEP)
    written(clinic, "2026-023", "Bas", OWN, "follows: 2026-021\n")
    studio = open_studio(clinic)
    yield Browser(studio).let_in()
    studio.end()


def offers(browser: Browser) -> dict[str, Any]:
    found: dict[str, Any] = browser.get("doc/consult.2026-022/offers").get_json()
    return found


def test_a_phrase_is_offered_once_it_served_two_clients(browser: Browser) -> None:
    found = offers(browser)
    assert found["discussed"] == [SHARED], "two consults of one client are one client"
    assert found["steps"] == [{"step": "Ga op tijd naar bed", "reason": "Voor elf uur."}]


def test_a_line_is_offered_as_it_was_last_without_what_is_of_one_client(browser: Browser) -> None:
    (line,) = [each for each in offers(browser)["products"] if each["value"]["product"] == "Wandelen"]
    assert line["value"] == {"product": "Wandelen", "route": "activity", "dose": "20 min.", "when": ["middag"]}


def test_what_she_kept_is_offered_until_she_takes_it_off(browser: Browser, clinic: Path) -> None:
    kept = browser.told("doc/consult.2026-022/phrase", {"text": "Rust is ook werk.", "kept": True})
    assert kept["discussed"][0] == "Rust is ook werk."
    assert (clinic / "content/.studio/phrases.yaml").stat().st_mode & 0o777 == 0o600
    assert (clinic / "content/.studio/.gitignore").read_text(encoding="utf-8").endswith("*\n")
    gone = browser.told("doc/consult.2026-022/phrase", {"text": "Rust is ook werk.", "kept": False})
    assert "Rust is ook werk." not in gone["discussed"]


def test_what_was_of_a_client_goes_with_the_client(browser: Browser) -> None:
    forget(browser.studio.folder(), "2026-021", chain=True, yes=True)
    assert offers(browser)["discussed"] == []


def test_a_name_that_is_in_a_kept_phrase_is_told_when_it_is_forgotten(browser: Browser) -> None:
    browser.told("doc/consult.2026-022/phrase", {"text": "Noor loopt graag.", "kept": True})
    removal = forget(browser.studio.folder(), "2026-022", chain=False, yes=False)
    assert [str(each) for each in removal.remarks if "phrases" in str(each)] == [
        "content/.studio/phrases.yaml stays: its text names 2026-022 or the client. Look at it yourself."
    ]
