"""Innocent drawings, as the programs write them that people draw with: none may be refused, nor come out blank."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def _colour(chance: Random) -> str:
    return f"#{chance.randrange(0x20, 0xB0):02x}{chance.randrange(0x20, 0xB0):02x}{chance.randrange(0x20, 0xB0):02x}"


def _number(chance: Random, most: float = 100) -> str:
    return f"{chance.random() * most:.{chance.randrange(4)}f}"


def _path(chance: Random, corners: int = 6) -> str:
    """An outline that takes up a good part of 100 by 100."""
    steps = [f"M{_number(chance, 30)},{_number(chance, 30)}"]
    for _ in range(corners):
        kind = chance.choice("LCQHVSTA")
        counts = {"L": 2, "C": 6, "Q": 4, "H": 1, "V": 1, "S": 4, "T": 2}
        if kind == "A":
            steps.append(f"A{5 + chance.random() * 20:.2f} {5 + chance.random() * 20:.2f} 0 0 1 ")
            steps.append(f"{_number(chance)},{_number(chance)}")
        else:
            steps.append(kind + " ".join(_number(chance) for _ in range(counts[kind])))
    return "".join(steps) + "L90 95L10,90z"


def _stops(chance: Random, style: bool) -> str:
    form = (
        '<stop offset="{0}" style="stop-color:{1};stop-opacity:1"/>'
        if style
        else '<stop offset="{0}" stop-color="{1}"/>'
    )
    return "".join(form.format(offset, _colour(chance)) for offset in ("0", ".5", "100%"))


def _inkscape(chance: Random) -> str:
    shapes = "".join(
        f'<g inkscape:label="Laag {n}" inkscape:groupmode="layer" id="layer{n}"'
        f' transform="{chance.choice(["translate(3,-2)", "matrix(.9,0,0,.9,5,5)", "rotate(5 50 50)", "scale(.95)"])}">'
        f'<path style="fill:url(#g{n % 2});fill-opacity:1;stroke:{_colour(chance)};stroke-width:{chance.random() + 0.2:.3f}px;'
        'stroke-linecap:butt;stroke-linejoin:miter;stroke-miterlimit:4;stroke-dasharray:none;paint-order:normal"'
        f' d="{_path(chance)}" id="path{n}" inkscape:connector-curvature="0" sodipodi:nodetypes="ccc"/></g>'
        for n in range(chance.randrange(1, 6))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- Created with Inkscape (http://www.inkscape.org/) -->\n'
        f'<svg width="210mm" height="{chance.choice(["210mm", "297mm"])}" viewBox="0 0 100 100" version="1.1" id="svg5"'
        ' inkscape:version="1.2 (dc2aeda, 2022-05-15)" sodipodi:docname="tekening.svg"'
        ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
        ' xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:rdf='
        '"http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/" {_NAMESPACES} xmlns:svg="http://www.w3.org/2000/svg">'
        '<sodipodi:namedview id="namedview7" pagecolor="#ffffff" bordercolor="#666666" inkscape:pageopacity="0.0"/>'
        f'<defs id="defs2"><linearGradient id="base">{_stops(chance, True)}</linearGradient>'
        '<linearGradient inkscape:collect="always" xlink:href="#base" id="g0" x1="0" y1="0" x2="100" y2="100"'
        ' gradientUnits="userSpaceOnUse"/><radialGradient xlink:href="#base" id="g1" cx="50" cy="50" fx="40" fy="40" r="60"'
        ' gradientTransform="matrix(1,0,0,.9,0,2)" gradientUnits="userSpaceOnUse"/>'
        '<inkscape:perspective sodipodi:type="inkscape:persp3d" id="p"/></defs>'
        '<metadata id="metadata5"><rdf:RDF><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format>'
        "<dc:title>Tekening</dc:title></cc:Work></rdf:RDF></metadata>"
        f"{shapes}</svg>"
    )


def _illustrator(chance: Random) -> str:
    classes = "".join(f".st{n}{{fill:{_colour(chance)};}}\n" for n in range(4))
    shapes = "".join(
        chance.choice((
            f'<path class="st{n % 4}" d="{_path(chance)}"/>',
            f'<polygon class="st{n % 4}" points="5,5 {_number(chance)},60 95,95 {_number(chance)},20 "/>',
            f'<circle class="st{n % 4}" cx="50" cy="50" r="{20 + chance.random() * 20:.1f}"/>',
            f'<g style="opacity:0.6;"><rect x="10" y="10" class="st{n % 4}" width="70" height="60"/></g>',
        ))
        for n in range(chance.randrange(1, 9))
    )  # fmt: skip
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!-- Generator: Adobe Illustrator 24.0.1, SVG Export Plug-In -->\n'
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [\n'
        '\t<!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">\n'
        '\t<!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">\n'
        '\t<!ENTITY ns_svg "http://www.w3.org/2000/svg">\n\t<!ENTITY ns_xlink "http://www.w3.org/1999/xlink">\n]>\n'
        '<svg version="1.1" id="Laag_1" xmlns:x="&ns_extend;" xmlns:i="&ns_ai;" xmlns="&ns_svg;" xmlns:xlink="&ns_xlink;"'
        ' x="0px" y="0px" viewBox="0 0 100 100" style="enable-background:new 0 0 100 100;" xml:space="preserve">\n'
        f'<style type="text/css">\n{classes}.st9{{clip-path:url(#SVGID_2_);}}</style>\n<metadata><sfw xmlns="&ns_extend;">'
        "<slices></slices></sfw></metadata><switch>"
        '<foreignObject requiredExtensions="&ns_ai;" x="0" y="0" width="1" height="1"><i:pgfRef xlink:href="#pgf"/>'
        f'</foreignObject><g i:extraneous="self"><defs><rect id="SVGID_1_" width="96" height="96"/></defs>'
        '<clipPath id="SVGID_2_"><use xlink:href="#SVGID_1_" style="overflow:visible;"/></clipPath>'
        f'<g class="st9">{shapes}</g></g></switch></svg>'
    )


def _figma(chance: Random) -> str:
    shapes = "".join(
        f'<path fill-rule="evenodd" clip-rule="evenodd" d="{_path(chance)}" fill="{chance.choice([_colour(chance), "url(#a)"])}"/>'
        for _ in range(chance.randrange(1, 6))
    )
    return (
        f'<svg width="100" height="100" viewBox="0 0 100 100" fill="none" {_NAMESPACES}><g clip-path="url(#clip0_1_2)">'
        f'<rect width="100" height="100" rx="8" fill="{_colour(chance)}" fill-opacity="0.2"/>{shapes}'
        '<path d="M10 10L90 90" stroke="black" stroke-width="2" stroke-linecap="round"/></g><defs>'
        f'<linearGradient id="a" x1="0" y1="0" x2="100" y2="80" gradientUnits="userSpaceOnUse">{_stops(chance, False)}'
        '</linearGradient><clipPath id="clip0_1_2"><rect width="100" height="100" fill="white"/></clipPath></defs></svg>'
    )


def _symbols(chance: Random) -> str:
    uses = "".join(
        f'<use {chance.choice(["href", "xlink:href"])}="#i{n % 3}" x="{n * 7 % 80}" y="{n * 11 % 80}" width="24" height="24"'
        f' style="color:{_colour(chance)}"/>'
        for n in range(chance.randrange(2, 30))
    )
    symbols = "".join(
        f'<symbol id="i{n}" viewBox="0 0 100 100"><title>Teken</title><path fill="{_colour(chance)}" d="{_path(chance, 3)}"/></symbol>'
        for n in range(3)
    )
    return (
        f'<svg {_NAMESPACES} viewBox="0 0 100 100" role="img" aria-hidden="true"><title>x</title>{symbols}{uses}</svg>'
    )


def _matplotlib(chance: Random) -> str:
    uses = "".join(
        f'<use xlink:href="#m1" x="{_number(chance)}" y="{_number(chance)}" style="fill: {_colour(chance)}; stroke: #1f77b4"/>'
        for _ in range(chance.randrange(10, 120))
    )
    return (
        '<?xml version="1.0" encoding="utf-8" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n'
        ' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
        f'<svg {_NAMESPACES} width="460.8pt" height="345.6pt" viewBox="0 0 100 100" version="1.1">\n<metadata><rdf:RDF'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>'
        '<defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style></defs><g id="figure_1">'
        '<path d="M 0 100 L 100 100 L 100 0 L 0 0 z" style="fill: #ffffff"/><defs><path id="m1" d="M 0 3 C 1 3 2 2 3 0'
        ' C 3 -2 2 -3 0 -3 C -2 -3 -3 -2 -3 0 C -3 2 -1 3 0 3 z"/></defs><g clip-path="url(#p1)">'
        f'{uses}</g><path d="{_path(chance)}" clip-path="url(#p1)" style="fill: none; stroke: #ff7f0e; stroke-width: 1.5"/>'
        '</g><defs><clipPath id="p1"><rect x="2" y="2" width="96" height="96"/></clipPath></defs></svg>'
    )


def _office(chance: Random) -> str:
    """As LibreOffice draws: every part in a group of its class, and a box around each that is not drawn."""
    shapes = "".join(
        f'<g class="com.sun.star.drawing.CustomShape"><g id="id{n}"><rect class="BoundingBox" stroke="none" fill="none" x="1"'
        f' y="1" width="90" height="90"/><path fill="rgb({n},100,90)" stroke="none" d="{_path(chance)}"/></g></g>'
        for n in range(1, chance.randrange(2, 7))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<svg version="1.2" width="90mm" height="90mm" viewBox="0 0 100 100"'
        ' preserveAspectRatio="xMidYMid" fill-rule="evenodd" stroke-width="28.222" stroke-linejoin="round"'
        f' {_NAMESPACES} xmlns:ooo="http://xml.openoffice.org/svg/export" xmlns:presentation="http://sun.com/xmlns/staroffice/'
        'presentation" xml:space="preserve"><defs class="ClipPathGroup"><clipPath id="c" clipPathUnits="userSpaceOnUse">'
        '<rect x="0" y="0" width="100" height="100"/></clipPath></defs><g class="SlideGroup"><g><g id="container-id1">'
        f'<g id="id1" class="Slide" clip-path="url(#c)"><g class="Page">{shapes}</g></g></g></g></g></svg>'
    )


def _minified(chance: Random) -> str:
    size = chance.choice(['width="24" height="24" ', "", 'width="1em" height="1em" ', 'width="100%" '])
    shapes = "".join(f'<path d="{_path(chance, 3)}"/>' for _ in range(chance.randrange(1, 4)))
    return f'<svg {_NAMESPACES} {size}fill="{chance.choice(["currentColor", _colour(chance)])}" viewBox="0 0 100 100">{shapes}</svg>'


def _traced(chance: Random) -> str:
    """As potrace writes: one path, in relative steps, turned upside down."""
    steps = "".join(
        f"c{chance.randrange(-99, 99)} {chance.randrange(-99, 99)} -40 30 20 -10\nl30 20 " for _ in range(200)
    )
    return (
        '<?xml version="1.0" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 20010904//EN"\n'
        ' "http://www.w3.org/TR/2001/REC-SVG-20010904/DTD/svg10.dtd">\n<svg version="1.0" xmlns="http://www.w3.org/2000/svg"'
        ' width="100pt" height="100pt" viewBox="0 0 100 100" preserveAspectRatio="xMidYMid meet">\n<metadata>\nCreated by'
        ' potrace 1.16, written by Peter Selinger 2001-2019\n</metadata>\n<g transform="translate(0,100) scale(0.1,-0.1)"'
        f' fill="#000000" stroke="none">\n<path d="M100 900 l800 0 0 -700 -800 0z m300 -300{steps}z"/>\n</g>\n</svg>\n'
    )


def _patterned(chance: Random) -> str:
    return (
        f'<svg {_NAMESPACES} viewBox="0 0 100 100"><defs><pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse">'
        f'<path d="M0 0l10 10" stroke="{_colour(chance)}"/></pattern><marker id="m" viewBox="0 0 10 10" refX="5" refY="5"'
        f' markerWidth="4" markerHeight="4" orient="auto"><path d="M0 0L10 5L0 10z"/></marker></defs><rect width="90"'
        f' height="90" fill="url(#p)"/><path d="M10 10L80 {_number(chance)}L90 90" fill="none" stroke="{_colour(chance)}"'
        ' marker-end="url(#m)" stroke-width="3" stroke-dasharray="4 2"/></svg>'
    )


WRITERS: tuple[Callable[[Random], str], ...] = (
    _inkscape, _illustrator, _figma, _symbols, _matplotlib, _office, _minified, _traced, _patterned,
)  # fmt: skip
