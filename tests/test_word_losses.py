"""No word of a Word document is lost in silence, whatever holds it and however it is packed."""

from __future__ import annotations

import io
import random
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.intake.importing import import_text
from handouts.intake.importing.word import read_word
from handouts.intake.importing.word.losses import first_loss, words_shown
from handouts.problems import ContentError
from word import box, control, docx, field, levels, numbering, old_box, p, picture, t, table

pytest.importorskip("mammoth")


def test_a_word_that_is_missing_or_moved_is_found() -> None:
    same = ["een", "twee", "drie"]
    assert first_loss(same, same, [], []) is None
    assert first_loss(same, ["een", "drie"], [], []) == "twee"
    assert first_loss(same, ["een", "drie", "twee"], [], []) == "twee"
    assert first_loss(same, [*same, "vier"], [], []) == "vier"


def test_what_is_told_may_be_in_any_order_and_counts_as_often_as_it_is_there() -> None:
    assert first_loss([], [], ["a", "b", "a"], ["b", "a", "a"]) is None
    assert first_loss([], [], ["a", "a"], ["a"]) == "a"
    assert first_loss([], [], ["a"], ["a", "b"]) == "b"
    assert first_loss(["a"], [], [], ["a"]) == "a"


def test_words_are_read_from_html_as_one_sees_them() -> None:
    html = '<p>mag<strong>nesi</strong>um<br>en<img alt="een glas"/>.</p><ul><li>a</li><li>b &amp; c</li></ul>'
    assert words_shown(html) == ["magnesium", "en", "een", "glas", ".", "a", "b", "&", "c"]


RUNS = {
    "plain": lambda run: run,
    "inserted": lambda run: f"<w:ins>{run}</w:ins>",
    "deleted": lambda run: f"<w:del>{run.replace('w:t', 'w:delText')}</w:del>",
    "moved away": lambda run: f"<w:moveFrom>{run}</w:moveFrom>",
    "moved here": lambda run: f"<w:moveTo>{run}</w:moveTo>",
    "hidden": lambda run: run.replace("<w:rPr>", "<w:rPr><w:vanish/>"),
    "control": control,
    "field": lambda run: field(" DATE ", run),
    "link": lambda run: field(' HYPERLINK "https://praktijk.example/" ', run),
    "simple field": lambda run: f'<w:fldSimple w:instr=" DATE ">{run}</w:fldSimple>',
    "hyperlink": lambda run: f'<w:hyperlink w:anchor="x">{run}</w:hyperlink>',
    "tag": lambda run: f"<w:smartTag>{run}</w:smartTag>",
    "new": lambda run: f"<w:onbekend><w:nieuw>{run}</w:nieuw></w:onbekend>",
    "alternatives": lambda run: f"<mc:AlternateContent><mc:Choice>{run}</mc:Choice></mc:AlternateContent>",
    "box": lambda run: box(f"<w:p>{run}</w:p>"),
    "old box": lambda run: old_box(f"<w:p>{run}</w:p>"),
    "equation": lambda run: f"<m:oMath>{run.replace('w:r>', 'm:r>').replace('w:t', 'm:t')}</m:oMath>",
    "unfinished": lambda run: f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{run}',
    "noted": lambda run: f'{run}<w:r><w:footnoteReference w:id="7"/><w:t> </w:t></w:r>',
    "broken": lambda run: (
        f'<w:r><w:br w:type="page"/></w:r>{run}<w:r><w:tab/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    ),
    "commented": lambda run: f'<w:r><w:commentReference w:id="1"/></w:r>{run}',
    "ended": lambda run: f'{run}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
}
BLOCKS = {
    "plain": lambda block: block,
    "control": control,
    "placeholder": lambda block: control(block, "<w:showingPlcHdr/>"),
    "contents": lambda block: block.replace("<w:pPr>", '<w:pPr><w:pStyle w:val="Inhopg1"/>'),
    "list": lambda block: block.replace("<w:pPr>", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr>'),
    "heading": lambda block: block.replace("<w:pPr>", '<w:pPr><w:pStyle w:val="Kop1"/>'),
    "table": lambda block: table((block, "<w:p/>")),
    "deleted row": lambda block: table((block,)).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>"),
    "covered": lambda block: table((block,)).replace("<w:tc>", "<w:tc><w:tcPr><w:vMerge/></w:tcPr>"),
    "joined": lambda block: block.replace("<w:pPr>", "<w:pPr><w:rPr><w:del/></w:rPr>"),
    "alternatives": lambda block: (
        f"<mc:AlternateContent><mc:Choice>{block}</mc:Choice><mc:Fallback>{block}</mc:Fallback></mc:AlternateContent>"
    ),
    "new": lambda block: f"<w:onbekend>{block}</w:onbekend>",
    "inserted": lambda block: f"<w:ins>{block}</w:ins>",
    "deleted": lambda block: f"<w:del>{block}</w:del>",
}
shapes = st.tuples(
    st.lists(st.lists(st.sampled_from(sorted(RUNS)), max_size=3), min_size=1, max_size=4),
    st.lists(st.sampled_from(sorted(BLOCKS)), max_size=3),
)


def packed_in(ways: list[str], known: Mapping[str, Callable[[str], str]], inner: str) -> str:
    for way in ways:
        inner = known[way](inner)
    return inner


@settings(deadline=None, max_examples=100)
@given(st.lists(shapes, min_size=1, max_size=6))
def test_every_word_is_there_once_whatever_holds_it(paragraphs: list[tuple[list[list[str]], list[str]]]) -> None:
    numbers, body = count(1), []
    for runs, blocks in paragraphs:
        inner = "".join(packed_in(ways, RUNS, t(f" w{next(numbers)} ")) for ways in runs)
        body.append(packed_in(blocks, BLOCKS, f"<w:p><w:pPr></w:pPr>{inner}</w:p>"))
    parts = {"header1": p("kop"), "footer1": p("voet"), "footnotes": f'<w:footnote w:id="7">{p("noot")}</w:footnote>'}
    found = read_word(docx(*body, parts=parts), "tekst.docx")
    words = [word for word in found.words if word[0] not in "[✓"]
    assert Counter(words) == Counter(["kop", "voet", "noot", *(f"w{number}" for number in range(1, next(numbers)))])


@pytest.mark.parametrize("seed", range(40))
def test_what_is_damaged_anywhere_is_refused_and_never_breaks(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # it damages a file
    whole = docx(p("Slaap", style="Kop1"), p("a", number="2"), table(("b", "c")), p("d", box(p("e"))))
    entries = {}
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        entries = {name: bytearray(packed.read(name)) for name in packed.namelist()}
    for _ in range(3):
        data = entries[chance.choice(sorted(entries))]
        place = chance.randrange(len(data))
        data[place : place + chance.randrange(30)] = chance.choice((b"", b"<", b'"', b"0", b"w:", b"-1", b"&amp;"))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, data in entries.items():
            made.writestr(name, bytes(data))
    assert refused(stream.getvalue()) in {(), ("import-damaged",)}


@pytest.mark.parametrize("value", ["", "-5", "abc", "²", "٣", "99999999999999999999", "FFFFF"])
def test_a_value_that_means_nothing_breaks_nothing(value: str) -> None:
    kinds = numbering({"0": levels("decimal", start=7)}, {"1": "0"})
    whole = docx(
        p("kop", style="Kop1", more='<w:outlineLvl w:val="7"/>'),
        p("een", number="1", level=7, more='<w:ind w:left="7"/>'),
        p(picture("i", "beeld", 7, 7), '<w:r><w:sym w:font="Arial" w:char="7"/></w:r>'),
        table(("twee",)).replace("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="7"/></w:tcPr>'),
        parts={"numbering": kinds.replace("decimal", value)},
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as packed, zipfile.ZipFile(stream, "w") as made:
        for name in packed.namelist():
            made.writestr(name, packed.read(name).decode().replace('="7"', f'="{value}"'))
    assert refused(stream.getvalue()) == ()


def refused(data: bytes) -> tuple[str, ...]:
    """The rules by which a document is refused."""
    try:
        read_word(data, "tekst.docx")
    except ContentError as reason:
        return tuple(problem.rule for problem in reason.problems)
    return ()


def test_the_outline_says_which_marks_of_a_document_were_left_out() -> None:
    heads = [p(t(f"{count}. {text}", b=True)) for count, text in ((1, "Ontbijt"), (2, "Koffie"))]
    parts = (p("Eet iets. Neem de tijd."), heads[0], p("Een hele zin."), heads[1], p("Nog een zin."))
    made = import_text(docx(p(t("🌿 Voeding 🌿", b=True)), *parts), source="a.docx")
    assert made.outline.marks == (("1.", 2), ("🌿", 2))


def test_one_underlined_word_is_stressed_in_bold() -> None:
    text = p("Zwem, maar ", t("geen", u="single"), " schoolslag. Echt.")
    made = import_text(docx(p(t("Titel", b=True)), text), source="a.docx")
    assert "Zwem, maar **geen** schoolslag." in made.yaml
