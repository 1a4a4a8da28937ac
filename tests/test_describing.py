"""A field is described once: title, help, and how it is asked for, in each language; and whether it is personal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from handouts.content.loading import KINDS
from handouts.content.model.describing import (
    describe,
    group_title,
    json_schema,
    key_of,
    lacking,
    models_in,
)
from handouts.content.model.diary import Diary
from handouts.content.model.intake import Intake
from handouts.content.model.module import FLAGS
from handouts.content.model.moments import MEALS, MOMENTS
from handouts.content.model.naming import called, field_called
from handouts.content.model.sheet import Appointment, Client, Consult, Recipe, Step, Use
from handouts.languages.texts import languages, own_texts, texts


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_title_and_a_help_in_every_language(kind: str, language: str) -> None:
    assert lacking(KINDS[kind], language) == []
    for model in models_in(KINDS[kind]):
        for name in model.model_fields:
            assert describe(model, name, language).help.endswith((".", "…", "`")), (model.__name__, name)


def test_a_language_that_lacks_a_title_or_a_help_says_which(tmp_path: Path) -> None:
    said = {key: dict(entry) for key, entry in own_texts("nl", "fields").items()}
    del said["Client.form"]["help"], said["Step.step"]
    for language, entries in {"en": dict(own_texts("en", "fields")), "de": said}.items():
        (tmp_path / language).mkdir()
        (tmp_path / language / "fields.yaml").write_text(yaml.safe_dump(entries), encoding="utf-8")
    assert languages(tmp_path) == ("de", "en")
    assert lacking(Consult, "de", root=tmp_path) == ["Client.form: help", "Step.step: title", "Step.step: help"]
    assert lacking(Consult, "fy", root=tmp_path)[0] == "Consult.ref: title"
    assert describe(Step, "step", "de", root=tmp_path).title == "Step", "English is better than nothing"


def test_every_text_of_a_language_belongs_to_a_field() -> None:
    known = {key_of(model, name) for kind in KINDS.values() for model in models_in(kind) for name in model.model_fields}
    for language in languages():
        said = {key for key in own_texts(language, "fields") if not key.startswith("group.")}
        assert said <= known | {"Selective.only", "Selective.except_"}
        assert set(own_texts(language, "fields")) == set(own_texts("en", "fields"))


@pytest.mark.parametrize("language", languages())
def test_every_choice_that_is_asked_for_has_a_name(language: str) -> None:
    flags = describe(Consult, "flags", language).choices
    assert tuple(flags) == FLAGS
    assert not any("," in name for name in flags.values()), "several are told apart by commas"
    assert set(describe(Intake, "when", language).choices) == {*MOMENTS, *MEALS}
    assert set(describe(Intake, "route", language).choices) == {"oral", "topical", "activity"}
    for model in models_in(Consult):
        for name in model.model_fields:
            if group := describe(model, name, language).group:
                assert group_title(group, language)


@pytest.mark.parametrize(
    ("name", "path"),
    [("hoe vaak", "schedule.#.every"), ("frequency", "schedule.#.every"), ("voornaam", "client.first_name"),
     ("stap", "summary_steps.#"), ("waarom", "summary_steps.#.reason"), ("goal", "goals.#"),
     ("volgende afspraak", "next_appointment.date")],
)  # fmt: skip
def test_what_practitioners_call_a_field_is_known_in_every_language(name: str, path: str) -> None:
    assert called()[name] == path


def test_a_name_means_a_field_only_where_that_field_can_stand() -> None:
    assert field_called("Hoe_vaak", "schedule.#.", {"every", "when"}) == "every"
    assert field_called("hoe vaak", "", {"every", "when"}) == ""
    assert field_called("hoe vaak", "schedule.#.", {"when"}) == ""


# What says something of a client. The rest says which consult it is.
PERSONAL: dict[Any, set[str]] = {
    Consult: set(Consult.model_fields) - {"ref", "follows", "date", "number", "sheet"},
    Client: set(Client.model_fields),
    Step: {"step", "reason", "drawing"},
    Intake: set(Intake.model_fields),
    Use: {"params", "drop"},
    Diary: set(Diary.model_fields),
    Appointment: set(Appointment.model_fields),
    Recipe: set(),
}


@pytest.mark.parametrize("model", PERSONAL, ids=lambda model: model.__name__)
def test_a_field_says_whether_it_is_personal(model: Any) -> None:
    assert {name for name in model.model_fields if describe(model, name, "nl").personal} == PERSONAL[model]


def test_what_a_practice_writes_of_itself_is_not_personal() -> None:
    for kind in ("practice", "brochure", "module"):
        for model in models_in(KINDS[kind]):
            assert not [name for name in model.model_fields if describe(model, name, "nl").personal], model


@pytest.mark.parametrize(
    ("language", "title", "group", "yes"),
    [
        ("nl", "Voornaam", "De cliënt", "hart of bloedvaten"),
        ("en", "First name", "The client", "heart or blood vessels"),
    ],
)
def test_a_schema_has_titles_in_a_language_and_says_how_a_field_is_asked_for(
    language: str, title: str, group: str, yes: str
) -> None:
    schema = json_schema(Consult, language)
    name = schema["$defs"]["Client"]["properties"]["first_name"]
    assert (name["title"], name["x-asked"], name["x-group"], name["examples"], name["x-personal"]) == (
        title, "line", group, ["Sam"], True,
    )  # fmt: skip
    assert name["type"] == ["string", "number", "boolean"]
    flags = schema["properties"]["flags"]
    assert flags["x-choices"]["heart"] == yes
    assert schema["properties"]["ref"]["x-personal"] is False
    assert json_schema(KINDS["brochure"], language)["$defs"]["Point"]["properties"]["except"]["title"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_describes_every_field_and_holds_nothing_of_the_models_own(kind: str) -> None:
    schema = json_schema(KINDS[kind], "nl")
    parts = [schema, *schema.get("$defs", {}).values()]
    fields = [(name, field) for part in parts for name, field in part.get("properties", {}).items()]
    assert len(fields) > 20
    for name, field in fields:
        assert {"title", "description", "x-personal"} <= field.keys(), name
        assert not {"asked", "group", "example", "personal"} & field.keys(), name


def test_what_a_language_has_no_file_for_is_empty() -> None:
    assert {"en", "nl"} <= set(languages())
    assert texts("nl", "none") == {}
    assert own_texts("fy", "fields") == {}
    assert texts("fy", "fields") == own_texts("en", "fields")
    assert list(texts("nl", "example")) == list(own_texts("nl", "example")), "in the order of the language"
