"""What to look at after an import: nothing here is wrong, and all of it may print otherwise than it was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from handouts.content.model.brochure import LONGEST_TITLE
from handouts.files.unseen import pasted
from handouts.intake.importing.blocks import Block, Parsed, unprinted_signs
from handouts.intake.importing.levels import SECTION, number_of
from handouts.intake.importing.lines import EMOJI, RANK, words
from handouts.intake.importing.meaning import speaks_against
from handouts.intake.importing.signs import text_in
from handouts.intake.importing.structure import Draft
from handouts.page.composing.prose import inline_html, plain_html
from handouts.problems import Mark, Problem, msg, shortened, warning

_MAX_SHOWN = 20
_SIGNS = re.compile(r"[*_]|\]\(")
# What other dialects of Markdown know, and a brochure prints as it was typed.
_DIALECTS = (
    r"`[^`]+`|<([A-Za-z]\w*)[^<>]*>[^<>]{0,40}</\1>|</?[A-Za-z][^<>]*>|<!--|~~\S+~~|(?<=\w)~\w+~"
    r"|!\[[^\]]*\](?:\([^)]*\))?|\[\^[^\]]+\]|\^[^\s^]+\^|==\S[^=]*=="
    r"|\[[^\[\]]+\]\[[^\[\]]*\]|&#?\w+;|\\[*_#()\[\]`-]"
)
_FOREIGN = re.compile(rf"{_DIALECTS}|\](?:\((?!https?:|mailto:|tel:)[^\s()]*\))")
_IN_HEADING = re.compile(rf"{_DIALECTS}|\]\([^\s()]*\)")
# The typeface for signs has some of these.
_EMOJI = re.compile(rf"(?![☐☑☕☺☻☼☿♀♁♂♠♣♥♦♪♫✓✔✗✘❤\ufe0f\u200d])[{EMOJI}]")
_TICKED = re.compile(r"\[[xX]\]|[☑☒]")
_LINE_END_HYPHEN = re.compile(r"[^\W\d_]-$")
_GO_TOGETHER = set(words("go_together").split("|"))
_HEAD_OF_MAIL = re.compile(rf"(?:{words('mail_head')}): \S", re.IGNORECASE)
_GREETING = re.compile(rf"(?i:{words('letter_greeting')}) [^\W\d_a-z][^\W\d_]+(?: [^\W\d_]+){{0,3}},?")
_PRINTED_AS_TYPED = {"text", "bullet"}
_KINDS = {
    "code": msg("code"), "HTML": msg("HTML"), "mail": msg("the head of a mail"), "menu": msg("menu"),
    "picture": msg("picture"), "reference": msg("reference"), "settings": msg("settings"), "table": msg("table"),
}  # fmt: skip


def doubts(parsed: Parsed, draft: Draft, file: str, *, markdown: bool) -> Iterator[Problem]:
    """The warnings about a text and about what became of it."""
    blocks = [block for block in parsed.blocks if block.kind not in {"odd", "rule"}]
    if draft.of_mail:
        message = msg("the title is the subject of the mail: “{title}”", title=draft.title)
        yield warning("import-no-title", Mark(file, 1), message, "look whether that is the title of the brochure")
    elif not draft.has_title:
        yield warning(
            "import-no-title", Mark(file, 1),
            "the text does not begin with a title, so the name of the file is used: “{title}”",
            "write the title after title: in at most {longest_title} characters",
            title=draft.title, longest_title=LONGEST_TITLE,
        )  # fmt: skip
    for block in draft.odd:
        yield warning(
            "import-not-placed", Mark(file, block.line.number), "there is no place for this ({kind})",
            "it is in a section of its own at the end: move it, or remove it", kind=_KINDS[block.style],
        )  # fmt: skip
    if addressed := _to_one_person([block for block in blocks if block.kind != "table"]):
        yield warning(
            "import-letter", Mark(file, addressed.line.number),
            "this looks like a mail or a letter to one person: “{text}”",
            "everybody reads a brochure: remove what is about that person, and who wrote and answered when",
            text=shortened(addressed.text, 60),
        )  # fmt: skip
    if not any(section.heading for section in draft.sections):
        yield warning(
            "import-no-headings", Mark(file), "no headings were found, so the text is in one piece",
            "put a short line with a blank line around it over each part, and import again",
        )  # fmt: skip
    sections = (block for block in blocks if block.kind == "heading" and block.depth == SECTION)
    if numbered := next(filter(number_of, sections), None):
        yield warning(
            "import-numbered-heading", Mark(file, numbered.line.number),
            "the brochure numbers its sections itself, and “{text}” has another number of its own",
            "remove the number, and check whether the text refers to it", text=numbered.text,
        )  # fmt: skip
    found = [
        *_emoji(blocks, file),
        *_hyphens(blocks, file),
        *_inner_lists(blocks, file),
        *_done(blocks, file),
        *(_foreign(parsed, file) if markdown else _signs(blocks, file)),
    ]
    yield from found[:_MAX_SHOWN]
    if len(found) > _MAX_SHOWN:
        yield warning(
            "import-more-doubts", Mark(file), "there are {count} more such places", count=len(found) - _MAX_SHOWN
        )


def _to_one_person(blocks: Sequence[Block]) -> Block | None:
    """Where a text begins as a mail or a letter does: two lines of its head, or a name that is greeted."""
    heads = [block for block in blocks for row in block.rows if _HEAD_OF_MAIL.match(row)]
    if len(heads) > 1:
        return heads[0]
    return next((block for block in blocks for row in block.rows if _GREETING.fullmatch(row.strip())), None)


def _emoji(blocks: Sequence[Block], file: str) -> Iterator[Problem]:
    for block in blocks:
        if found := _EMOJI.search(block.text):
            says = block.style == "sign" or speaks_against(found[0])
            hint = msg("write in words what it says, such as “niet”, or type ✗ or ✓") if says else msg(
                "remove it from the brochure"
            )  # fmt: skip
            message = msg("no typeface of the brochure has “{found}”, so it cannot be printed", found=found[0])
            yield warning("import-emoji", Mark(file, block.line.number), message, hint)


def _hyphens(blocks: Sequence[Block], file: str) -> Iterator[Problem]:
    for block in (block for block in blocks if block.kind in _PRINTED_AS_TYPED):
        for number, (row, following) in enumerate(pairwise(block.rows), start=block.line.number):
            word = following.split(maxsplit=1)[0] if following else ""
            if _LINE_END_HYPHEN.search(row) and word[:1].islower() and word not in _GO_TOGETHER:
                yield warning(
                    "import-hyphen", Mark(file, number),
                    "“{part} {word}” looks like one word that was broken at the end of a line", "join the two parts",
                    part=row.split()[-1], word=word,
                )  # fmt: skip


def _done(blocks: Sequence[Block], file: str) -> Iterator[Problem]:
    """Boxes that are ticked: a brochure prints each as one to be ticked."""
    for block in blocks:
        if block.kind == "bullet" and (found := _TICKED.search(block.line.raw[: block.slices[0].start])):
            yield warning(
                "import-markup", Mark(file, block.line.number),
                "this was ticked ({found}), and the brochure prints an item like any other",
                "write in words that it is done, where that matters", found=found[0],
            )  # fmt: skip


def _inner_lists(blocks: Sequence[Block], file: str) -> Iterator[Problem]:
    """Lists in lists in lists: a point holds one list."""
    level: list[Block] = []
    for block in blocks:
        if block.kind != "bullet":
            level = []
            continue
        while level and (block.indent <= level[-1].indent and RANK[block.style] <= RANK[level[-1].style]):
            level.pop()
        level.append(block)
        if len(level) == 3:
            message = msg("this is a list in a list in a list, and it was put in one list with the lines above it")
            yield warning("import-inner-list", Mark(file, block.line.number), message)


def _signs(blocks: Sequence[Block], file: str) -> Iterator[Problem]:
    """Signs in a plain text that a brochure reads as bold, italics or a link."""
    for block in (block for block in blocks if block.kind in _PRINTED_AS_TYPED and _SIGNS.search(block.text)):
        shown, typed = (pasted(text_in(made(block.text))) for made in (inline_html, plain_html))
        if shown != typed:
            hint = msg("leave it so if that is what you mean")
            yield warning("import-markup", Mark(file, block.line.number), unprinted_signs(shown), hint)


def _foreign(parsed: Parsed, file: str) -> Iterator[Problem]:
    """What of Markdown a brochure does not know."""
    for number, message in parsed.remarks:
        yield warning("import-markup", Mark(file, number), message, "look how it prints")
    for block in parsed.blocks:
        if block.kind in {"odd", "rule"}:
            continue
        pattern = _IN_HEADING if block.kind == "heading" else _FOREIGN
        for line, start, end in block.slices:
            for found in dict.fromkeys(each[0] for each in pattern.finditer(line.raw, start, end)):
                message = msg("“{found}” is no bold, italics or link, and prints as typed", found=found)
                yield warning("import-markup", Mark(file, line.number), message)
