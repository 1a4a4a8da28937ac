"""The brand as two small stylesheets: the cuts of the typeface pair, and the colours as custom properties."""

from __future__ import annotations

from handouts.content.model.brand import PAPER, Brand, Colours, Pair


def fonts_css(pair: Pair) -> str:
    """`@font-face` rules for every cut that the pair uses; the addresses are those that rendering serves."""
    rules = {
        f'@font-face {{ font-family: "{face.family}"; font-weight: {weight}; font-style: {style}; '
        f"src: url(/fonts/{face.package}/{weight}-{style}.ttf) }}"
        for face in pair
        for weight, style in face.cuts
    }
    return "\n".join(sorted(rules))


def low_ink(colours: Colours) -> Colours:
    """The palette without its fills: grounds, leaves, the sun and the disc of a tick are the paper's white."""
    return colours._replace(tint=PAPER, warm=PAPER, mid=PAPER, sun=PAPER)


def brand_css(brand: Brand, colours: Colours) -> str:
    """Colours and families as custom properties; `--g` is the vertical density, 1 where there is room.

    `--pages` is how many pages there are, with all that goes behind.
    """
    values = "; ".join(f"--{name}: {value}" for name, value in colours.named().items())
    headings, body, signs = (f'"{face.family}"' for face in brand.pair)
    families = f"--headings: {headings}, {signs}; --body: {body}, {signs}"
    return f":root {{ {values}; {families}; --g: 1; --pages: counter(pages) }}"


def bleed_css(bleed: float) -> str:
    """The bleed around each page, in mm."""
    return f"@page {{ bleed: {bleed:g}mm }}"
