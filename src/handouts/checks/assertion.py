"""Whether what a sentence names is about the client: not about somebody else, not denied, past, or as a condition.

The words are gone through once, from left to right. A denial holds until a verb, the client, or a word such as *maar*
begins something else; what is past is decided in the clause in which a thing is named, by the verb of that clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from handouts.checks.words import word_set, word_sets

OTHERS = word_set("others")
_AGED, _OWN, _OWN_VERBS, _VERBS = word_sets("aged own own_verbs verbs")
_DENYING, _ALONE, _BETWEEN, _PREVENTING = (
    word_set("denying"),
    word_set("alone"),
    word_set("between"),
    word_set("preventing"),
)
_AGAIN, _IF, _ABOUT = word_sets("again if about")
_PAST_VERBS, _OVER, _EARLIER, _NOW = word_sets("past_verbs over earlier now")
_YEARS, _AFTER = word_sets("years after")
_FINITE = _VERBS | _PAST_VERBS | word_set("finite")
_PARTS = frozenset(",.;:()") | word_set("but")
_SUBORDINATE, _JOINING, _WHILE = word_sets("subordinate joining while")
_BECAME = re.compile(r" (?:geraakt|geworden)\b")
_NAMED_AGAIN = r"(?:(?:dat|die|het|er|je|u|jij|you|that) )"
_TO_BE = r"(?:(?:ben|bent|heb|hebt|heeft|is|zijn|slik|slikt|gebruik|gebruikt|neem|neemt|are|do|have) )"
_DENIED_AFTER = re.compile(
    rf"[ :(=-]*(?:\?? ?,? ?)(?:(?<=[ ,]){_NAMED_AGAIN}?{_TO_BE}?{_NAMED_AGAIN}{{0,2}})?(?:nog |zijn |is )?"
    r"(?:(?:gestopt|uitgesloten|stopped)\b|(?:niet|nee|geen|not|no|none)\b"
    r"(?: (?:meer|gelukkig|hoor|aanwezig|bekend|vastgesteld|gevonden|van toepassing|aan de orde|any ?more|at all))*"
    r"(?= ?(?:[,.;:!)]|$)| (?:en|maar|of|want|and|but|or)\b))"
)
"""A no after what it denies, at the end of its clause: `zwanger ben je niet`, and not `zwanger, niet ziek`."""
_OF_ANOTHER = re.compile(
    r"(?:(?! (?:en|die|and|that)\b)[^,.]){0,12}\b(?:van|bij|of|in) (?:(?:je|jouw|uw|de|een|your|the|a) )?(\w+)"
)
_RUNS_IN = re.compile(
    r" (?:komt|kwam|zit|zat|speelt|speelde|loopt|heerst|heeft|had|hebben|hadden|kreeg|(?:is|was)(?= erfelijk)|runs?)\b"
    r"[^,.;:()]*"
)
"""A verb after what it says of somebody else: `diabetes komt voor in de familie`."""
_AT_WORK = re.compile(
    r"\b(?:werk(?:t|te|zaam)?(?: \w+)?|dienst|stage|baan|verpleegkundige|verzorgende|assistente?|vrijwilliger|arts|"
    r"secretaresse|work|nurse) (?:op|in|bij|voor|met|at|in|with|on)(?: (?:de|het|een|the|a))?(?: (?:afdeling|poli))? $"
)
"""Before where somebody works: `verpleegkundige op de dialyse`."""
_ASKS_IF = re.compile(
    r"(?:en |maar )?"
    r"(?:(?:bent?|hebt?|denkt?|krijgt?|wilt?|voelt?|lijdt?|are|do|have) (?:je|u|jij|you)\b"
    r"|(?:slikt?|gebruikt?|neemt?) (?:je|u|jij)\b.*, (?:dan|overleg|vraag|bel|let|meld)\b)"
)
"""A verb before who it is about opens a condition: `heb je diabetes, overleg dan eerst`."""
_WORD = re.compile(r"\w+(?:'\w+)*|[,.;:()]")


class _State(NamedTuple):
    """What holds of what a sentence goes on with."""

    is_own: bool = True
    is_denied: bool = False
    is_condition: bool = False


class _Clause(NamedTuple):
    """The words of a clause, and the place among the words of the sentence of the last that prevents something."""

    words: frozenset[str]
    prevented_at: int


class Sentence:
    """A sentence in small letters, and what of it is about the client."""

    def __init__(self, text: str) -> None:
        """`text` has one space between its words, and straight apostrophes."""
        self.text = text
        found = list(_WORD.finditer(text))
        self._words = [each[0] for each in found]
        self._starts = [each.start() for each in found]
        self._states = list(_states(self._words, _State(is_condition=bool(_ASKS_IF.match(text)))))
        self._clauses = _clauses(self._words)

    def says(self, found: re.Match[str], *, passes: bool = False) -> bool:
        """Whether what was found in the text is about the client. What `passes`, as a pregnancy, may be past too."""
        at = bisect_left(self._starts, found.start())
        before = self._words[at - 1] if at else ""
        if self.text.endswith("?") or before in _ABOUT or _DENIED_AFTER.match(self.text, found.end()):
            return False
        if before not in _OWN and self._is_of_another(found, passes=passes):
            return False
        clause = self._clauses[at]
        if clause.prevented_at > at or (passes and self._is_past(found, at, clause)):
            return False
        state = self._states[at]
        if before in _OWN:
            return not state.is_condition
        return state == _State()

    def _is_of_another(self, found: re.Match[str], *, passes: bool) -> bool:
        """Whether the words around it make it somebody else's: her mother's, in the family, or at her work."""
        runs_in = _RUNS_IN.match(self.text, found.end())
        if (runs_in and OTHERS.intersection(runs_in[0].split())) or _AT_WORK.search(self.text, 0, found.start()):
            return True
        of = _OF_ANOTHER.match(self.text, found.end())
        is_pregnant = passes and not found[0].startswith(("zwangerschap", "pregnancy"))
        return bool(of and of[1] in OTHERS and not is_pregnant)

    def _is_past(self, found: re.Match[str], at: int, clause: _Clause) -> bool:
        words = clause.words
        if found[0] in {"zwangerschap", "pregnancy"} and at > 1 and self._words[at - 2] in _AFTER:
            return True
        if words & (_PAST_VERBS | _OVER) or (words & _EARLIER and not words & _NOW):
            return True
        became = _BECAME.match(self.text, found.end())
        # After a pregnancy of an earlier year the child is born.
        return bool(became and ((words & _YEARS and words & _EARLIER) or any(map(_is_year, words))))


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal()


def _states(words: list[str], state: _State) -> Iterator[_State]:
    """What holds before each word, and after the last, from what holds before the first."""
    described = _describes_the_client(words)
    for index, word in enumerate(words):
        yield state
        if index == described:
            continue
        before = words[index - 1] if index else ""
        after = words[index + 1] if index + 1 < len(words) else ""
        state = _after(state, word, before, after, is_first=not index)
    yield state


def _describes_the_client(words: list[str]) -> int | None:
    """The place of a word such as *vrouw* that opens a description of the client by her age."""
    at = next((at for at, word in enumerate(words[:4]) if word in _AGED), None)
    if at is None or not {"jarige", ""}.intersection(words[at - 1 : at] or [""]):
        return None
    ages = words[:at] + [word for word in words[at + 1 : at + 3] if word not in {"van", "(", ",", "of", "aged"}][:1]
    return at if any(word.isdecimal() for word in ages) else None


def _after(state: _State, word: str, before: str, after: str, *, is_first: bool) -> _State:
    """What holds after a word."""
    if word in OTHERS:
        return state if before in {"bent", "als"} else state._replace(is_own=False)
    if word in _OWN_VERBS or (word in _OWN and {before, after} & _VERBS):
        state = state._replace(is_own=True, is_denied=False)
    elif word in _BETWEEN:
        return state._replace(is_own=False)
    elif word in _DENYING:
        return state._replace(is_denied=after not in _ALONE)
    elif word in _VERBS:
        return state._replace(is_denied=False)
    elif word in _AGAIN:
        return state._replace(is_denied=False, is_condition=False)
    elif word in _IF or _opens_a_condition(word, after, is_first=is_first):
        return state._replace(is_condition=True)
    return state


def _opens_a_condition(word: str, after: str, *, is_first: bool) -> bool:
    """Whether “als” is “if” and “bij” “in case of”: `als je zwanger bent`, and not `je werkt als verpleegkundige`."""
    if word in {"bij", "with"}:
        return is_first and after not in _OWN
    if word == "of":
        return after in _OWN
    return word in {"als", "zodra"} and after in {*_OWN, "er", "iemand", "het", "de", "dat"}


def _clauses(words: list[str]) -> list[_Clause]:
    """For each word its clause."""
    starts = [index for index in range(1, len(words)) if _begins_a_clause(words, index)]
    clauses: list[_Clause] = []
    for start, end in zip([0, *starts], [*starts, len(words)], strict=True):
        part = words[start:end]
        prevented = [start + index for index, word in enumerate(part) if word in _PREVENTING]
        clauses += [_Clause(frozenset(part), prevented[-1] if prevented else -1)] * len(part)
    return clauses


def _begins_a_clause(words: list[str], index: int) -> bool:
    """Whether a clause begins at a word that is not the first one."""
    word, after = words[index], words[index + 1] if index + 1 < len(words) else ""
    if words[index - 1] in _PARTS or word in _SUBORDINATE:
        return True
    return (word in _JOINING and after in _FINITE | _OWN | _WHILE) or (word in _WHILE and after in _OWN)
