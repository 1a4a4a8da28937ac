"""Prose into inline HTML: bold, italics and links, and every other character as it was typed.

Emphasis begins and ends at the edge of a word only, so `2*1*0` keeps its stars; there are no escapes and no
entities, so a backslash and `&amp;` print as they are.

The engine hyphenates by a dictionary that knows no digits, so it would print `Coronavirus2019-` at a line's end and go
on with `besmetting`. So a long word with a digit is marked, no stylesheet hyphenates it, and it gets soft hyphens among
its letters only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import escape, unescape
from typing import Any
from unicodedata import normalize

from handouts.files.unseen import SOFT_HYPHEN
from handouts.page.composing.emphasis import Run, scan_marks, settled
from handouts.page.composing.together import MAX_TOGETHER
from handouts.page.pipeline import ADDRESS, MAX_WHOLE
from handouts.problems import msg

MIN_MIXED = 12
"""From so many characters a word of letters and digits is marked, so that the engine does not hyphenate it."""
MIN_HYPHENATED = 18
"""From so many characters a word may be wider than the narrowest column of large letters."""
_KEPT = 4
"""The fewest letters before a hyphen, and after it."""
_MARKED = re.compile(r'(<span class="(?:mixed|unhyphenated)">)([^<&]+)(?=</span>)')
_LETTERS = re.compile(rf"[^\W\d_]{{{2 * _KEPT},}}")

_WORD = re.compile(r"\S+")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
# Where the engine may end a line inside a word (Unicode line breaking, UAX 14: hyphens, dashes, slashes and the like).
_BREAKABLE = re.compile(r"[-\u2010\u2013\u2014/|?&+=~…]")
# After a full stop or comma that begins a word, as in `.5`, the engine may end a line too.
_BARE_FRACTION = re.compile(r"[.,]\d")
# Beside a letter a line may end after these; between two digits, or a digit and a sign, it must not.
_BESIDE_LETTER = re.compile(r"(?<=[^\W\d_])[-\u2010\u2013\u2014/]|[-\u2010\u2013\u2014/](?=[^\W\d_])")
_HYPHEN = re.compile(r"[-\u2010]")
# `burn-out` is read at a glance; `'s-Hertogenbosch`, `e-mailadres` and `follow-up` have next to nothing on one side.
_SHORT_COMPOUND = re.compile(
    r"\W*(?:[^\W\d_]{1,4}(?:[-\u2010][^\W\d_]{1,4})+"
    r"|[^\W\d_]{1,2}[-\u2010][^\W\d_]+|[^\W\d_]+[-\u2010][^\W\d_]{1,2})\W*"
)
_NON_JOINER = "\u200c"
# A sign that is an accent over the letter after it to some typefaces; what is in a tag is no text.
_ACCENTED = re.compile(r"<[^>]*>|[~´¨˜](?=[^\W\d_])")
_FRACTIONS = {normalize("NFKC", sign): sign for sign in "½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
_FRACTION = re.compile(r"(?<![\d⁰¹²³⁴-⁹])[\d¹²³⁴-⁹]\N{FRACTION SLASH}[\d₀-₉](?![\d₀-₉])")
# A line that breaks in mid-paragraph where a run ends in a space before bold text: the engine leaves one word
# alone on it. With the space inside the bold run it does not.
_SPACE_BEFORE_RUN = re.compile(r" (<(?:strong|em|a [^>]*)>)")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a prose field: a blank line begins a new one."""
    return [part.strip() for part in re.split(r"\n[ \t]*\n", text) if part.strip()]


def inline_html(text: str) -> str:
    """One paragraph as inline HTML. A link is followed by its address: paper cannot be clicked."""
    tokens = _parser().parseInline(_one_sign_each(text))
    html = "".join(_html(tokens[0].children or []))
    return _apart(_SPACE_BEFORE_RUN.sub(r"\1 ", html))


def doubtful_markup(text: str) -> Iterator[tuple[str, str]]:
    """What of a prose field may be lost on paper without being meant: each as a sentence and a hint."""
    for paragraph in paragraphs(text):
        tokens = _parser().parseInline(_one_sign_each(paragraph))[0].children or []
        for before, token, following in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
            if token.type == "strong_open" and token.markup == "__" and len(following.content.split()) == 1:
                yield (
                    msg("“__{word}__” is printed in bold, without its signs", word=following.content),
                    msg(
                        "write **{word}** if you mean that; for a blank to fill in, write ____ {word}",
                        word=following.content,
                    ),
                )
            elif token.type == "link_open" and token.attrs.get("title"):
                message = msg("the title of this link, “{title}”, is not printed", title=token.attrs["title"])
                yield message, msg("write it in the text, or leave it out")
            elif token.type == "link_open" and before and before.content.endswith("!"):
                message = msg("a picture cannot stand in running text, so its name and its address are printed")
                yield message, msg("name the picture under image:, or leave out the ! before the [")


def runs_of_marks(text: str) -> list[Run]:
    """The stars and underscores of a prose field, each row of them, in the order in which they stand."""
    env: dict[str, Any] = {}
    for paragraph in paragraphs(text):
        _parser().parseInline(_one_sign_each(paragraph), env)
    return settled(env.get("runs", []))


def plain_html(text: str) -> str:
    """Text that is printed character for character."""
    return _apart(_whole_numbers(_one_sign_each(text)))


def _one_sign_each(text: str) -> str:
    """Text with each letter and its accents as one character, and each fraction, where there is one.

    Text out of other programs may have the accent after its letter. A typeface that lacks the accent by itself would
    have it borrowed from another, though it has the letter with its accent. Around a fraction slash (U+2044) figures
    are raised and lowered by one typeface and not by another, and `1⁄20` is printed as `½0` by a third.
    """
    text = _FRACTION.sub(_one_fraction, normalize("NFC", text.strip()))
    return text.replace("\N{FRACTION SLASH}", "/")


def _one_fraction(found: re.Match[str]) -> str:
    return _FRACTIONS.get(normalize("NFKC", found[0]), found[0])


def _apart(html: str) -> str:
    """HTML in which `~een` is not printed as `ẽen`, as a typeface does that takes the two signs for one letter."""
    return _ACCENTED.sub(lambda found: found[0] + ("" if found[0].startswith("<") else _NON_JOINER), html)


def _whole_numbers(text: str) -> str:
    """Escaped text in which words such as `1101–1106` and `0800-0113` may not break at their dash.

    One such as `vitamine-B12` or `burn-out` had better not either; where it is too long for a narrow column it may.
    """
    return _WORD.sub(lambda found: _whole(found[0]), text)


def _whole(word: str) -> str:
    html = escape(word, quote=False)
    if ADDRESS.search(word):
        return _address(html)
    if not _DIGIT.search(word):
        short = _HYPHEN.search(word) and len(word) <= MAX_TOGETHER and _SHORT_COMPOUND.fullmatch(word)
        return f'<span class="together">{html}</span>' if short else html
    if len(word) <= MAX_WHOLE and (_BREAKABLE.search(word[1:-1]) or _BARE_FRACTION.match(word)):
        if _BARE_FRACTION.match(word) or _BREAKABLE.search(_BESIDE_LETTER.sub("", word)[1:-1]):
            return f'<span class="whole">{html}</span>'
        if len(word) <= MAX_TOGETHER:
            return f'<span class="together">{html}</span>'
    if len(word) < MIN_MIXED or not _LETTER.search(word):
        return html
    kind = "mixed" if len(word) <= MAX_WHOLE else "unhyphenated"
    return f'<span class="{kind}">{html}</span>'


def _address(html: str) -> str:
    """An address of the web or for mail, escaped: on one line where it is short, and never with a hyphen added."""
    kind = "together" if len(unescape(html)) <= MAX_TOGETHER else "unhyphenated"
    return f'<span class="{kind}">{html}</span>'


def with_hyphens(html: str, language: str) -> str:
    """Inline HTML with a soft hyphen wherever a long word with a digit may be hyphenated; an address never is."""
    return _MARKED.sub(lambda found: found[1] + _hyphenated(found[2], language), html)


def _hyphenated(word: str, language: str) -> str:
    if len(word) < MIN_HYPHENATED or SOFT_HYPHEN in word or ADDRESS.search(word):
        return word
    if (dictionary := _dictionary(language)) is None:
        return word
    return _LETTERS.sub(lambda part: str(dictionary.inserted(part[0], SOFT_HYPHEN)), word)


@cache
def _dictionary(language: str) -> Any:
    """The patterns of TeX that the engine hyphenates by; None where there are none for the language."""
    from pyphen import Pyphen, language_fallback

    return Pyphen(lang=language, left=_KEPT, right=_KEPT) if language_fallback(language) else None


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    parser: Any = MarkdownIt("zero").enable(["link", "emphasis"])
    parser.inline.ruler.at("emphasis", scan_marks)
    # Only what can be followed from paper or from a mailed copy; any other bracket prints as it was typed.
    parser.validateLink = lambda url: re.match(r"(?:https?://|mailto:|tel:)[^\s]+$", url) is not None
    parser.normalizeLink = str
    return parser


def _html(tokens: list[Any]) -> list[str]:
    pieces: list[str] = []
    links: list[tuple[str, int]] = []
    for token in tokens:
        if token.type == "text":
            pieces.append(_whole_numbers(token.content))
        elif token.type == "link_open":
            links.append((str(token.attrs["href"]), len(pieces)))
            pieces.append(f'<a href="{escape(links[-1][0])}">')
        elif token.type == "link_close":
            href, start = links.pop()
            address = re.sub(r"^(?:https?://|mailto:|tel:)", "", href).rstrip("/")
            text = re.sub(r"<[^>]+>", "", "".join(pieces[start:]))
            shown = escape(address, quote=False)
            # The engine breaks a long word only where it begins a line, so the brackets are of the same word.
            pieces.append("</a>" if shown in text else f"</a> {_address(f'({shown})')}")
        elif token.type in {"strong_open", "strong_close", "em_open", "em_close"}:
            pieces.append(f"<{'/' if token.nesting < 0 else ''}{token.tag}>")
        else:
            pieces.append(escape(token.content, quote=False))
    return pieces
