"""Random edits of YAML files, and what must hold of each: all that it does not concern is as it was, to the byte."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from handouts.content.patching import Change, Insert, Move, Put, Remove, Unpatchable, patched
from handouts.content.reading import read_yaml

SHIPPED = {path.name: path.read_bytes() for path in sorted((Path(__file__).parent.parent / "content").rglob("*.yaml"))}
TEXTS = (
    "Rust", "een halve tablet", "NO", "012", "12:30", "a: b", "# 1", "tip #1", "tip # twee", "- streep", "'s avonds",
    'zij zei "ja"', "[1,5 tablet]", "{{ je | u }} {{ slaapt }}", "null", "~", "|", ">", "\\n", "eindigt: ",
    "twee\nregels", "een\n\ntwee\n", "met\neinde\n", "  inspringend", "achter  ", "tab\tin", "é ü 😀",
    "niet\u00a0breken", "“krul”", "1,5", "", "!ja", "*ster", "&en", "%", "@", "`", "? vraag",
    "**vet** en ~~door~~", "een " * 60 + "eind", "- a\n- b",
    "x\n  dieper\nterug", "einde\n\n\n", "sleutel:\n  - geen lijst", "ja", "\u00ad", "regel\n# geen opmerking\n",
)  # fmt: skip
NASTY = {
    "comments everywhere": b"""\
# Top of the file.

# Of the title.
title: A  # behind
# Of the list.
list:  # beside
  # of one
  - one   # behind one

  # of two
  # of two too
  - two

  # floating

  - three
    # further in than the dash

# Of what is last.
last: |  # of a block
  a
  b

# The end.
""",
    "items of every kind": b"""\
rows:
- product: Oil
  # of the dose
  dose: 5 ml
  when: [morning, 'noon', "evening"]
  note: >-
    folded over
    two lines

    and two paragraphs
-   product: Salt
    deep:
        deeper:
            - - nested
              - list
            -
              - on a line of its own
- {product: Bath, dose: "1", when: []}
- text
-
- "a \\
  b"
- plain that goes
  on below it
- 'single that goes

  on'
""",
    "windows": b"\xef\xbb\xbf# x\r\na: 1\r\nb:\r\n  - c\r\n  # of d\r\n  - d: |\r\n      e\r\n      f\r\n    g: h\r\n"
    b"\r\ni: j\r\n",
    "no break at its end": b"a: 1\nb:\n  - c\n  - d",
    "a block at its end": b"a: 1\nb:\n  - c\n  - |\n    text",
    "brackets": b"""\
one: {a: 1, "b":2 ,c: [x,y, {z: "q"}],}
two: [a, b,
  c,
  # of d
  d]
three: []
four: {}
five: [[a, b], [c]]
""",
    "one line": b"{a: 1, b: [c, d]}",
    "marks of a document": b"---\na: 1\nb:\n  c: 2\n...\n",
    "tabs and spaces": b"a:\t1\t# x\nb:   two   words  \nc :  3\n\n\n\nd:\n\n  - e\n\n\n  - f\t\n  -   g\n",
    "empty": b"a:\nb:  # nothing\nc:\n  - x\nd:\n  e:\n  f: 1\n",
    "unseen": "a\u200b: één\u200b woord\nb:\n  - \u200bc\n  - d\ufeff\n".encode(),
    "quotes": b"a: \"x\"\nb: 'it''s'\n\"c d\": 1\n'e': \"two\n  lines\"\nf: \"esc\\u00e9\"\n",
    "breaks that are kept": b"a: |+\n  text\n\n\nb: >+\n  folded\n  on\n\n\nc: |2\n    in\n  out\nd: |-\n"
    b"  x\n   \n\ne:\n  - |\n    y\n     \n  - z\n",
}  # fmt: skip


class Tried(NamedTuple):
    """What came of a number of edits."""

    edits: int
    anew: int
    refused: int


def edited(data: bytes, count: int, seed: int) -> Tried:
    """Makes random edits of a file, one after another, and holds each to what must hold. Raises AssertionError.

    An edit that needed a block dumped anew, or was refused, is counted, and loses no value either.
    """
    dice, anew, refused = Random(seed), 0, 0  # noqa: S311  # repeatable, and no secret
    known = {each[0].strip() for each in re.finditer(r"(?m)^[ \t]*#.*$|[ \t]#.*$", data.decode())}
    for _ in range(count):
        value = read_yaml(data, "x").value
        if not isinstance(value, dict):
            break
        change = random_change(dice, value)
        try:
            after = patched(data, "x", [change])
        except Unpatchable:
            refused += 1
            continue
        anew += after.anew
        assert read_yaml(after.data, "x").value == wanted(value, change)
        if not after.anew:
            must_be_left(data, after.data, change, value, known)
        data = after.data
    return Tried(count, anew, refused)


def must_hold(*tried: Tried) -> Tried:
    """The sum of what was tried, of which none was refused, or dumped anew. Raises AssertionError."""
    total = Tried(*map(sum, zip(*tried, strict=True)))
    assert total[1:] == (0, 0), total
    return total


def paths_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of each value."""
    yield path
    for step, each in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from paths_in(each, (*path, step))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    """What is at a path."""
    for step in path:
        value = value.get(step) if isinstance(value, dict) else value[step]
    return value


def random_value(dice: Random, depth: int = 0) -> Any:
    """A text, or now and then a list or mapping of some."""
    if depth > 2 or dice.random() < 0.75:
        return dice.choice(TEXTS)
    if dice.random() < 0.5:
        return [random_value(dice, depth + 1) for _ in range(dice.randint(0, 3))]
    return {f"new{number}": random_value(dice, depth + 1) for number in range(dice.randint(0, 3))}


def random_change(dice: Random, value: Any) -> Change:
    """One change of a value."""
    paths = [*paths_in(value)][1:] or [()]
    lists = [path for path in paths if isinstance(at(value, path), list)]
    items = [path for path in paths if isinstance(path[-1], int)] if paths != [()] else []
    roll = dice.random()
    if lists and roll < 0.25:
        path = dice.choice(lists)
        return Insert(path, dice.randint(0, len(at(value, path))), random_value(dice))
    if items and roll < 0.4:
        path = dice.choice(items)
        return Move(path, dice.randrange(len(at(value, path[:-1]))))
    if len(paths) > 3 and roll < 0.55:
        return Remove(dice.choice(paths))
    if roll < 0.65:
        mappings = [path for path in [(), *paths] if isinstance(at(value, path), dict)]
        return Put((*dice.choice(mappings), f"key{dice.randrange(10**6)}"), random_value(dice))
    texts = [path for path in paths if path and isinstance(at(value, path), str)]
    if not texts:
        return Put(("key",), random_value(dice))
    path = dice.choice(texts)
    return Put(path, _other_text(dice, at(value, path)) if dice.random() < 0.8 else random_value(dice))


def _other_text(dice: Random, text: str) -> str:
    """A text with a word changed, added or taken out; now and then quite another one."""
    words = text.split(" ")
    if dice.random() < 0.4 or len(words) < 3:
        return dice.choice(TEXTS)
    place = dice.randrange(len(words))
    return " ".join([*words[:place], *dice.choice(([], ["anders"], [words[place], "erbij"])), *words[place + 1 :]])


def wanted(value: Any, change: Change) -> Any:
    """What a change makes of a value, worked out by copying all of it."""
    if not change.path:
        return change.value if isinstance(change, Put) else value
    value = _copied(value)
    holder = at(value, change.path if isinstance(change, Insert) else change.path[:-1])
    match change:
        case Put(path, new):
            holder[path[-1]] = new
        case Insert(_, place, new):
            holder.insert(place, new)
        case Remove(path):
            del holder[path[-1]]
        case Move(path, place):
            holder.insert(place, holder.pop(path[-1]))
    return value


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(each) for key, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value


def must_be_left(before: bytes, after: bytes, change: Change, value: Any, known: Collection[str]) -> None:
    """All that a change does not concern is as it was; `known` are the comments. Raises AssertionError."""
    old, new = before.decode(), after.decode()
    if not old.endswith("\n"):  # a block that ended the file without a break is clipped where it no longer does
        old, new = old.replace("|-\n", "|\n"), new.replace("|-\n", "|\n")
    same = _common(old, new)
    note = (change, old, new)
    if isinstance(change, Move):
        assert Counter(_bare_lines(old)) == Counter(_bare_lines(new)), note
    elif isinstance(change, Insert) and at(value, change.path):
        assert same >= len(old.rstrip("\r\n")) - 1, note  # nothing but added; the `|` of the last line may become `|-`
    elif isinstance(change, Put) and len(change.path) == 1 and change.path[0] not in value and value:
        assert same >= len(old.rstrip("\r\n")) - 1, note
    elif isinstance(change, Remove) and len(at(value, change.path[:-1])) > 1:
        gone = _taken_out(old, _prefix(old, new), len(old) - same)
        # Nothing but taken out; a comment moves to the left where the text before it goes.
        kept = _comments(old, known) == _comments(new, known)
        assert same >= len(new) - len("\r\n") - max(map(len, known), default=0) * kept, note
        assert _comments(old, known) - _comments(new, known) <= _comments(gone, known), note
    elif isinstance(change, Put) and isinstance(change.value, str) and isinstance(at(value, change.path), str):
        assert _comments(old, known) == _comments(new, known), note
        text, start = at(value, change.path), _prefix(old, new)
        touched = old[start : len(old) - (same - start)].count("\n")
        assert touched <= text.count("\n") + len(text) // 15 + 3, note


def _bare_lines(text: str) -> list[str]:
    """The lines without the space around them, and dashes before them: a first item may change places with one."""
    lines = (re.sub(r"^(?:\s|-(?=\s|$))*", "", line).strip() for line in text.splitlines())
    return [part for line in lines for part in re.split(r"[\s,\[\]]+", line) if part]


def _comments(text: str, known: Collection[str]) -> Counter[str]:
    """How often each of the `known` comments is in a text: some texts hold what looks like another."""
    return Counter({each: text.count(each) for each in known})


def _taken_out(old: str, start: int, length: int) -> str:
    """What was taken out, as whole lines where it may be seen so."""
    while start and length and old[start - 1] != "\n" and old[start - 1] == old[start + length - 1]:
        start -= 1
    return old[start : start + length]


def _prefix(old: str, new: str) -> int:
    """How many characters both begin with."""
    for place, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return place
    return min(len(old), len(new))


def _common(old: str, new: str) -> int:
    """How many characters both begin and end with."""
    start = _prefix(old, new)
    return start + min(_prefix(old[start:][::-1], new[start:][::-1]), len(old) - start, len(new) - start)
