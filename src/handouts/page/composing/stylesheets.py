"""The stylesheets of a document: the brand as two small ones, those of its format, and the practice's own."""

from __future__ import annotations

from handouts.content.model.brand import PAPER, Colours, Pair
from handouts.content.model.formats import Format
from handouts.content.model.looks import Design
from handouts.content.reading import decoded
from handouts.files.folder import TrackedReader
from handouts.page.composing.titles import TitleSize
from handouts.page.pipeline import PrintSettings, Stylesheet
from handouts.problems import ContentError, Mark, error

_OF_KIND = {"sheet": ("sheet", "front", "diary")}
"""The stylesheets of all documents of a kind, where they are more than one."""


def stylesheets_of(
    reader: TrackedReader, kind: str, design: Design, shape: Format, settings: PrintSettings
) -> tuple[Stylesheet, ...]:
    """The stylesheets in the order in which they hold; `kind` names that of all documents of a kind.

    A look has `look.css` after those of all formats, and for each of a format one of the same name, read after it.

    Raises ContentError for one that is missing or cannot be read.
    """
    brand = brand_css(design.pair, colours_of(design, settings), design.look.tracking)
    made = {"fonts": fonts_css(design.pair), "brand": brand}
    # What the format is to documents of this kind only, and what runs on into the bleed.
    more = [f"{shape.name}-{kind}"]
    if settings.bleed:
        made["bleed"] = f"@page {{ bleed: {settings.bleed:g}mm }}"
        more.append(f"{shape.name}-bleed")
    own = f"looks/{design.name}"
    of_format = (each for name in (*shape.styles, shape.name, *more) for each in (name, f"{own}/{name}"))
    optional = {*more, *(f"{own}/{name}" for name in ("look", *shape.styles, shape.name, *more))}
    shared = ("base", "parts", "marks", "figures", "features", "practice")
    names = (*shared, *_OF_KIND.get(kind, (kind,)), f"{own}/look", *of_format, "own")
    found = (name for name in names if name not in optional or reader.find(f"styles/{name}.css"))
    return (
        *(made_stylesheet(*each) for each in made.items()),
        *(_read(reader, f"styles/{name}.css") for name in found),
    )


def made_stylesheet(name: str, css: str) -> Stylesheet:
    """A stylesheet that is in no file; a Problem names it as it does those that are shipped."""
    return Stylesheet(f"styles/{name}.css", f"(handouts) styles/{name}.css", css)


def _read(reader: TrackedReader, name: str) -> Stylesheet:
    data = reader.read(name)
    if data is None:
        raise ContentError([error("no-stylesheet", Mark(name), "this stylesheet does not exist")])
    place = reader.place(name)
    return Stylesheet(name, place, decoded(data, place))


def colours_of(design: Design, settings: PrintSettings) -> Colours:
    """The palette; where ink is spared, the fills (grounds, leaves, the sun, the disc of a tick) are white as paper."""
    spared = dict.fromkeys(("tint", "warm", "mid", "sun"), PAPER) if settings.low_ink else {}
    return design.colours._replace(**spared)


def fonts_css(pair: Pair) -> str:
    """`@font-face` rules for every cut that the pair uses; the addresses are those that rendering serves."""
    rules = {
        f'@font-face {{ font-family: "{face.family}"; font-weight: {weight}; font-style: {style}; '
        f"src: url(/fonts/{face.package}/{weight}-{style}.ttf) }}"
        for face in pair
        for weight, style in face.cuts
    }
    return "\n".join(sorted(rules))


def with_title(sheets: tuple[Stylesheet, ...], title: TitleSize) -> tuple[Stylesheet, ...]:
    """The same with the size at which the title was measured to fit, before the practice's own, whatever its place."""
    *shared, own = sheets
    css = f":root {{ {'; '.join(f'--{name}: {title.points:g}pt' for name in ('h1', 'h1-wide', 'h1-sheet'))} }}"
    return *shared, made_stylesheet("title", css), own


def brand_css(pair: Pair, colours: Colours, tracking: float = 0) -> str:
    """Colours and families as custom properties; `--g` is the vertical density, 1 where there is room.

    `--pages` is how many pages there are, with all that follows.
    """
    values = "; ".join(f"--{name}: {value}" for name, value in colours.named().items())
    headings, body, signs = (f'"{face.family}"' for face in pair)
    families = f"--headings: {headings}, {signs}; --body: {body}, {signs}"
    weights = f"--heading-weight: {pair.heading_weight}; --lead-weight: {pair.lead_weight}"
    letters = f"{weights}; --tracking: {tracking:g}em"
    return f":root {{ {values}; {families}; {letters}; --g: 1; --front: 1; --pages: counter(pages) }}"
