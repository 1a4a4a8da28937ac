"""A line of the schedule: what, how much, when, how often, how and how long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import (
    BeforeValidator,
    ModelWrapValidatorHandler,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
    WrapValidator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from handouts.content.model.dates import Date
from handouts.content.model.describing import described
from handouts.content.model.fields import TYPED, InOneLine, Label, Model, Setting, Text, mistake, typed, with_more
from handouts.content.model.foods import is_measured, is_plain_food
from handouts.content.model.moments import AMoment, Moment
from handouts.content.model.rhythms import MOST_DAYS, RHYTHM_SCHEMA, AtMost, Rhythm, WhenNeeded, as_at_most, as_rhythm
from handouts.content.model.settings import LENGTH_SCHEMA, OneOf, number_of_days, whole_number
from handouts.content.things import folded
from handouts.content.words import meanings, pattern, patterns
from handouts.problems import asks_for, msg

ROUTE_WORDS = meanings("routes")
_NAMES_ITS_SOURCE = re.compile(rf"(?:{pattern('names_source')})\.?")


def _milligrams(value: object) -> Decimal:
    bare = re.sub(r"\s*mg\.?$", "", typed(value, "milligrams"), flags=re.IGNORECASE)
    if re.fullmatch(r"[0-9]{1,4}[.,](?:[0-9]{1,2})", bare):
        return Decimal(bare.replace(",", "."))
    return Decimal(whole_number(0, 5000, 100)(bare))


_Route = Annotated[str, OneOf("oral", "topical", "activity", also=ROUTE_WORDS, within=patterns("within_routes"))]
_Milligrams = Annotated[Decimal, PlainValidator(_milligrams), WithJsonSchema(TYPED)]
_Moments = Annotated[list[Annotated[Moment, AMoment(), WrapValidator(Moment.from_typed)]], InOneLine()]
_Rhythm = Annotated[Rhythm, PlainValidator(as_rhythm), WithJsonSchema(RHYTHM_SCHEMA)]
_AtMost = Annotated[AtMost, PlainValidator(as_at_most), WithJsonSchema(TYPED)]
_Days = Annotated[int, BeforeValidator(number_of_days(1, MOST_DAYS, 28)), WithJsonSchema(LENGTH_SCHEMA)]


def _no_moments() -> PydanticCustomError:
    return mistake("missing", "“when” is missing", asks_for("when", msg("such as [morning, evening]")))


def _no_source(product: str) -> PydanticCustomError:
    return mistake(
        "no-dose-source",
        "the dose of {product} has no source",
        asks_for("dose_source", msg("label, or who set it")),
        product=product,
    )


def _needs_source(route: str, product: str, dose: str) -> bool:
    """Whether somebody must be named who set a dose: of a product, but for a cup of tea or `volgens etiket`."""
    if _NAMES_ITS_SOURCE.fullmatch(folded(dose)):
        return False
    return route == "topical" or (route == "oral" and (is_measured(dose) or not is_plain_food(product)))


def _missing_beside(value: object) -> Iterator[PydanticCustomError]:
    """What a line of the schedule lacks besides what is wrong in it, as far as what was typed tells."""
    if not isinstance(value, dict):
        return
    try:
        needed = isinstance(as_rhythm(value.get("every", 1)), WhenNeeded)
    except PydanticCustomError:
        needed = True
    if "when" not in value and not needed:
        yield _no_moments()
    route, dose, product = (value.get(key) for key in ("route", "dose", "product"))
    way = folded(str(route))
    if not dose or value.get("dose_source") or not isinstance(product, str):
        return
    # Of a route that is not known it is not known either.
    if _needs_source(ROUTE_WORDS.get(way, way), product, str(dose)):
        yield _no_source(product.strip())


class Intake(Model):
    """A line of the schedule: what, how much, when, how and how long."""

    product: Label = described(asked="line", example="magnesiumcitraat", personal=True)
    route: _Route = described(asked="choice", example="slikken", personal=True)
    dose: Label | None = described(default=None, asked="line", example="1 tablet", personal=True)
    dose_source: Setting | None = described(default=None, asked="line", example="etiket", personal=True)
    magnesium_mg: _Milligrams | None = described(default=None, asked="line", example="100", personal=True)
    when: _Moments = described(default=[], min_length=1, asked="choices", example="ochtend en avond", personal=True)
    how: Text | None = described(default=None, asked="line", example="met een glas water", personal=True)
    every: _Rhythm = described(default=1, asked="choice", example="om de dag", personal=True)
    at_most: _AtMost | None = described(default=None, asked="line", example="3", personal=True)
    start: Date | None = described(default=None, example="22-11-2026", personal=True)
    days: _Days | None = described(default=None, asked="line", example="4 weken", personal=True)

    @property
    def limit(self) -> AtMost | None:
        """How often at most, for what is done when needed; None where that is not said."""
        return self.at_most or (self.every.at_most if isinstance(self.every, WhenNeeded) else None)

    @model_validator(mode="after")
    def _rhythm_is_whole(self) -> Intake:
        needed = isinstance(self.every, WhenNeeded)
        if not self.when and not needed:
            raise _no_moments()
        if self.at_most and not needed:
            message = msg("“{product}” has at_most, and is not done when needed", product=self.product)
            raise mistake("not-when-needed", message, asks_for("every", msg("as needed, or remove at_most")))
        if isinstance(self.every, WhenNeeded) and self.at_most and self.every.at_most not in {None, self.at_most}:
            raise mistake(
                "said-twice", "“{product}” says twice how often at most", "remove one of the two", product=self.product
            )
        return self

    @model_validator(mode="after")
    def _dose_has_a_source(self) -> Intake:
        if self.route == "activity" and self.dose and is_measured(self.dose):
            message = msg(
                "{product} has a dose of {dose}, and is called an activity", product=self.product, dose=self.dose
            )
            hint = asks_for("route", msg("oral for what is swallowed, topical for what comes on the skin"))
            raise mistake("not-an-activity", message, hint)
        if self.dose and _needs_source(self.route, self.product, self.dose) and not self.dose_source:
            raise _no_source(self.product)
        if self.magnesium_mg is not None and self.route != "oral":
            raise mistake(
                "skin-in-milligrams", "what is put on the skin is not counted in milligrams", "remove magnesium_mg"
            )
        return self

    # The last, so that it is around the checks above.
    @model_validator(mode="wrap")
    @classmethod
    def _tells_all_that_is_missing(cls, value: object, handler: ModelWrapValidatorHandler[Intake]) -> Intake:
        try:
            return handler(value)
        except ValidationError as reason:
            raise with_more(reason, _missing_beside(value), value) from None
