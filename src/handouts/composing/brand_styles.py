"""The brand as two small stylesheets: the cuts of the typeface pair, and the colours as custom properties."""

from __future__ import annotations

from handouts.model.brand import Brand, Pair


def fonts_css(pair: Pair) -> str:
    """`@font-face` rules for every cut that the pair uses; the addresses are those that rendering serves."""
    rules = {
        f'@font-face {{ font-family: "{face.family}"; font-weight: {weight}; font-style: {style}; '
        f"src: url(/fonts/{face.package}/{weight}-{style}.ttf) }}"
        for face in pair
        for weight, style in face.cuts
    }
    return "\n".join(sorted(rules))


def brand_css(brand: Brand) -> str:
    """The palette and the families as custom properties; `--g` is the vertical density, 1 where there is room.

    `--pages` is how many pages there are, with all that goes behind.
    """
    colours = "; ".join(f"--{name}: {value}" for name, value in brand.colours._asdict().items())
    families = f'--headings: "{brand.pair.headings.family}"; --body: "{brand.pair.body.family}"'
    return f":root {{ {colours}; {families}; --g: 1; --pages: counter(pages) }}"
