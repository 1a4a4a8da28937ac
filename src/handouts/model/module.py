"""What a module is: an advice block of about half a page, to be picked for a sheet or a brochure, with parameters.

In the texts of a module `{{ minutes }}` prints the parameter `minutes`, and `{{ je | u }}` prints the word before the
bar for a client who is addressed with je, the one behind it for u.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import model_validator

from handouts.model.addresses import WebAddress
from handouts.model.brochure import Image, Selective, Source, Subject
from handouts.model.dates import Date
from handouts.model.fields import Language, Model, OneOf, OrText, Prose, Setting, Text, YesNo, described, mistake

FLAGS = ("kidneys", "medication", "diabetes", "pregnant", "heart", "skin", "thoughts-of-suicide")
FLAG_WORDS = {
    "nieren": "kidneys", "nier": "kidneys",
    "medicijnen": "medication", "medicatie": "medication", "medicines": "medication",
    "suikerziekte": "diabetes",
    "zwanger": "pregnant", "zwangerschap": "pregnant",
    "hart": "heart", "hart of bloedvaten": "heart", "bloedvaten": "heart",
    "huid": "skin",
    "gedachten aan zelfdoding": "thoughts-of-suicide", "zelfdoding": "thoughts-of-suicide",
    "thoughts of suicide": "thoughts-of-suicide",
}  # fmt: skip
_WITHIN_A_FLAG = {
    r"bloeddruk|blood pressure|\bhart|\bheart|pacemaker|vaatziekte|trombose|angina": "heart",
    r"\bnier|kidney|renal|dialyse": "kidneys",
    r"diabet|suiker|insulin": "diabetes",
    r"zwanger|pregnan|in verwachting": "pregnant",
    r"eczeem|eczema|psoriasis|\bhuid|\bskin|wondje|dermatitis": "skin",
    r"medic|verdunner|\bpillen|antidepress|\bpil\b|antibiotic": "medication",
    r"zelfmoord|su[iï]cid|zelfdod": "thoughts-of-suicide",
}
"""What is no flag and falls under one: a hint names it."""
Flag = Annotated[str, OneOf(*FLAGS, also=FLAG_WORDS, within=_WITHIN_A_FLAG)]
ParameterType = Annotated[str, OneOf("text", "number", "choice")]


class Parameter(Model):
    """A gap in the texts of a module that is filled in for one client."""

    printed: ClassVar[bool] = False

    type: ParameterType = described("text, number or choice.", default="text")
    required: YesNo = described("Whether it must be filled in; needs no default then.", default=False)
    choices: list[Setting] = described("The words to choose from, for a choice.", default=[])
    default: Setting | None = described("What is printed when it is not filled in.", default=None)
    question: Setting | None = described("The question that is asked for it.", default=None)

    @model_validator(mode="after")
    def _can_be_filled(self) -> Parameter:
        if self.type == "choice" and not self.choices:
            raise mistake("no-choices", "a choice needs choices", "add choices: with a list")
        if self.default is None and not self.required:
            raise mistake(
                "no-default", "a parameter that is not required needs a default", "add default: or required: ja"
            )
        if self.type == "choice" and self.default is not None and self.default not in self.choices:
            raise mistake("not-a-choice", f"the default “{self.default}” is not one of the choices")
        return self


class Caution(Model):
    """A warning; with `if` it is printed only for a client with that flag, and then in a frame."""

    if_: Flag | None = described("For whom: a flag of the consult. Without it, for everyone.", default=None, alias="if")
    text: Prose = described("What to watch out for.")


class Module(Selective):
    """An advice block: what it is for, how it is done, and when to stop."""

    title: Text = described("The title.")
    language: Language | None = described("nl or en; by default the practice's language.", default=None)
    subject: Subject | None = described(
        "What the text is about. For a check of claims that is still to come.", default=None
    )
    goal: Prose = described("What it is for, in a sentence or two.")
    duration: Text | None = described("How long it takes.", default=None)
    materials: list[Prose] = described("What is needed.", default=[])
    steps: list[Prose] = described("How it is done, step by step.", default=[])
    tips: list[Prose] = described("What makes it easier.", default=[])
    warnings: list[Annotated[Caution, OrText("text")]] = described("What to watch out for.", default=[])
    stop_if: list[Prose] = described("When to stop.", default=[])
    call_if: list[Prose] = described("When to call the doctor; goes on behind “Bel je huisarts als”.", default=[])
    diary_label: Text | None = described("The name of its row in the diary.", default=None)
    params: dict[str, Parameter] = described("The gaps that are filled in for one client, by name.", default={})
    image: Image | None = described("A drawing.", default=None)
    link: WebAddress | None = described("Where there is more; printed with a QR code.", default=None)
    sources: list[Annotated[Source, OrText("text")]] = described("Where the facts come from.", default=[])
    reviewed: Date | None = described("When it was last looked through.", default=None)
    review_due: Date | None = described("When it has to be looked through again.", default=None)
