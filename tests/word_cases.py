"""Word documents of our own, and for each the HTML that it becomes and the words that are told of it, by kind."""

# ruff: noqa: E501, ISC004  # XML is read better on one line

from __future__ import annotations

from word import (
    PNG,
    STYLES,
    box,
    control,
    field,
    levels,
    numbering,
    old_box,
    p,
    picture,
    style,
    t,
    table,
)  # fmt: skip

NOTE = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2">{}</w:footnote>'
REFERENCE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
CHOICE = '<w:r><mc:AlternateContent><mc:Choice Requires="wps">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r>'
MATH = "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
CHECKBOX = "<w14:checkbox><w14:checked w14:val='0'/></w14:checkbox>"
OLD_CHECKBOX = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'
    "</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar "
    'w:fldCharType="end"/></w:r>'
)

DOCUMENTS: dict[str, tuple[tuple[str, ...], dict[str, object], str, dict[str, str]]] = {
    "headings, bold and italics": (
        (p("Slaap", style="Kop1"), p("Rust is ", t("heel", b=True), " ", t("fijn", i=True), ".")), {},
        "<h1>Slaap</h1><p>Rust is <strong>heel</strong> <em>fijn</em>.</p>", {},
    ),
    "a title over the headings": (
        (p("Slaap", style="Titel"), p("Avond", style="Kop1"), p("Tekst.")), {},
        "<h1>Slaap</h1><h2>Avond</h2><p>Tekst.</p>", {},
    ),
    "a heading by a style that is based on one": (
        (p("Avond", style="Mijn"),), {"parts": {"styles": STYLES + style("Mijn", "Mijn kop", based_on="Kop2")}},
        "<h2>Avond</h2>", {},
    ),
    "a subtitle that is based on a heading, and a heading of Pages": (
        (p("Onder", style="Onder"), p("Kop", style="Heading")),
        {"parts": {"styles": STYLES + style("Heading", "Heading") + style("Onder", "Subtitle", based_on="Heading")}},
        '<p class="caption">Onder</p><h1>Kop</h1>', {},
    ),
    "a heading by its place in the outline": ((p("Avond", more='<w:outlineLvl w:val="1"/>'),), {}, "<h2>Avond</h2>", {}),
    "bold by a style, switched off": (
        (p(t("aan", rStyle="Vet"), " ", '<w:r><w:rPr><w:rStyle w:val="Vet"/><w:b w:val="0"/></w:rPr><w:t>uit</w:t></w:r>'),),
        {}, "<p><strong>aan</strong> uit</p>", {},
    ),
    "a word in several runs": ((p("mag", t("ne", b=True), "sium"),), {}, "<p>mag<strong>ne</strong>sium</p>", {}),
    "nested lists": (
        (p("a", number="1"), p("b", number="1", level=1), p("c", number="1")), {},
        "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", {},
    ),
    "numbers that go on after a paragraph": (
        (p("a", number="2"), p("Tussen."), p("b", number="2")), {},
        '<ol><li value="1">a</li></ol><p>Tussen.</p><ol start="2"><li value="2">b</li></ol>', {},
    ),
    "numbers that begin again": (
        (p("a", number="2"), p("b", number="2"), p("c", number="3")),
        {"parts": {"numbering": numbering(
            {"1": levels("decimal")}, {"2": "1", "3": "1"},
            {"3": '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'},
        )}},
        '<ol><li value="1">a</li><li value="2">b</li></ol><ol><li value="1">c</li></ol>', {},
    ),
    "letters below numbers": (
        (p("a", number="2"), p("b", number="2", level=1), p("c", number="2"), p("d", number="2", level=1)), {},
        '<ol><li value="1">a<ol><li value="1" type="a">b</li></ol></li><li value="2">c<ol><li value="1" type="a">d</li>'
        "</ol></li></ol>", {},
    ),
    "a list by its style": (
        (p("a", style="Lijst"),),
        {"parts": {"styles": STYLES + style("Lijst", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')}},
        "<ul><li>a</li></ul>", {},
    ),
    "a list of the second level by its style": (
        (p("a", number="1"), p("b", style="Lijst2")),
        {"parts": {"styles": STYLES + style("Lijst2", "List Bullet 2", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')}},
        "<ul><li>a<ul><li>b</li></ul></li></ul>", {},
    ),
    "a numbering that was taken off": ((p("a", number="0"),), {}, "<p>a</p>", {}),
    "boxes instead of bullets": (
        (p("a", number="1"),),
        {"parts": {"numbering": numbering({"0": levels("bullet", sign="\uf071", font="Wingdings")}, {"1": "0"})}},
        '<ul><li data-mark="☐">a</li></ul>', {},
    ),
    "a table with joined cells": (
        ((
            "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + p("kop") + "</w:tc></w:tr>"
            "<w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" + p("a") + "</w:tc><w:tc>" + p("b") + "</w:tc></w:tr>"
            "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>" + p("c") + "</w:tc></w:tr></w:tbl>"
        ),), {},
        '<table><thead><tr><th colspan="2"><p>kop</p></th></tr></thead><tbody><tr><td rowspan="2"><p>a</p></td><td><p>b</p>'
        "</td></tr><tr><td><p>c</p></td></tr></tbody></table>", {},
    ),
    "words in a cell that another one covers": (
        ((
            "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" + p("a") + "</w:tc></w:tr>"
            "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>" + p("bedekt") + "</w:tc></w:tr></w:tbl>"
        ),), {}, "<table><tr><td><p>a</p></td></tr><tr><td><p>bedekt</p></td></tr></table>", {},
    ),
    "rows and cells in controls": (
        ("<w:tbl>" + control("<w:tr>" + control("<w:tc>" + p("a") + "</w:tc>") + "</w:tr>") + "</w:tbl>",), {},
        "<table><tr><td><p>a</p></td></tr></table>", {},
    ),
    "a text box that older programs cannot read": (
        (p("Voor", box(p("In het "), p("vak")), " en na."), p("Dan.")), {},
        "<p>Voor en na.</p><p>In het </p><p>vak</p><p>Dan.</p>", {"text box": ""},
    ),
    "a text box in both forms, once": (
        (p("Voor", CHOICE.format(box(p("vak"))[5:-6], old_box(p("vak"))[5:-6])),), {},
        "<p>Voor</p><p>vak</p>", {"text box": ""},
    ),
    "a text box of an older program": ((p("Voor", old_box(p("vak"))),), {}, "<p>Voor</p><p>vak</p>", {"text box": ""}),
    "a text box in a text box, in a table": (
        (table(("a",), (p("b", box(p("buiten", box(p("binnen"))))),)),), {},
        "<table><tr><td><p>a</p></td></tr><tr><td><p>b</p><p>buiten</p><p>binnen</p></td></tr></table>", {"text box": ""},
    ),
    "content controls": (
        (control(p("Naam: ", control(t("Sam")))), p(control(t("☐"), CHECKBOX), " gedaan")), {},
        "<p>Naam: Sam</p><p>☐ gedaan</p>", {},
    ),
    "a text that asks to be replaced": (
        (p("Naam: ", control(t("Klik hier"), "<w:showingPlcHdr/>")),), {}, "<p>Naam: </p>", {"placeholder": "Klik hier"},
    ),
    "tracked changes": (
        (p("Neem ", "<w:ins>" + t("twee") + "</w:ins><w:del><w:r><w:delText>drie</w:delText></w:r></w:del>", " keer"),), {},
        "<p>Neem twee keer</p>", {"deleted": "drie"},
    ),
    "text that was moved": (
        (p("<w:moveFrom>" + t("weg") + "</w:moveFrom>", "Hier "), p("<w:moveTo>" + t("weg") + "</w:moveTo>")), {},
        "<p>Hier </p><p>weg</p>", {"moved": "weg"},
    ),
    "a deleted end of a paragraph": (
        (p("Slaap", more="<w:rPr><w:del/></w:rPr>"), p("ritme")), {}, "<p>Slaapritme</p>", {},
    ),
    "a deleted row": (
        ("<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("oud") + "</w:tc></w:tr><w:tr><w:tc>" + p("nieuw") + "</w:tc></w:tr></w:tbl>",),
        {}, "<table><tr><td><p>nieuw</p></td></tr></table>", {"deleted": "oud"},
    ),
    "fields": (
        (p("Blad ", field("PAGE", t("3")), " van ", '<w:fldSimple w:instr="NUMPAGES">' + t("9") + "</w:fldSimple>", "."),), {},
        "<p>Blad 3 van 9.</p>", {},
    ),
    "a link in a field": (
        (p(field(' HYPERLINK "https://praktijk.example/a" ', t("hier"))),), {},
        '<p><a href="https://praktijk.example/a">hier</a></p>', {},
    ),
    "a link by its address elsewhere": (
        (p('<w:hyperlink r:id="h">' + t("hier") + "</w:hyperlink>"),), {"relations": {"h": ("hyperlink", "https://praktijk.example/")}},
        '<p><a href="https://praktijk.example/">hier</a></p>', {},
    ),
    "a field that is never finished": (
        (p("Een ", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "twee"), p("drie")), {},
        "<p>Een </p><p>drie</p>", {"field": "twee"},
    ),
    "a box to be ticked of an older form": ((p(OLD_CHECKBOX, " gelezen"),), {}, "<p>☒ gelezen</p>", {}),
    "a table of contents": (
        (p("Slaap", t("\t2"), style="Inhopg1"), p("Slaap", style="Kop1")), {}, "<h1>Slaap</h1>", {"toc": "Slaap 2"},
    ),
    "hidden text": (
        (p("zicht", t("geheim", vanish=True), "baar", t(" ook", rStyle="Verborgen")),), {},
        "<p>zichtbaar</p>", {"hidden": "geheim ook"},
    ),
    "comments, header and footer": (
        (p("Tekst.", '<w:r><w:commentReference w:id="1"/></w:r>'),),
        {"parts": {
            "comments": '<w:comment w:id="1">' + p("klopt dit?") + "</w:comment>",
            "header1": p("Praktijk"), "header2": p("Rust"), "footer1": p("blad ", field("PAGE", t("1"))),
        }},
        "<p>Tekst.</p>", {"comment": "klopt dit?", "header": "Praktijk Rust", "footer": "blad 1"},
    ),
    "a footnote": (
        (p("Magnesium", REFERENCE, " werkt."), p("Meer.")), {"parts": {"footnotes": NOTE.format(p("Bron."))}},
        "<p>Magnesium[1] werkt.</p><p>Meer.</p><p>[1] Bron.</p>", {},
    ),
    "a box that holds HTML, as old programs wrote it": (
        (p("Tekst.", "<w:r><w:pict><v:shape><v:textbox><div>In het <b>vak</b></div></v:textbox></v:shape></w:pict></w:r>"),),
        {}, "<p>Tekst.</p>", {"drawing": "In het vak"},
    ),
    "a control that shows the data of the document": (
        (p("Naam: ", control("", "<w:dataBinding w:xpath=\"/n:gegevens[1]/n:naam[1]\"/>")),),
        {"files": {"../customXml/item1.xml": b"<gegevens xmlns='urn:x'><naam>Jansen</naam></gegevens>"}},
        "<p>Naam: </p>", {"data": "Jansen"},
    ),
    "a footnote that nothing refers to": (
        (p("Tekst."),), {"parts": {"footnotes": NOTE.format(p("Los."))}}, "<p>Tekst.</p>", {"note": "Los."},
    ),
    "an equation": ((p("Reken ", MATH, " uit."),), {}, "<p>Reken (a+b)/2 uit.</p>", {"equation": ""}),
    "a chart": (
        (p("Zie: ", '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><c:chart r:id="c1"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'),),
        {
            "relations": {"c1": ("chart", "charts/chart1.xml")},
            "files": {"charts/chart1.xml": b'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:v>rust</c:v><c:v>8</c:v></c:chartSpace>'},
        },
        "<p>Zie: </p>", {"chart": "rust 8"},
    ),
    "signs of symbol fonts": (
        (p('<w:r><w:sym w:font="Symbol" w:char="F06D"/></w:r>', "g ", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'),), {},
        "<p>μg ✓</p>", {},
    ),
    "a sign that nobody knows": (
        (p("Kies ", '<w:r><w:sym w:font="Mijn Tekens" w:char="F123"/></w:r>', "goed"),), {}, "<p>Kies goed</p>", {"symbol": ""},
    ),
    "tabs, breaks and hyphens": (
        (p("a", "<w:r><w:tab/></w:r>", "b", "<w:r><w:br/></w:r>", "c", '<w:r><w:br w:type="page"/></w:r>', "e", "<w:r><w:noBreakHyphen/></w:r>", "mail"),),
        {}, "<p>a\tb<br />c<br />e-mail</p>", {},
    ),
    "words that a smart tag, a direction or something new holds": (
        (p("<w:smartTag>" + t("een") + "</w:smartTag> ", "<w:bdo>" + t(" twee") + "</w:bdo>", "<w:nieuw>" + t(" drie") + "</w:nieuw>"),), {},
        "<p>een twee drie</p>", {},
    ),
    "a picture with its text": (
        (p("Zie ", picture("i", "een glas water"), " hier."),),
        {"relations": {"i": ("image", "media/glas.png")}, "files": {"media/glas.png": PNG}},
        '<p>Zie <img alt="een glas water" height="50" src="glas.png" width="100" /> hier.</p>', {},
    ),
    "a picture that is not in the file": ((p("Zie ", picture("i", "glas")),), {}, "<p>Zie </p>", {"picture": "", "drawing": "glas"}),
}  # fmt: skip
