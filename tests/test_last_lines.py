"""No word stands alone on the last line of a paragraph, where the line above stays long enough without another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2

from conftest import put
from filled import composed, laid
from handouts.files.folder import Folder
from handouts.page.rendering.boxes import boxes_in, lines_of, pages_of, texts_in
from handouts.produce.job import Job
from handouts.produce.making import Maker

WORDS = (
    "Je neemt een bad van twintig minuten en gaat daarna op tijd naar bed zodat je rustig wakker wordt. Dat lukt niet "
)
WORDS += "elke dag en dat hoeft ook niet want je lichaam went langzaam aan een ander ritme dan je had"
LENGTHS = range(80, 200, 4)


def written(practice: Path) -> Any:
    """The engine's document with paragraphs of many lengths, so that some would end in a line of one word."""
    cut = dict.fromkeys(WORDS[:length].rpartition(" ")[0] for length in LENGTHS)
    texts = [ends.format(each) for each in cut for ends in ("{}.", "**{}**.", "Rust: **{}.**")]
    sections = "".join(f"- heading: Deel {number}\n  text: '{text}'\n" for number, text in enumerate(texts))
    put(practice, "content/brochures/proef.yaml", f"title: Proef\nsections:\n{sections}")
    return laid(*composed(practice, "proef", "a4")).document


def lines(document: Any) -> Iterator[tuple[list[str], float]]:
    """The lines of each paragraph of several lines, and which share of its column the line before the last takes."""
    for page in pages_of(document):
        for box in boxes_in(page):
            found = lines_of(box)
            if len(found) > 1 and box.element.tag == "p":
                yield ["".join(each.text for each in texts_in(line)) for line in found], found[-2].width / box.width


def test_no_paragraph_ends_in_one_word_where_the_line_above_stays_long(practice: Path) -> None:
    found = list(lines(written(practice)))
    ended = [texts[-1].split() for texts, _ in found]
    assert len(ended) > 40
    assert [words for words in ended if len(words) == 1 and len(words[0]) < 14] == []
    assert sum("\u00a0" in text for texts, _ in found for text in texts[-1:]) > 4
    assert min(share for _, share in found) > 0.6


def test_on_paper_a_hard_space_is_read_as_a_space(practice: Path) -> None:
    written(practice)
    product = Maker(Folder(practice), date(2026, 11, 28)).make(Job("brochure", "proef", "a4"))
    assert product.pdf
    text = " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(product.pdf))
    assert "\u00a0" not in text
    assert "naar bed zodat je rustig" in " ".join(text.split())


def test_two_words_that_are_wider_than_a_line_are_not_bound_and_broken(practice: Path) -> None:
    put(
        practice,
        "content/practice.yaml",
        "name: Praktijk Proef\npractitioner: {name: Hanna Lindezee}\nbrand: {look: type}\n",
    )
    title = "Spijsvertering bij grenzen na magnesium"
    put(
        practice,
        "content/brochures/proef.yaml",
        f"title: {title}\nsections:\n- heading: Deel\n  text: Rust goed uit.\n",
    )
    document = laid(*composed(practice, "proef", "a4")).document
    heading = next(
        box
        for box in boxes_in(pages_of(document)[0])
        if box.element is not None and box.element.tag == "h1" and lines_of(box)
    )
    shown = [word for line in lines_of(heading) for each in texts_in(line) for word in each.text.split()]
    assert shown == title.split()
