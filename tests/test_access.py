"""Nothing outside the practice folder and the package is read, whatever content, styles, templates and pictures ask.

A file that lies outside holds a word that nothing else holds; it must never come out.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest.mock import Mock
from urllib.parse import quote

import pytest

from conftest import Command, put
from handouts.content.model.brand import PAIRS, PALETTES
from handouts.content.model.formats import FORMATS
from handouts.files.folder import Folder
from handouts.files.layout import shipped_root
from handouts.page.pipeline import Composed, Stylesheet
from handouts.page.rendering.blaming import asks_for, prints
from handouts.page.rendering.site import HOST, Site, addresses, qr_code
from handouts.problems import Mark, Problem
from pictures import SQUARE, address_of, colours, drawing, saved

CANARY = "Kanariepietje"
BROCHURE = "content/brochures/proef.yaml"
MADE = "output/brochures/proef.a4.pdf"
TITLE = "<h1>{{ doc.title }}</h1>"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100">'
SHAPE = '<rect width="90" height="90" fill="pink"/>'


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the practice folder, with the word in files of every kind that could be asked for."""
    folder = tmp_path / "buiten"
    folder.mkdir()
    (folder / "geheim.txt").write_text(CANARY, encoding="utf-8")
    (folder / "geheim.html").write_text(f"<p>{CANARY}</p>", encoding="utf-8")
    (folder / "geheim.css").write_text(f"h1::after {{ content: '{CANARY}' }}", encoding="utf-8")
    (folder / "geheim.yaml").write_text(f"title: {CANARY}\nsections:\n- heading: {CANARY}\n", encoding="utf-8")
    (folder / "geheim.svg").write_text(f"{SVG}<text y='50'>{CANARY}</text></svg>", encoding="utf-8")
    return folder


def with_picture(practice: Path, name: str) -> None:
    put(practice, BROCHURE, f"title: T\nsections:\n- heading: H\n  image: {{file: {name}, alt: x}}\n")


def with_template(practice: Path, after_title: str) -> None:
    source = (shipped_root() / "templates/brochure.html").read_text(encoding="utf-8")
    assert TITLE in source
    put(practice, "templates/brochure.html", source.replace(TITLE, TITLE + after_title))


def streams(pdf: bytes) -> Iterator[bytes]:
    """The PDF as it stands, and all that is packed in it."""
    yield pdf
    position = pdf.find(b"stream")
    while position >= 0:
        start = position + len(b"stream")
        while pdf[start : start + 1] in {b"\r", b"\n"}:
            start += 1
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(pdf[start:])
        position = pdf.find(b"stream", start)


def holds_canary(practice: Path) -> bool:
    import pypdfium2

    word = CANARY.encode()
    for path in practice.glob("output/**/*"):
        if path.is_file() and any(
            each in data
            for data in streams(path.read_bytes())
            for each in (word, CANARY.encode("utf-16-be"), word.hex().encode())
        ):
            return True
        if path.suffix == ".pdf":
            document = pypdfium2.PdfDocument(path)
            text = "".join(page.get_textpage().get_text_range() for page in document)
            document.close()
            if CANARY in text:
                return True
    return False


def refused(handouts: Command, practice: Path, rule: str) -> str:
    """Builds, and holds that it was refused by that rule with nothing written and nothing given away."""
    ran = handouts("build")
    assert ran.exception is None or isinstance(ran.exception, SystemExit)
    assert "Traceback" not in ran.err
    assert "mistake in handouts itself" not in ran.err
    assert CANARY not in ran.err + ran.out
    assert not (practice / MADE).exists()
    assert not holds_canary(practice)
    assert ran.code == 1, ran.err
    assert f"[{rule}]" in ran.err, ran.err
    return ran.err


def harmless(handouts: Command, practice: Path) -> None:
    """Builds, and holds that it was made without what was asked for."""
    ran = handouts("build")
    assert (ran.code, " error: " in ran.err) == (0, False), ran.err
    assert CANARY not in ran.err + ran.out
    assert not holds_canary(practice)


def test_the_guard_finds_the_word_where_it_is_printed(handouts: Command, practice: Path) -> None:
    put(practice, BROCHURE, f"title: {CANARY}\nsections:\n- heading: H\n")
    assert handouts("build").code == 0
    assert holds_canary(practice)


# Content and pictures


LINKS = {
    "a brochure": (BROCHURE, "geheim.yaml"),
    "the practice": ("content/practice.yaml", "geheim.yaml"),
    "fixed words": ("content/labels/nl.yaml", "geheim.yaml"),
    "a picture": ("content/images/a.svg", "geheim.svg"),
    "a template": ("templates/brochure.html", "geheim.html"),
    "a part of a template": ("templates/parts.html", "geheim.html"),
    "a stylesheet": ("styles/own.css", "geheim.css"),
}


@pytest.mark.parametrize(("name", "target"), LINKS.values(), ids=LINKS.keys())
def test_a_symbolic_link_that_leads_out_is_refused_and_named(
    handouts: Command, practice: Path, outside: Path, name: str, target: str
) -> None:
    if "images" in name:
        with_picture(practice, "a.svg")
    (practice / name).unlink(missing_ok=True)
    (practice / name).parent.mkdir(parents=True, exist_ok=True)
    (practice / name).symlink_to(outside / target)
    said = refused(handouts, practice, "outside-folder")
    # A picture is named where the content names it.
    place = "content/brochures/proef.yaml:4:17" if "images" in name else name
    assert re.search(rf"^{re.escape(place)}: error: .*outside the practice folder", said, re.MULTILINE), said


@pytest.mark.parametrize("relative", [True, False])
def test_a_folder_that_is_a_link_out_is_refused(
    handouts: Command, practice: Path, outside: Path, relative: bool
) -> None:
    with_picture(practice, "geheim.svg")
    (practice / "content/images").symlink_to(Path("../../buiten") if relative else outside)
    refused(handouts, practice, "outside-folder")


def test_a_link_that_stays_inside_is_followed(handouts: Command, practice: Path) -> None:
    put(practice, "content/images/echt.svg", f"{SVG}{SHAPE}</svg>")
    (practice / "content/images/a.svg").symlink_to("echt.svg")
    with_picture(practice, "a.svg")
    harmless(handouts, practice)


@pytest.mark.parametrize("target", ["a.svg", "nergens.svg"])
def test_a_link_to_itself_or_to_nothing_is_no_picture(handouts: Command, practice: Path, target: str) -> None:
    (practice / "content/images").mkdir()
    (practice / "content/images/a.svg").symlink_to(target)
    with_picture(practice, "a.svg")
    said = refused(handouts, practice, "not-a-file")
    assert re.search(
        r"^content/brochures/proef\.yaml:\d+:\d+: error: .*a\.svg.*a link that leads nowhere", said, re.MULTILINE
    )


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("../../buiten/geheim.svg", "outside-folder"),
        ("..\\\\..\\\\buiten\\\\geheim.svg", "outside-folder"),
        ("/etc/hostname.svg", "outside-folder"),
        ("file:///etc/passwd", "remote-picture"),
        ("http://x.example/a.png", "remote-picture"),
        ("//x.example/a.png", "remote-picture"),
        ("data:image/svg+xml,<svg/>", "remote-picture"),
        ("..%2f..%2fbuiten%2fgeheim.svg", "no-picture"),
        ("%2e%2e.svg", "no-picture"),
    ],
)
def test_a_picture_that_is_elsewhere_is_refused(
    handouts: Command, practice: Path, outside: Path, name: str, rule: str
) -> None:
    assert outside.is_dir()
    with_picture(practice, f'"{name}"')
    assert f"{BROCHURE}:4:17: error: " in refused(handouts, practice, rule)


@pytest.mark.parametrize("name", ["../buiten/geheim", "/etc/passwd", "..", "a/b", "a\\b", "", ".hidden", "a\0b", "~"])
def test_a_name_on_the_command_line_is_never_a_path(handouts: Command, practice: Path, name: str) -> None:
    ran = handouts("build", name)
    assert ran.code == 2
    assert "cannot be a name" in ran.err
    assert not (practice / "output").exists()


DRAWINGS = {
    "a picture of this machine": '<image href="file://{outside}/geheim.svg" width="50" height="50"/>',
    "a picture in older words": '<image xlink:href="file://{outside}/geheim.svg" width="50" height="50"/>',
    "a picture beside it": '<image href="../../../buiten/geheim.svg" width="50" height="50"/>',
    "a shape of this machine": '<use href="file://{outside}/geheim.svg#x"/>',
    "a picture of the web": '<image href="http://x.example/a.png" width="50" height="50"/>',
    "a filling of this machine": '<rect fill="url(file://{outside}/geheim.svg#x)" width="9" height="9"/>',
    "a stylesheet of this machine": "<style>@import url(file://{outside}/geheim.css);</style>",
    "a page in it": '<foreignObject width="90" height="90"><iframe src="file://{outside}/geheim.html"/></foreignObject>',
    "a script": "<script>fetch('file://{outside}/geheim.txt')</script>",
}


@pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS.keys())
def test_a_drawing_gets_nothing_from_elsewhere(handouts: Command, practice: Path, outside: Path, drawing: str) -> None:
    with_picture(practice, "a.svg")
    put(practice, "content/images/a.svg", f"{SVG}{SHAPE}{drawing.replace('{outside}', str(outside))}</svg>")
    ran = handouts("build")
    assert "Traceback" not in ran.err
    assert CANARY not in ran.err + ran.out
    assert not holds_canary(practice)
    assert ran.code == 0 or " error: " in ran.err


def test_an_entity_of_a_drawing_is_not_read(handouts: Command, practice: Path, outside: Path) -> None:
    with_picture(practice, "a.svg")
    entity = f'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file://{outside}/geheim.txt">]>'
    put(practice, "content/images/a.svg", f"{entity}{SVG}<text y='50'>&x;</text></svg>")
    assert f"{BROCHURE}:4:17: error: a.svg cannot be read" in refused(handouts, practice, "unreadable-picture")


# Styles


STYLES = {
    "a stylesheet of this machine": ("@import url(file://{outside}/geheim.css);", "remote"),
    "a stylesheet of the web": ("@import url(http://x.example/a.css);", "remote"),
    "a stylesheet beside the folder": ("@import url(../../buiten/geheim.css);", "outside-folder"),
    "a stylesheet among her content": ("@import url(../content/practice.yaml);", "outside-folder"),
    "a picture of this machine": ("h1 {{ background: url(file://{outside}/geheim.svg) }}", "remote"),
    "a picture of the web": ("h1 {{ background: url(https://x.example/a.png) }}", "remote"),
    "a bullet of this machine": ("li {{ list-style-image: url(file://{outside}/geheim.svg) }}", "remote"),
    "a typeface of this machine": ("@font-face {{ font-family: x; src: url(file://{outside}/a.ttf) }}", "remote"),
    "a typeface of the web": ("@font-face {{ font-family: x; src: url(//x.example/a.ttf) }}", "remote"),
    "text of this machine": ("h1::after {{ content: url(file://{outside}/geheim.svg) }}", "remote"),
    "a picture by another name": ("h1 {{ background: url(/content/images/%2e%2e/%2e%2e/x.svg) }}", "outside-folder"),
    "a picture by an address with a user": (
        "h1 {{ background: url(https://handouts.invalid@x.example/a.png) }}",
        "remote",
    ),
    "a picture by ftp": ("h1 {{ background: url(ftp://x.example/a.png) }}", "remote"),
}


@pytest.mark.parametrize(("css", "rule"), STYLES.values(), ids=STYLES.keys())
def test_a_stylesheet_gets_nothing_from_elsewhere(
    handouts: Command, practice: Path, outside: Path, css: str, rule: str
) -> None:
    put(practice, "styles/own.css", css.format(outside=outside))
    refused(handouts, practice, rule)


# Templates


INCLUDED = {
    "upward": "{% include '../../buiten/geheim.html' %}",
    "upward among templates": "{% include 'x/../../../buiten/geheim.html' %}",
    "by a backslash": "{% include '..\\\\..\\\\buiten\\\\geheim.html' %}",
    "her own content": "{% include '../content/practice.yaml' %}",
    "extended": "{% import '../../buiten/geheim.html' as x %}",
}


@pytest.mark.parametrize("asked", INCLUDED.values(), ids=INCLUDED.keys())
def test_a_template_that_takes_in_what_lies_outside_is_refused(
    handouts: Command, practice: Path, outside: Path, asked: str
) -> None:
    assert outside.is_dir()
    with_template(practice, asked)
    refused(handouts, practice, "outside-folder")


def test_a_template_by_its_full_path_does_not_exist(handouts: Command, practice: Path, outside: Path) -> None:
    with_template(practice, f"{{% include '{outside}/geheim.html' %}}")
    refused(handouts, practice, "no-template")


TRICKS = {
    "a class": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "a global": "{{ doc.view.__globals__ }}",
    "the loader": "{{ self._TemplateReference__context.environment.loader }}",
    "a function's code": "{{ cycler.__init__.__globals__.os.popen('cat /etc/passwd').read() }}",
    "a format string": "{{ '{0.__class__.__mro__}'.format(doc) }}",
    "an attribute by filter": "{{ doc|attr('__class__') }}",
    "a change": "{{ doc.sections.append(1) }}",
}


@pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS.keys())
def test_a_template_does_not_reach_python(handouts: Command, practice: Path, trick: str) -> None:
    with_template(practice, trick)
    refused(handouts, practice, "template")


ELEMENTS = {
    "a picture": ("<img src='file://{outside}/geheim.svg' alt='x'>", "remote"),
    "an object": ("<object data='file://{outside}/geheim.svg'></object>", "remote"),
    "an embedded thing": ("<embed src='file://{outside}/geheim.svg'>", "remote"),
    "a stylesheet": ("<link rel=stylesheet href='file://{outside}/geheim.css'>", "remote"),
    "a style element": ("<style>@import url(file://{outside}/geheim.css);</style>", "remote"),
    "a style": ("<p style='background: url(file://{outside}/geheim.svg)'></p>", "remote"),
    "an attachment": ("<link rel=attachment href='file://{outside}/geheim.txt'>", "remote"),
    "an attachment beside it": ("<link rel=attachment href='../buiten/geheim.txt'>", "outside-folder"),
    "an attached link": ("<a rel=attachment href='file://{outside}/geheim.txt'></a>", "remote"),
    "a drawing in the page": ("<svg width=9 height=9><image href='file://{outside}/geheim.svg'/></svg>", "remote"),
    "a picture of the web": ("<img src='https://x.example/a.png' alt='x'>", "remote"),
    "her own content": ("<link rel=attachment href='/content/practice.yaml'>", "outside-folder"),
    "the journal": ("<link rel=attachment href='/output/.state/brochures/proef.json'>", "outside-folder"),
    "a base": ("<base href='file://{outside}/'><img src='geheim.svg' alt='x'>", "remote"),
}


@pytest.mark.parametrize(("element", "rule"), ELEMENTS.values(), ids=ELEMENTS.keys())
def test_an_element_of_a_template_gets_nothing_from_elsewhere(
    handouts: Command, practice: Path, outside: Path, element: str, rule: str
) -> None:
    with_template(practice, element.format(outside=outside))
    refused(handouts, practice, rule)


HARMLESS = {
    "a frame": "<iframe src='file://{outside}/geheim.html'></iframe>",
    "a script": "<script src='file://{outside}/geheim.txt'></script>",
    "a refresh": "<meta http-equiv=refresh content='0; url=file://{outside}/geheim.html'>",
    "a film": "<video src='file://{outside}/geheim.txt'></video>",
    "an icon": "<link rel=icon href='file://{outside}/geheim.svg'>",
}


@pytest.mark.parametrize("element", HARMLESS.values(), ids=HARMLESS.keys())
def test_an_element_that_means_nothing_on_paper_gets_nothing_in(
    handouts: Command, practice: Path, outside: Path, element: str
) -> None:
    with_template(practice, element.format(outside=outside))
    harmless(handouts, practice)


def test_no_path_of_this_machine_is_in_a_pdf(handouts: Command, practice: Path) -> None:
    put(practice, "content/images/a.svg", f"{SVG}{SHAPE}</svg>")
    with_picture(practice, "a.svg")
    put(practice, "styles/own.css", "h2 { background: url(/content/images/a.svg) }")
    assert handouts("build").code == 0
    for data in streams((practice / MADE).read_bytes()):
        assert str(practice.parent).encode() not in data
        assert b"file:" not in data
        assert b"handouts.invalid" not in data


# The site itself

TEMPLATE = "templates/brochure.html"
NAMED = "content/images/foto.png"
NAMES = (Mark("content/brochures/proef.yaml", 3, 5), Mark("content/brochures/proef.yaml", 9, 5))


def composed(pictures: dict[str, tuple[Mark, ...]]) -> Composed:
    return Composed("", (), (), PALETTES["linde"], PAIRS["rust"], pictures, "nl", TEMPLATE, FORMATS["a4"])


def site_of(practice: Path, *named: str) -> Site:
    """What is served to a document that names these pictures."""
    return Site(composed(dict.fromkeys(named, NAMES)), Folder(practice).open_reader())


def refusals(site: Site, *names: str) -> list[tuple[str, str]]:
    """The rule and the place of each Problem, where none of these is served, though it is asked for twice."""
    for address in (*names, *names):
        with pytest.raises(ValueError, match=r"\w"):
            site.get(address)
    return [(problem.rule, str(problem.mark)) for problem in site.problems]


def test_each_cut_of_a_typeface_is_served_and_is_the_same_for_every_document(practice: Path) -> None:
    site = site_of(practice)
    cuts = ("spectral/400-normal", "spectral/400-italic", "spectral/700-normal", "pt-serif/400-normal")
    served = [site.get(f"{HOST}fonts/{cut}.ttf") for cut in cuts]
    assert {kind for _, kind in served} == {"font/ttf"}
    assert len({data for data, _ in served}) == 4
    assert site.asked == 0


def test_what_is_asked_for_elsewhere_is_refused_once_also_under_the_name_of_a_font(practice: Path) -> None:
    names = ("https://elders.example/a.css", "https://elders.example/fonts/spectral/400-normal.ttf")
    site = site_of(practice)
    assert refusals(site, *names) == [("remote", TEMPLATE), ("remote", TEMPLATE)]
    assert site.asked == 4


def test_what_no_document_may_use_is_refused(practice: Path) -> None:
    assert refusals(site_of(practice), f"{HOST}content/practice.yaml") == [("outside-folder", TEMPLATE)]


def test_a_file_that_is_missing_is_a_mistake_where_it_is_named_first(practice: Path) -> None:
    site = site_of(practice, NAMED)
    assert refusals(site, HOST + NAMED, HOST + "content/images/weg.png") == [
        ("no-file", "content/brochures/proef.yaml:3:5"),
        ("no-file", "content/images/weg.png"),
    ]


def test_a_drawing_of_the_program_is_served_at_the_size_that_is_asked_for(practice: Path) -> None:
    data, kind = site_of(practice).get(f"{HOST}drawings/sleep.svg?mm=34.5")
    assert kind == "image/svg+xml"
    assert b'width="34.5mm"' in data
    assert PALETTES["linde"].primary.encode() in data
    for name in ("sleep.svg", "sleep.svg?mm=0", "sleep.svg?mm=1e9", "cat.svg?mm=34"):
        assert refusals(site_of(practice), f"{HOST}drawings/{name}") == [("no-drawing", TEMPLATE)]


@pytest.mark.parametrize(
    ("name", "kind"), [("own.css", "text/css"), ("own.css.gz", "text/css"), ("own.unknown", "application/octet-stream")]
)
def test_a_file_is_served_as_it_is_with_its_media_type(practice: Path, name: str, kind: str) -> None:
    put(practice, f"styles/{name}", "p { color: red }")
    site = site_of(practice)
    assert site.get(f"{HOST}styles/{name}") == (b"p { color: red }", kind)
    assert site.asked == 1


def test_a_drawing_of_a_style_has_the_colours_of_the_brand_and_no_other_picture_has(practice: Path) -> None:
    square = SQUARE.replace("#C04020", "var(--primary)")
    for name in ("styles/a.svg", NAMED.replace(".png", ".svg")):
        put(practice, name, drawing(square).decode())
    picture = saved(colours(), "PNG")
    (practice / "styles/a.png").write_bytes(picture)
    site = site_of(practice)
    assert PALETTES["linde"].primary.encode() in site.get(f"{HOST}styles/a.svg")[0]
    assert site.get(f"{HOST}styles/a.png") == (picture, "image/png")
    assert site.problems == []
    assert [place for _, place in refusals(site, f"{HOST}content/images/foto.svg")] == ["content/images/foto.svg"]


def test_what_is_wrong_with_a_picture_is_told_once_and_by_composing_where_content_names_it(practice: Path) -> None:
    put(practice, NAMED, "no picture")
    put(practice, "styles/vlek.png", "no picture")
    site = site_of(practice, NAMED)
    site.get(HOST + NAMED)
    assert site.problems == []
    assert refusals(site, f"{HOST}styles/vlek.png") == [("unreadable-picture", "styles/vlek.png")]
    (problem,) = site.problems
    assert isinstance(problem, Problem)
    assert str(problem.message).startswith("vlek.png ")


def test_a_code_of_any_address_is_a_full_one_that_takes_the_size_that_it_is_given(practice: Path) -> None:
    address = "https://praktijk.example/a?b=1&c=2#d"
    assert site_of(practice).get(f"{HOST}qr/{quote(address, safe='')}.svg") == (qr_code(address), "image/svg+xml")
    drawn = qr_code("1")
    assert drawn.startswith(b"<svg")
    assert b'viewBox="0 0 29 29"' in drawn  # 21 modules, and four of white on each side
    assert b"width=" not in drawn


def test_a_picture_is_known_by_its_address_and_by_those_of_the_pictures_in_it(practice: Path) -> None:
    inner = address_of(saved(colours(), "PNG"))
    name = "content/images/mijn tekening.svg"
    put(practice, name, drawing(f'<image width="50" height="50" href="{inner}"/>').decode())
    found = addresses(composed({name: NAMES, NAMED: NAMES}), Folder(practice).open_reader())
    assert found == {
        f"{HOST}content/images/mijn%20tekening.svg": name,
        inner: name,
        f"{HOST}content/images/foto.png": NAMED,
    }


OWN = """h1 { background: url(foto.png) }
@import "anders.css"; /* url(nooit.png) */
li::before { content: "Extra woord" ", " }
@font-face { src: url("//x.example/a.ttf") }
"""


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://handouts.invalid/styles/foto.png", "1:18"), ("https://handouts.invalid/styles/anders.css", "2:9"),
        ("https://x.example/a.ttf", "4:23"), ("https://handouts.invalid/styles/nooit.png", ""),
    ],
)  # fmt: skip
def test_what_an_own_stylesheet_asks_for_is_reported_there(address: str, place: str) -> None:
    shipped = Stylesheet("styles/base.css", "(handouts) styles/base.css", OWN)
    composed: Any = Mock(stylesheets=(shipped, Stylesheet("styles/own.css", "styles/own.css", OWN)))
    found = asks_for(composed, address, "https://handouts.invalid/")
    assert (str(found) if found else "") == (place and f"styles/own.css:{place}")


@pytest.mark.parametrize(("text", "place"), [("Extra woord", "3:23"), ("Ander, woord", ""), ("", "")])
def test_what_an_own_stylesheet_prints_is_reported_there(text: str, place: str) -> None:
    composed: Any = Mock(stylesheets=(Stylesheet("styles/own.css", "styles/own.css", OWN),))
    found = prints(composed, text)
    assert (str(found) if found else "") == (place and f"styles/own.css:{place}")
