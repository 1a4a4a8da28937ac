"""What leaves the house: the reading copy as it is, on paper for the printer at home, or in inks for a print shop."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from handouts.content.model.formats import Variant
from handouts.content.model.practice import Practice
from handouts.files.folder import TrackedReader
from handouts.page.pipeline import Composed, Rendered
from handouts.press.imposing.plan import Plan, Size
from handouts.problems import ContentError, Mark, Problem, has_errors

if TYPE_CHECKING:
    from handouts.press.preflight import Source

# The share of black in which the colours of text and rules are printed, so that small type needs one plate only.
_BLACKS = {"ink": 1.0, "soft": 0.75, "line": 0.5}


class Delivered(NamedTuple):
    """A PDF as it is handed out, and what was found doubtful on the way."""

    pdf: bytes
    problems: tuple[Problem, ...]


def deliver(  # noqa: PLR0913  # the values of all stages before it
    rendered: Rendered, composed: Composed, reader: TrackedReader, *, variant: Variant, practice: Practice, day: date
) -> Delivered:
    """The proven reading copy as it is handed out: imposed and proven again, or as a print shop wants it, looked
    through as it would.

    The `practice` says how it prints, and a file for a print shop bears the `day`. Raises ContentError.
    """
    reading = rendered.pdf
    plan = plan_of(variant, rendered.pages, practice)
    problems = _coarse(reading, composed, reader) if variant.purpose != "printshop" and not variant.n_up else []
    if plan is None:
        return Delivered(reading, tuple(problems))
    from handouts.press.imposing.applying import impose
    from handouts.proof.imposed import prove_imposed

    mark = Mark(composed.template)
    press = variant.purpose == "printshop"
    imposed = impose(reading, plan, cmyk=press, mark=mark)
    problems += prove_imposed(reading, imposed, plan, mark)
    if has_errors(problems):
        raise ContentError(problems)
    if not press:
        return Delivered(imposed, tuple(problems))
    from handouts.press.preflight import Wanted, preflight
    from handouts.press.prepress import for_press

    blacks = {getattr(composed.colours, name): share for name, share in _BLACKS.items()}
    inked = for_press(imposed, blacks, _title(imposed), day)
    wanted = Wanted(plan.trim.width, plan.trim.height, len(plan.sides))
    problems += preflight(inked, wanted, composed.template, _sources(composed, reader))
    if has_errors(problems):
        raise ContentError(problems)
    return Delivered(inked, tuple(problems))


def plan_of(variant: Variant, pages: int, practice: Practice) -> Plan | None:
    """How so many pages lie on paper; None for a reading copy, of which each page is a sheet."""
    from handouts.press.imposing.schemes import SCHEMES, nup

    sizes = [Size(*variant.shape.size(page)) for page in range(1, pages + 1)]
    if variant.n_up:
        return nup(sizes, variant.n_up)
    if variant.scheme is None:
        return None
    printing = practice.printing
    plan = SCHEMES[variant.scheme](sizes, printing.paper)
    if variant.purpose == "printshop":
        return plan.for_printshop(variant.bleed)
    # What was read off a sheet that lies says nothing of one that stands.
    return plan.shifted(back=(printing.back_right, printing.back_up)) if plan.paper.landscape else plan


def _coarse(reading: bytes, composed: Composed, reader: TrackedReader) -> list[Problem]:
    """Pictures that lie too large on the page for the pixels that they have; a print shop's are `preflight`'s."""
    from handouts.content.pictures import look
    from handouts.press.preflight import coarse

    looked = [look(reader.read(name) or b"") for name in composed.pictures]
    if not any(each.inner or each.kind != "image/svg+xml" for each in looked):
        return []
    return list(coarse(reading, _sources(composed, reader)))


def _sources(composed: Composed, reader: TrackedReader) -> dict[str, Source]:
    """Where each picture in the PDF comes from: the engine names it by the digest of its address."""
    from hashlib import md5

    from handouts.page.rendering import addresses
    from handouts.press.preflight import Source

    found: dict[str, Source] = {}
    for address, name in addresses(composed, reader).items():
        key = md5(address.encode(), usedforsecurity=False).hexdigest()
        source = Source(name.rpartition("/")[2], composed.pictures[name])
        # Behind the digest stands whether the picture may be smoothed.
        found |= {f"i{key}{smoothed}": source for smoothed in (0, 1)}
    return found


def _title(pdf: bytes) -> str:
    import pypdfium2

    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return str(document.get_metadata_value("Title"))
