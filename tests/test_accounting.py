"""No text of hers is left out silently: a field that any model gains is printed by the templates, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import create_model

from conftest import CONSULT
from handouts.content.loading import KINDS, Loaded, load_brochure, load_consult, load_practice
from handouts.content.model.fields import Model, Prose, Wording
from handouts.content.model.formats import FORMATS
from handouts.content.model.practice import Practice
from handouts.content.resolving import ResolvedSheet, resolve, resolve_brochure
from handouts.files.folder import Folder, TrackedReader
from handouts.page.composing import compose_brochure, compose_sheet
from handouts.page.composing.accounting import NEED_NOT_BE_PRINTED
from handouts.page.pipeline import Composed
from handouts.problems import ContentError, Mark

FULL_PRACTICE = """\
name: Praktijk Proef
tagline: Massage en rust
practitioner: {name: Noor Voorbeeld, role: massage}
portrait: proef.svg
address: {street: Proefpad 1, postcode: 0000 XX, city: Proefstad}
phone: 06 00 00 00 12
email: hallo@praktijk.example
website: praktijk.example
registrations:
  kvk: "12345678"
  agb_practitioner: 00-000001
  agb_practice: 00-000002
  associations: [{name: Vereniging Proef, number: P-1}]
complaints: {officer: Bureau Proef, disputes_body: Commissie Proef, url: klachten.example}
opening_hours: [maandag 9 tot 17 uur]
directions: Bij de brug.
privacy_url: praktijk.example/privacy
disclosure: Ik verkoop ook olie.
"""
FULL_BROCHURE = """\
title: Proefblad
cover: {image: proef.svg, alt: Een boom}
flap: {heading: Herken je dit?, items: [moe], close: Lees verder., write: Dit merk ik}
formats: [a4]
sections:
  - heading: Eerste
    text: Gewone tekst.
    facts: [{number: 60 %, text: van alles}]
    points: [{title: Rust, text: Twee pauzes.}]
    image: {file: proef.svg, alt: Een boom}
  - heading: Tabel
    table: {caption: Wat wanneer, head: [Wat, Hoe lang], rows: [[Wandelen, een kwartier]], source: Een boek}
  - heading: Mensen
    chart: {people: {hit: 1, of: 10, text: 1 op de 10 mensen slaapt slecht., source: Een boek}}
  - heading: Bord
    chart:
      plate:
        enough: [{text: Genoeg, amount: 300}]
        unit: mg
        source: Een boek
        items: [{name: Amandelen, how: een handje, amount: 80}, {name: Spinazie, amount: 78}]
  - heading: Avond
    chart: {timebar: {start: 21.00, end: 22.00, items: [{minutes: 20, text: Baden}, {minutes: 40, text: Lezen}]}}
  - module: voetenbad
    params: {product: kristallen}
good_to_know: {text: Goed om te weten.}
when_to_call: {calls: [{who: "112", when: Pijn op de borst.}]}
call_to_action: {heading: Bel gerust}
to_write: {heading: Mijn plan, lines: 1}
glossary: [{term: rust, meaning: even niets doen.}]
sources: [Een bron uit 2015]
"""
FULL_CONSULT = """\
summary_steps: [{step: Slaap uit., reason: Dat helpt.}]
discussed: Van alles.
goals: [Rust]
flags: [diabetes]
schedule: [{product: Wandelen, route: activity, dose: 10 min., when: [avond], how: Rustig.}]
diary: {days: 7, rows: [Gelezen], scales: [Slaap]}
next_appointment: {date: 2026-12-18, time: 10.30 uur, what: Vervolg}
note: Tot dan.
"""
IMAGE = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="90" height="90"/></svg>'
MODULE_MORE = "image: {file: proef.svg, alt: Een boom}\nsources: [Een bron]\n"
NEW = "Iets nieuws"


@pytest.fixture
def reader(clinic: Path) -> TrackedReader:
    """A practice folder in which every model that is printed is used."""
    content = clinic / "content"
    (content / "images").mkdir()
    (content / "images/proef.svg").write_text(IMAGE, encoding="utf-8")
    (content / "practice.yaml").write_text(FULL_PRACTICE, encoding="utf-8")
    (content / "brochures/proef.yaml").write_text(FULL_BROCHURE, encoding="utf-8")
    (content / "clients/2026-014.yaml").write_text(CONSULT + FULL_CONSULT, encoding="utf-8")
    with (content / "modules/voetenbad.yaml").open("a", encoding="utf-8") as file:
        file.write(MODULE_MORE)
    return Folder(clinic).open_reader()


def sheet_of(reader: TrackedReader) -> ResolvedSheet:
    return resolve(reader, load_practice(reader), load_consult(reader, "2026-014"))


def brochure_in(
    reader: TrackedReader, name: str, brochure: Loaded[Any], practice: Loaded[Any], module: Any = None
) -> Composed:
    modules = resolve_brochure(reader, brochure)
    if module:
        modules = {index: chosen._replace(module=module) for index, chosen in modules.items()}
    return compose_brochure(reader, brochure, practice, FORMATS[name], modules=modules)


# --- A field that a model gains


def models_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Model]]:
    """Every model in a value that is printed, with the names of the fields on the way to it."""
    if isinstance(value, Model) and value.printed:
        yield path, value
        for name in type(value).model_fields:
            yield from models_in(getattr(value, name), (*path, name))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from models_in(each, (*path, index))


def with_more(value: Any, path: tuple[Any, ...]) -> Any:
    """The same value, in which the model at `path` has a field of prose that no template knows."""
    if not path:
        held = {name: getattr(value, name) for name in type(value).model_fields}
        gained = create_model(type(value).__name__, __base__=type(value), more=(Prose | None, None))
        return gained.model_construct(**held, more=Prose(NEW))
    step, *rest = path
    if isinstance(value, list):
        return [*value[:step], with_more(value[step], tuple(rest)), *value[step + 1 :]]
    return value.model_copy(update={step: with_more(getattr(value, step), tuple(rest))})


def grown(loaded: Loaded[Any], path: tuple[Any, ...]) -> Loaded[Any]:
    mark = Mark(loaded.marks.file, 1000, 1)
    loaded.marks.put((*path, "more"), mark)
    return loaded._replace(value=with_more(loaded.value, path))


def grown_each(loaded: Loaded[Any]) -> Iterator[tuple[str, Loaded[Any]]]:
    """The file once for each of its models, each time with another of them grown."""
    for path, model in list(models_in(loaded.value)):
        if not isinstance(model, Wording):  # its keys are languages
            yield f"{type(loaded.value).__name__} {path} {type(model).__name__}", grown(loaded, path)


def refused(compose: Callable[..., Composed], *of: Any) -> bool:
    """Whether a document is refused for the new text, at its place, and for nothing else."""
    try:
        compose(*of)
    except ContentError as reason:
        return [(each.rule, each.mark.line, NEW in each.message) for each in reason.problems] == [
            ("unused-value", 1000, True)
        ]
    return False


def test_a_text_that_any_model_of_a_sheet_gains_must_be_printed(reader: TrackedReader) -> None:
    whole = sheet_of(reader)
    compose_sheet(reader, whole, FORMATS["a4"])
    bath = whole.modules[0]
    made: dict[str, ResolvedSheet] = {}
    made |= {name: whole._replace(consult=each) for name, each in grown_each(whole.consult)}
    bare = whole.consult._replace(value=whole.consult.value.model_copy(update={"diary": None}))
    made |= {name: whole._replace(consult=bare, recipe=each) for name, each in grown_each(whole.recipe)}
    made |= {name: whole._replace(practice=each) for name, each in grown_each(whole.practice)}
    made |= {
        name: whole._replace(modules=(bath._replace(module=each), *whole.modules[1:]))
        for name, each in grown_each(bath.module)
    }
    silent = [name for name, each in made.items() if not refused(compose_sheet, reader, each, FORMATS["a4"])]
    assert silent == []
    assert len(made) > 20


def test_a_text_that_any_model_of_a_brochure_gains_must_be_printed(reader: TrackedReader) -> None:
    practice, brochure = load_practice(reader), load_brochure(reader, "proef")
    brochure_in(reader, "a4", brochure, practice)
    (taken_in,) = resolve_brochure(reader, brochure).values()
    made: dict[str, tuple[Any, ...]] = {name: (each, practice, None) for name, each in grown_each(brochure)}
    made |= {name: (brochure, each, None) for name, each in grown_each(practice)}
    made |= {name: (brochure, practice, each) for name, each in grown_each(taken_in.module)}
    # Only what is folded has a flap.
    formats = {name: "trifold" if name.endswith("Flap") else "a4" for name in made}
    silent = [name for name, files in made.items() if not refused(brochure_in, reader, formats[name], *files)]
    assert silent == []
    assert len(made) > 20


def test_every_model_that_is_printed_is_among_these(reader: TrackedReader) -> None:
    whole = sheet_of(reader)
    files = (whole.practice, whole.consult, whole.recipe, whole.modules[0].module, load_brochure(reader, "proef"))
    here = {type(model) for each in files for _, model in models_in(each.value)}
    assert {each for model in KINDS.values() for each in models_of(model)} <= here
    assert len(here) > 25


def models_of(model: type[Model]) -> Iterator[type[Model]]:
    """A model that is printed, and those that its fields hold."""
    if model.printed:
        yield model
        for field in model.model_fields.values():
            for inner in inner_models(field.annotation):
                yield from models_of(inner)


def inner_models(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for each in get_args(annotation):
        yield from inner_models(each)


# --- What need not be printed


def test_what_a_format_may_leave_out_of_a_practice_is_printed_by_another(reader: TrackedReader) -> None:
    practice, brochure = load_practice(reader), load_brochure(reader, "proef")
    printed = {str(text.mark) for name in FORMATS for text in brochure_in(reader, name, brochure, practice).announced}
    printed |= {str(text.mark) for text in compose_sheet(reader, sheet_of(reader), FORMATS["a4"]).announced}
    lacking = []
    for name in NEED_NOT_BE_PRINTED[Practice]:
        keys: list[Any] = name.split(".")
        if keys[0] == "opening_hours":
            keys.append(0)
        if keys[:2] == ["registrations", "associations"]:
            keys.insert(2, 0)
        if str(practice.marks.at(tuple(keys))) not in printed:
            lacking.append(name)
    assert lacking == []


def test_each_name_of_what_need_not_be_printed_is_that_of_a_field() -> None:
    for model, names in NEED_NOT_BE_PRINTED.items():
        assert model in KINDS.values()
        for name in names:
            held: list[type[Model]] = [model]
            for key in name.split("."):
                assert key in held[0].model_fields, f"{model.__name__}.{name}"
                held = [*inner_models(held[0].model_fields[key].annotation), model]
