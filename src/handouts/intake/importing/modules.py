"""The draft of a text as a module: what stands under a heading such as “Nodig” goes into the field of that name.

Nothing is dropped: what has no field waits at the end of the file as comments, and is reported with its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from handouts.content.dumping import Comment, Prose, dump, scalar
from handouts.content.loading import validate
from handouts.content.model.module import Module
from handouts.content.model.printed import printed_texts
from handouts.intake.importing.hypertext.losses import REPORT_IT, first_moved
from handouts.intake.importing.lines import words
from handouts.intake.importing.meaning import heads_donts, names_contraindications
from handouts.intake.importing.outline import Outline, OutlineSection
from handouts.intake.importing.structure import Draft, PointDraft, SectionDraft
from handouts.languages.texts import texts
from handouts.problems import ContentError, Mark, Problem, error, msg, shortened, warning

_ORDER = ("goal", "duration", "materials", "steps", "tips", "warnings", "stop_if", "call_if", "sources")
_HEADINGS = {field: re.compile(rf"(?:{words(f'module_{field}')})\W*", re.IGNORECASE) for field in _ORDER}
_SHOWN = 400


class ModuleDraft(NamedTuple):
    """A module in the making: its title, the paragraphs of each field, and what has no field (`unplaced`).

    `headings` are those for which a module prints words of its own. `leads` are, by the place of a warning, the words
    before it that say for whom it is not, and as which of the text they count: none where they are said once more.
    """

    title: str
    fields: dict[str, list[str]]
    image: dict[str, str]
    headings: list[str]
    unplaced: list[str]
    leads: dict[int, tuple[str, str]]

    @property
    def dropped(self) -> list[str]:
        """The texts that the module does not print."""
        return [*self.headings, *self.unplaced]


def module_of(draft: Draft) -> ModuleDraft:
    """The draft by the fields of a module; the first text is what it is for, and a list before any heading its steps.

    Where the text has no title, a heading over all of it is that.
    """
    sections = list(draft.sections)
    title = draft.title
    if not draft.has_title and sections and sections[0].heading and not _field(sections[0].heading):
        title = sections[0].heading
        sections[0] = replace(sections[0], heading=None)
    made = ModuleDraft(title, {}, {}, [], [], {})
    if draft.subtitle:
        made.fields["goal"] = [draft.subtitle]
    field, is_against, holds, lead = "", False, False, ""
    for place, section in enumerate(sections):
        if section.heading is not None:
            holds = names_contraindications(section.heading)
        if holds:
            lead = _hold(made, section, lead)
            continue
        if section.heading is not None:
            field = _field(section.heading)
            (made.headings if field else made.unplaced).append(section.heading)
            is_against = heads_donts(section.heading)
        if names_contraindications(section.lead_in):
            # From here on it is about that, until the next heading.
            _place(made, SectionDraft(text=section.text), field, opens=False, is_against=is_against)
            lead = _hold(made, replace(section, heading=section.lead_in, text=[], lead_in=""), "")
            holds = True
            continue
        opens = not any(each.heading for each in sections[: place + 1])
        _place(made, section, field, opens=opens, is_against=is_against)
    if draft.sources:
        made.fields.setdefault("sources", []).extend(draft.sources)
    made.unplaced.extend(row for block in draft.odd for row in block.rows)
    return made


def _field(heading: str) -> str:
    """The field that a line names; empty where it names none."""
    bare = heading.strip("*_ ")
    return next((field for field, pattern in _HEADINGS.items() if pattern.fullmatch(bare)), "")


def _hold(made: ModuleDraft, section: SectionDraft, lead: str) -> str:
    """Makes a warning of each line of a section such as `Niet gebruiken bij`, with its heading (`lead`) before it.

    Text joins the warning before it. Returns the lead, with which the section may go on.
    """
    warnings = made.fields.setdefault("warnings", [])
    if section.heading is not None:
        lead = section.heading
    is_said = section.heading is None
    if section.text and not is_said:
        warnings.append(lead)
    if section.text:
        warnings[-1] = "\n\n".join([warnings[-1], *section.text])
        is_said = True
    counts = "" if is_said else lead
    if section.lead_in:
        lead = f"{lead} {section.lead_in}"
        counts = f"{counts} {section.lead_in}"
    before = f"{lead} " if lead.rstrip("*_ ")[-1] in ":?!." else f"{lead}: "
    for line in [*section.items, *([*_lines(point)] for point in section.points)]:
        made.leads[len(warnings)] = before, f"{counts} "
        warnings.append(before + "\n\n".join(line))
        counts = ""
    if counts.strip():
        warnings.append(counts.strip())
    _place(made, SectionDraft(table=section.table, picture=section.picture), "", opens=False, is_against=True)
    return lead


def _lines(point: PointDraft) -> Iterator[str]:
    items = ("\n\n".join(item) for item in point.items)
    return filter(None, (point.title, *point.text, point.lead_in, *items, *point.note))


def _place(made: ModuleDraft, section: SectionDraft, field: str, *, opens: bool, is_against: bool) -> None:
    """Puts what a section holds into `field`, or into the field that the line over its list names.

    What is not to be done (`is_against`, by its heading) is never taken for the goal or a step.
    """

    def add(name: str, *lines: str) -> None:
        (made.fields.setdefault(name, []) if name else made.unplaced).extend(filter(None, lines))

    says_no = section.says_no or is_against
    add(field or ("goal" if opens or not (made.fields.get("goal") or is_against) else ""), *section.text)
    of_list = field or ("steps" if (section.numbered or opens) and not says_no else "")
    if section.lead_in:
        named = _field(section.lead_in)
        if named:
            made.headings.append(section.lead_in)
            of_list = named
        else:
            of_list = "" if says_no else of_list
            add("goal" if of_list == "steps" and opens else of_list, section.lead_in)
    add(of_list, *("\n\n".join(item) for item in section.items))
    of_points = of_list or ("steps" if section.kind == "do" and not says_no else "")
    for point in section.points:
        add(of_points, "\n\n".join(_lines(point)))
    if section.table:
        table = section.table
        made.unplaced.extend(filter(None, [table.caption, *(" | ".join(row) for row in (table.head, *table.rows))]))
    picture = section.picture
    if picture and picture.alt and not made.image:
        made.image.update(file=picture.file, alt=picture.alt)
    elif picture:
        add("", picture.alt)
    add("", picture.caption if picture else "")


def outline_of_module(draft: ModuleDraft, outline: Outline) -> Outline:
    """The outline of a module: its fields, with how much is in each; `outline` is that of the text as a brochure."""
    sections = tuple(
        OutlineSection(name, len(held), 0, 0, 0, ())
        if name in {"goal", "duration"}
        else OutlineSection(name, 0, 0, 1, len(held), ())
        for name in _ORDER
        if (held := draft.fields.get(name))
    )
    pictures = (OutlineSection("image", 0, 0, 0, 0, (), pictures=1),) if draft.image else ()
    return outline._replace(
        title=draft.title, subtitle="", sections=sections + pictures, not_placed=len(draft.unplaced)
    )


def write_module(draft: ModuleDraft, *, source: str, language: str) -> str:
    """The text of the YAML file. Raises ContentError where it does not say what the module is for."""
    if not draft.fields.get("goal"):
        message = msg("a module begins with what it is for, and this text does not say it")
        hint = msg("put a sentence about that under the title")
        raise ContentError([error("import-too-little", Mark(source), message, hint)])
    say = texts(language, "importing")
    fields: dict[str, Any] = {}
    for name in _ORDER:
        held = draft.fields.get(name, [])
        if not held:
            continue
        if name == "duration":
            fields[name] = " ".join(held)
        else:
            fields[name] = Prose("\n\n".join(held)) if name == "goal" else [Prose(each) for each in held]
    if draft.image:
        fields["image"] = draft.image
    unplaced = [Comment(say["not_placed"]), *(Comment(" ".join(each.split())) for each in draft.unplaced)]
    return "\n".join([
        f"# {say['imported'].format(source=source)}",
        f"# {say['not_printed']}",
        "",
        f"title: {scalar(draft.title, 'key: ')}",
        f"language: {language}",
        dump(fields),
        *(f"# {key}:  # {say[key]}" for key in ("reviewed", "review_due")),
        *(["", *(f"# {each}" for each in unplaced)] if draft.unplaced else ()),
        "",
    ])  # fmt: skip


def check_module(draft: ModuleDraft, yaml: str, brochure: Sequence[str], source: str) -> None:
    """Raises ContentError where the module and what it drops do not have the words of the `brochure`, each field in
    their order.
    """
    module = validate(yaml.encode(), source, Module).value
    printed: dict[str, list[str]] = {}
    for path, text in printed_texts(module):
        before, counts = draft.leads.get(int(path[1]), ("", "")) if path[0] == "warnings" else ("", "")
        said = f"{counts}{text.removeprefix(before)}"
        printed.setdefault(str(path[0]), []).extend(_words(said))
    source_words = [word for text in brochure for word in _words(text)]
    dropped = [word for text in draft.dropped for word in _words(text)]
    missing = Counter(source_words)
    missing.subtract([*dropped, *(word for held in printed.values() for word in held)])
    wrong = next((word for word, count in missing.items() if count), "")
    wrong = wrong or next(filter(None, (first_moved(source_words, held) for held in printed.values())), "")
    if wrong:
        message = msg("“{word}” of this document would not be in its place", word=shortened(wrong, 60))
        raise ContentError([error("import-lost-text", Mark(source), message, REPORT_IT)])


def _words(text: str) -> list[str]:
    return [word for word in text.split() if word != "|"]


def module_problems(draft: ModuleDraft, source: str) -> Iterator[Problem]:
    """What was not placed, and the headings for which a module has its own."""
    if draft.unplaced:
        shown = shortened(" / ".join(" ".join(each.split()) for each in draft.unplaced), _SHOWN)
        message = msg("a module has no field for this: “{words}”", words=shown)
        hint = msg("it stands at the end of the file, behind #; put it where it belongs")
        yield warning("import-not-placed", Mark(source), message, hint)
    if draft.headings:
        shown = "”, “".join(draft.headings)
        message = msg("left out, because a module prints its own headings: “{headings}”", headings=shown)
        yield warning("import-left-out", Mark(source), message)
