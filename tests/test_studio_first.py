"""The first run makes her own practice folder, shows her paper with her own name first, and leaves no example in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import make_here
from handouts.checks.example import check_folder
from handouts.content.loading import load_brochure, load_practice
from handouts.files.folder import Folder
from studio import Browser, open_studio

HERS = {"practice": "Praktijk Voetnoot", "name": "Noor Proef", "phone": "06 00 00 00 12", "email": "", "language": "nl"}
LOOK = {"look": "clinic", "palette": "petrol"}


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    make_here(monkeypatch)
    studio = open_studio(tmp_path / "praktijk")
    yield Browser(studio).let_in()
    studio.end()


def test_without_a_practice_every_page_leads_to_the_first_run(browser: Browser) -> None:
    for path in ("", "clients", "consult/2026-014", "brochure/magnesium"):
        answer = browser.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (303, f"{browser.root}first")
    assert "What is your practice called?" in browser.get("first").text


def test_her_practice_is_made_with_what_she_said_and_nothing_of_the_example(browser: Browser) -> None:
    assert browser.post("first/practice", HERS).status_code == 200
    assert not browser.studio.place.exists()
    assert browser.told("first", {**LOOK, "practise": True})["ref"] == "2026-001"
    folder = Folder(browser.studio.place)
    practice = load_practice(folder.open_reader()).value
    assert (practice.name, practice.practitioner.name, practice.phone) == (
        "Praktijk Voetnoot",
        "Noor Proef",
        HERS["phone"],
    )
    assert (practice.brand.look, practice.brand.palette, practice.complaints) == ("clinic", "petrol", None)
    assert [*check_folder(folder)] == []
    brochure = load_brochure(folder.open_reader(), "magnesium").value
    assert (brochure.author, brochure.url) == ("Noor Proef", None)
    assert "verkoopt zelf" not in (folder.root / "content/brochures/magnesium.yaml").read_text(encoding="utf-8")
    assert browser.studio.place.stat().st_mode & 0o777 == 0o700
    assert browser.get().status_code == 200
    assert browser.get("first").status_code == 303


def test_a_practice_is_made_once(browser: Browser) -> None:
    browser.post("first/practice", HERS)
    browser.post("first", LOOK)
    before = (browser.studio.place / "content/practice.yaml").read_bytes()
    assert browser.post("first", LOOK).status_code == 409
    assert browser.post("first/practice", {**HERS, "practice": "Other"}).status_code == 409
    assert (browser.studio.place / "content/practice.yaml").read_bytes() == before


def test_what_is_in_the_place_of_the_folder_stays(browser: Browser) -> None:
    browser.studio.place.mkdir()
    (browser.studio.place / "holiday.txt").write_text("mine")
    browser.post("first/practice", HERS)
    answer = browser.post("first", LOOK)
    assert answer.status_code == 409
    assert "is niet leeg: er zit holiday.txt in" in answer.get_json()["said"][0]
    assert [each.name for each in browser.studio.place.iterdir()] == ["holiday.txt"]


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        ({"practice": ""}, "Fill in the name of your practice"),
        ({"name": " "}, "Fill in the name of your practice"),
        ({"email": "no address"}, "“no address” is not an e-mail address"),
    ],
)
def test_what_a_practice_cannot_be_made_of_is_said_at_once(
    browser: Browser, instead: dict[str, str], said: str
) -> None:
    answer = browser.post("first/practice", {**HERS, **instead})
    assert answer.status_code == 422
    assert said in answer.get_json()["said"][0]


def test_a_look_is_shown_with_her_name_and_leaves_nothing_on_the_disk(browser: Browser, tmp_path: Path) -> None:
    assert browser.get("first/look/clinic/petrol.png").status_code == 404
    browser.post("first/practice", HERS)
    assert browser.get("first/look/clinic/petrol.png").data.startswith(b"\x89PNG")
    assert browser.get("first/look/clinic/linde.png").status_code == 404
    assert browser.get("first/look/nothing/petrol.png").status_code == 404
    trial = browser.studio.beginning._trial
    assert trial is not None
    place = Path(trial._place.name)
    assert place.stat().st_mode & 0o777 == 0o700
    browser.studio.end()
    assert not place.exists()
    assert [*tmp_path.iterdir()] == []


def test_the_pages_go_on_in_the_language_of_her_paper(tmp_path: Path) -> None:
    from handouts.studio.session import Spoken

    browser = Browser(studio := open_studio(tmp_path / "praktijk")).let_in()
    studio._spoken = Spoken(None, "en")
    assert browser.told("first/practice", HERS) == {"language": "nl"}
    assert "Hoe heet je praktijk?" in browser.get("first").text
    browser.post("first", LOOK)
    assert "Goedemiddag, Noor" in browser.get().text
