"""The kinds of field that the models are made of, and how what people type becomes one.

Reading hands over every scalar as the text that was typed. A field either understands it or raises a
`PydanticCustomError` whose type is the rule, whose message is a sentence and whose context may hold a `hint`.
`Text` and `Prose` are printed; every other kind is a setting.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Annotated, Any, ClassVar, Self, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import InitErrorDetails, PydanticCustomError, core_schema

from handouts.files.unseen import bare, pasted
from handouts.problems import msg

# An editor types `phone: 0612345670` and `version: 1.0` as numbers; to us they are text.
TYPED: dict[str, Any] = {"type": ["string", "number", "boolean"]}


class Model(BaseModel):
    """The base of all models: a key that is not known is a mistake, and a value never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)
    printed: ClassVar[bool] = True
    """Whether a document prints what this holds."""


def mistake(rule: str, message: str, hint: str = "", **facts: int) -> PydanticCustomError:
    """The exception by which a field refuses its value; `facts` are for whoever says it in other words.

    `PydanticCustomError` reads braces as placeholders, so both sentences travel as context.
    """
    return PydanticCustomError(rule, "{sentence}", {"sentence": message, "hint": hint, **facts})


def with_more(reason: ValidationError, mistakes: Iterable[PydanticCustomError], value: object) -> ValidationError:
    """The same exception with further mistakes about `value` as a whole, those that it holds already left out.

    A check of fields beside each other runs only where each of them is right, so what it would say comes a turn later.
    """
    lines: list[InitErrorDetails] = []
    known: set[tuple[str, object]] = set()
    for each in reason.errors(include_url=False):
        # A PydanticCustomError reads braces as placeholders, so what pydantic itself says travels as context too.
        context = {"said": each["msg"], **each.get("ctx", {})}
        kind = PydanticCustomError(each["type"], "{said}", context)
        lines.append(InitErrorDetails(type=kind, loc=each["loc"], input=each["input"]))
        known.add((each["type"], context.get("sentence")))
    lines += [
        InitErrorDetails(type=more, loc=(), input=value)
        for more in mistakes
        if (more.type, (more.context or {}).get("sentence")) not in known
    ]
    return ValidationError.from_exception_data(reason.title, lines)


_LONGEST_QUOTED = 60
"""Characters: a hint repeats no longer line."""


def _quoted(value: dict[object, object]) -> str:
    """How to write a line such as `ma-do: 9.00` that YAML takes for a key and a value; empty for anything else."""
    (key, text), *more = value.items() if value else [("", None)]
    plain = isinstance(text, str) and not more and '"' not in f"{key}{text}" and len(f"{key}{text}") <= _LONGEST_QUOTED
    return msg('put the line between quotes: "{key}: {text}"', key=key, text=text) if plain else ""


def typed(value: object, what: str, *, hyphens: bool = False) -> str:
    """The scalar that was typed, without the space around it; a list or a mapping is a mistake.

    What prints nothing is left out, but for soft hyphens where `hyphens` are of use.
    """
    if isinstance(value, list):
        raise mistake(
            "not-text", msg("this must be {what}, and it is a list", what=what), msg("remove the dash in front")
        )
    if isinstance(value, dict):
        raise mistake(
            "not-text",
            msg("this must be {what}, and it has keys of its own", what=what),
            _quoted(value) or msg("put text that holds a colon, or begins with {{, between quotes"),
        )
    text = pasted(str(value)).strip()
    if not bare(text).strip():
        raise mistake("empty", msg("there is nothing between the quotes"), msg("write the text, or remove the line"))
    return text if hyphens else bare(text).strip()


MOST_IN_LABEL = 1000
"""Characters of a product or a dose."""


class Printed(str):
    """Text that is printed. Its two kinds differ in what they know of Markdown."""

    what: ClassVar[str] = "text"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.from_typed)

    @classmethod
    def from_typed(cls, value: object) -> Self:
        """The text as typed."""
        return cls(typed(value, cls.what, hyphens=True))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: Any) -> dict[str, Any]:
        return dict(TYPED)


class Text(Printed):
    """A name, a title, a dose, a phone number: printed character for character."""


class Label(Text):
    """A text that is also read for what it says, such as a dose, and stands in a narrow column: it has an end."""

    @classmethod
    def from_typed(cls, value: object) -> Self:
        """The text as typed."""
        text = typed(value, cls.what, hyphens=True)
        if len(text) > MOST_IN_LABEL:
            message = msg(
                "this has {count} characters, and {most_in_label} is the most that is read here",
                count=len(text),
                most_in_label=MOST_IN_LABEL,
            )
            raise mistake("too-long", message, msg("keep it short, and put the rest under how: or in note:"))
        return cls(text)


class Prose(Printed):
    """Running text: paragraphs (a blank line between), `**bold**`, `*italics*` and `[links](https://…)`."""


YES = {"ja", "yes", "j", "y", "true", "waar", "aan", "on"}
NO = {"nee", "no", "n", "false", "onwaar", "uit", "off"}


def as_yes_or_no(value: object) -> bool:
    """`ja` or `nee`, in Dutch, English or YAML's own words."""
    if isinstance(value, bool):
        return value
    text = typed(value, msg("yes or no"))
    if text.casefold() in YES:
        return True
    if text.casefold() in NO:
        return False
    raise mistake("not-yes-or-no", msg("“{text}” is neither yes nor no", text=text), msg("write ja or nee (yes or no)"))


def whole_number(low: int, high: int, example: int) -> Callable[[object], int]:
    """A converter for a whole number from `low` to `high`, both included."""

    def convert(value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        text = typed(value, msg("a whole number"))
        if not re.fullmatch(r"[+-]?[0-9]{1,9}", text):
            raise mistake(
                "not-a-number",
                msg("“{text}” is not a whole number", text=text),
                msg("write digits only, such as {example}", example=example),
            )
        if not low <= int(text) <= high:
            said = msg("{text} is not between {low} and {high}", text=text, low=low, high=high)
            raise mistake("out-of-range", said, msg("such as {example}", example=example), low=low, high=high)
        return int(text)

    return convert


def millimetres(low: float, high: float, example: str) -> Callable[[object], float]:
    """A converter for a length in mm from `low` to `high`, both included; `0,5`, `-1` and `1 mm` are understood."""

    def convert(value: object) -> float:
        if isinstance(value, float):
            return value
        text = typed(value, msg("a length in mm"))
        bare = re.sub(r"\s*mm$", "", text).replace(",", ".").replace("\N{MINUS SIGN}", "-")
        if not re.fullmatch(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,3})?", bare):
            raise mistake(
                "not-a-number",
                msg("“{text}” is not a length in mm", text=text),
                msg("such as {example}", example=example),
            )
        if not low <= float(bare) <= high:
            raise mistake(
                "out-of-range",
                msg("{text} is not between {low:g} and {high:g} mm", text=text, low=low, high=high),
                msg("such as {example}", example=example),
            )
        return float(bare)

    return convert


def parted(text: str) -> list[str]:
    """What stands in a text with commas, slashes or `en` between it, each for itself."""
    return [each.strip() for each in re.split(r"[,;/+&]|\b(?:en|and)\b", text) if each.strip()]


_NEAR = 0.65
"""How like a choice a word must be that may be meant as one; `geen` is not a slip for `nieren`."""


class OneOf:
    """A setting that knows a fixed set of words; capitals do not matter."""

    def __init__(
        self, *choices: str, also: Mapping[str, str] | None = None, within: Mapping[str, str] | None = None
    ) -> None:
        """`choices` in lower case, in the order in which they are offered; `also` are other words for some of them.

        `within` are patterns of what is no choice and falls under one, so that a hint can name it.
        """
        self.choices = list(choices)
        self.also = dict(also or {})
        self.within = dict(within or {})

    def offered(self) -> list[str]:
        """Each choice, with the first of its other words between brackets."""
        other = self.other_words()
        return [f"{choice} ({other[choice]})" if choice in other else choice for choice in self.choices]

    def other_words(self) -> dict[str, str]:
        """For each choice that has other words, the first of them."""
        return {choice: word for word, choice in reversed(self.also.items())}

    def __get_pydantic_core_schema__(self, source: type[Any], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self._convert)

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: Any) -> dict[str, Any]:
        return {"enum": list(dict.fromkeys([*self.choices, *self.also]))}

    def _convert(self, value: object) -> str:
        text = typed(value, msg("one of {choices}", choices=", ".join(self.choices)))
        word = " ".join(text.casefold().split())
        word = self.also.get(word, word)
        if word not in self.choices:
            meant = next((choice for pattern, choice in self.within.items() if re.search(pattern, word)), "")
            close = get_close_matches(word, [*self.choices, *self.other_words().values()], n=1, cutoff=_NEAR)
            near = self.other_words().get(meant, meant) or "".join(close)
            hint = (
                msg("did you mean “{near}”?", near=near)
                if near
                else msg("choose from: {offered}", offered=", ".join(self.offered()))
            )
            several = parted(word)
            if len(several) > 1 and all(each in self.choices or each in self.also for each in several):
                hint = msg("these are {count}: write {several}", count=len(several), several=", ".join(several))
            raise mistake("not-a-choice", msg("“{text}” is not known here", text=text), hint)
        return word


class OrText:
    """Lets plain text stand where a mapping with one key is meant."""

    def __init__(self, key: str) -> None:
        """`key` is the one that the plain text is the value of."""
        self.key = key

    def __get_pydantic_core_schema__(self, source: type[Any], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        def mapped(value: object) -> object:
            return self._mapped(value, source)

        return core_schema.no_info_before_validator_function(mapped, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [handler(schema), TYPED]}

    def _mapped(self, value: object, model: type[Model]) -> object:
        if isinstance(value, dict) and (hint := self._split_text(value, model)):
            raise mistake("not-text", msg("the colon in this text makes a key of what stands before it"), hint)
        return value if isinstance(value, dict | list | Model) else {self.key: value}

    def _split_text(self, value: dict[object, object], model: type[Model]) -> str:
        """How to write a text with a colon, such as `vrijdag: gesloten`; empty where a key of the model is meant."""
        field = model.model_fields[self.key].annotation
        printed = any(isinstance(each, type) and issubclass(each, Printed) for each in (field, *get_args(field)))
        keys = [other.alias or name for name, other in model.model_fields.items()]
        if not printed or any(get_close_matches(str(key), keys, n=1, cutoff=0.6) for key in value):
            return ""
        return _quoted(value)


class Wording(Model):
    """Words of the practice that are printed in documents of either language. Plain text stands for both."""

    nl: Prose | None = None
    en: Prose | None = None
    both: Prose | None = None

    def key(self, language: str) -> str:
        """Which of the keys holds the words for a language; the other language is better than nothing."""
        order = (language, "both", "nl", "en")
        return next((key for key in order if getattr(self, key)), "both")


def as_setting(value: object) -> str:
    """Text that steers and is not printed."""
    return typed(value, msg("text"))


HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def as_colour(value: object) -> str:
    """A colour as `#RRGGBB`; the short form and a missing `#` are understood."""
    text = typed(value, msg("a colour"))
    found = HEX.fullmatch(text)
    if not found:
        raise mistake(
            "not-a-colour", msg("“{text}” is not a colour", text=text), msg('write it between quotes as "#2E5A4B"')
        )
    digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    return f"#{digits.upper()}"


Setting = Annotated[str, BeforeValidator(as_setting), WithJsonSchema(TYPED)]
YesNo = Annotated[bool, BeforeValidator(as_yes_or_no), WithJsonSchema({"type": ["boolean", "string"]})]
Colour = Annotated[str, BeforeValidator(as_colour), WithJsonSchema({"type": "string"})]
Language = Annotated[str, OneOf("nl", "en")]
Words = Annotated[Wording, OrText("both")]


def printed_texts(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text in a model that is printed, with its path in the YAML."""
    if isinstance(value, Printed):
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from printed_texts(item, (*path, index))
    elif isinstance(value, Model) and value.printed:
        for name, field in type(value).model_fields.items():
            yield from printed_texts(getattr(value, name), (*path, field.alias or name))
