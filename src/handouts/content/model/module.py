"""What a module is: an advice block of about half a page, to be picked for a sheet or a brochure, with parameters.

In the texts of a module `{{ minutes }}` prints the parameter `minutes`, and `{{ je | u }}` prints the word before the
bar for a client who is addressed with je, the one after it for u.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import model_validator

from handouts.content.model.addresses import WebAddress
from handouts.content.model.brochure import Source, Subject
from handouts.content.model.dates import Date
from handouts.content.model.describing import described
from handouts.content.model.drawings import Drawing
from handouts.content.model.fields import Model, OrText, Prose, Setting, Text, mistake
from handouts.content.model.figures import Image
from handouts.content.model.selective import Selective
from handouts.content.model.settings import Language, OneOf, YesNo
from handouts.content.words import meanings, patterns
from handouts.problems import msg

FLAG_NAMES = {
    "kidneys": msg("kidneys"),
    "medication": msg("medication"),
    "diabetes": msg("diabetes"),
    "pregnant": msg("pregnant"),
    "heart": msg("heart"),
    "skin": msg("skin"),
    "thoughts-of-suicide": msg("thoughts-of-suicide"),
}
"""Each flag, as its reader would type it."""
FLAGS = tuple(FLAG_NAMES)
FLAG_WORDS = meanings("flags")
Flag = Annotated[str, OneOf(*FLAGS, also=FLAG_WORDS, within=patterns("within_flags"))]
ParameterType = Annotated[str, OneOf("text", "number", "choice")]


class Parameter(Model):
    """A gap in the texts of a module that is filled in for one client."""

    printed: ClassVar[bool] = False

    type: ParameterType = "text"
    required: YesNo = False
    choices: list[Setting] = described(default=[])
    default: Setting | None = None
    question: Setting | None = None

    @model_validator(mode="after")
    def _can_be_filled(self) -> Parameter:
        if self.type == "choice" and not self.choices:
            raise mistake("no-choices", "a choice needs choices", "add choices: with a list")
        if self.default is None and not self.required:
            raise mistake(
                "no-default", "a parameter that is not required needs a default", "add default: or required: yes"
            )
        if self.type == "choice" and self.default is not None and self.default not in self.choices:
            message = msg("the default “{default}” is not one of the choices", default=self.default)
            raise mistake("not-a-choice", message)
        return self


class Caution(Model):
    """A warning; with `if` it is printed only for a client with that flag, and then in a frame."""

    if_: Flag | None = described(default=None, alias="if")
    text: Prose


class ModuleStep(Model):
    """One step of how it is done. Plain text stands for a step without a drawing."""

    step: Prose
    drawing: Drawing | None = None


class Module(Selective):
    """An advice block: what it is for, how it is done, and when to stop."""

    title: Text
    language: Language | None = None
    subject: Subject | None = None
    goal: Prose
    duration: Text | None = None
    materials: list[Prose] = described(default=[])
    steps: list[Annotated[ModuleStep, OrText("step")]] = described(default=[])
    tips: list[Prose] = described(default=[])
    warnings: list[Annotated[Caution, OrText("text")]] = described(default=[])
    stop_if: list[Prose] = described(default=[])
    call_if: list[Prose] = described(default=[])
    diary_label: Text | None = None
    params: dict[str, Parameter] = described(default={})
    drawing: Drawing | None = None
    image: Image | None = None
    link: WebAddress | None = None
    sources: list[Annotated[Source, OrText("text")]] = described(default=[], judged=False)
    reviewed: Date | None = None
    review_due: Date | None = None
