"""The kinds of field that the models are made of, and how what people type becomes one.

Reading hands over every scalar as the text that was typed. A field either understands it or raises a
`PydanticCustomError` whose type is the rule and whose context holds the `sentence` and the `hint`.
`Text` and `Prose` are printed; every other kind is a setting (`settings`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
    WithJsonSchema,
    create_model,
)
from pydantic_core import InitErrorDetails, PydanticCustomError, core_schema

from handouts.content.quotes import in_quotes
from handouts.content.words import pattern
from handouts.files.unseen import bare, pasted
from handouts.languages.texts import languages
from handouts.problems import as_message, msg

# An editor types `phone: 0612345670` and `version: 1.0` as numbers; to us they are text.
TYPED: dict[str, Any] = {"type": ["string", "number", "boolean"]}


class Model(BaseModel):
    """The base of all models: a key that is not known is a mistake, and a value never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)
    printed: ClassVar[bool] = True
    """Whether a document prints what this holds."""


def mistake(rule: str, message: str, hint: str = "", /, **values: object) -> PydanticCustomError:
    """The exception by which a field refuses its value; `values` fill the gaps of both sentences, as in `error`.

    `PydanticCustomError` reads braces as placeholders, so the sentences travel as context, with their values.
    """
    sentences = {"sentence": as_message(message, values), "hint": as_message(hint, values)}
    return PydanticCustomError(rule, "{sentence}", {**values, **sentences})


def not_a(rule: str, text: str, what: str, hint: str, /) -> PydanticCustomError:
    """The exception for a text that is not `what` its field asks for, such as a whole number."""
    return mistake(rule, "“{text}” is not {what}", hint, text=text, what=as_message(what))


def with_more(reason: ValidationError, mistakes: Iterable[PydanticCustomError], value: object) -> ValidationError:
    """The same exception with further mistakes about `value` as a whole, without those that it holds already.

    A check of several fields runs only where each of them is right, so what it finds would come a round later.
    """
    lines: list[InitErrorDetails] = []
    known: set[tuple[str, object]] = set()
    for each in reason.errors(include_url=False):
        # A PydanticCustomError reads braces as placeholders, so what pydantic itself says travels as context too.
        context = {"sentence_of_pydantic": each["msg"], **each.get("ctx", {})}
        kind = PydanticCustomError(each["type"], "{sentence_of_pydantic}", context)
        lines.append(InitErrorDetails(type=kind, loc=each["loc"], input=each["input"]))
        known.add((each["type"], context.get("sentence")))
    lines += [
        InitErrorDetails(type=more, loc=(), input=value)
        for more in mistakes
        if (more.type, (more.context or {}).get("sentence")) not in known
    ]
    return ValidationError.from_exception_data(reason.title, lines)


def typed(value: object, what: str, *, hyphens: bool = False) -> str:
    """The scalar that was typed, without the space around it; a list or a mapping is a mistake.

    What prints nothing is left out, but for soft hyphens where `hyphens` are of use.
    """
    if isinstance(value, list):
        raise mistake("not-text", "this must be {what}, and it is a list", "remove the dash in front", what=what)
    if isinstance(value, dict):
        hint = in_quotes(value) or msg("put text that holds a colon, or begins with {{, between quotes")
        raise mistake("not-text", "this must be {what}, and it has keys of its own", hint, what=what)
    text = pasted(str(value)).strip()
    if not bare(text).strip():
        raise mistake("empty", "there is nothing between the quotes", "write the text, or remove the line")
    return text if hyphens else bare(text).strip()


class AsTyped(str):
    """A text that a field makes of what was typed; `check` refuses what it cannot be."""

    what: ClassVar[str] = msg("text")
    hyphens: ClassVar[bool] = False
    """Whether a soft hyphen is of use in it."""
    schema: ClassVar[dict[str, Any]] = {"type": "string"}

    @classmethod
    def from_typed(cls, value: object) -> Self:
        """The text as typed. Raises PydanticCustomError."""
        text = typed(value, cls.what, hyphens=cls.hyphens)
        cls.check(text)
        return cls(text)

    @classmethod
    def check(cls, text: str) -> None:
        """Raises PydanticCustomError for a text that the field cannot hold."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.from_typed)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: Any) -> dict[str, Any]:
        return dict(cls.schema)


_IGNORE = re.compile(r"#[ \t]*handouts[ \t]*:[ \t]*ignore\b", re.IGNORECASE)


class Printed(AsTyped):
    """Text that is printed. Its two kinds differ in what they know of Markdown."""

    hyphens = True
    schema = TYPED

    @classmethod
    def check(cls, text: str) -> None:
        """Raises PydanticCustomError for a text that holds a comment for `handouts check`."""
        if _IGNORE.search(text):
            raise mistake(
                "comment-in-text", "“# handouts: ignore” stands within this text, and would be printed",
                "put it above the line with the key, such as text:",
            )  # fmt: skip


class Text(Printed):
    """A name, a title, a dose, a phone number: printed character for character."""


class Prose(Printed):
    """Running text: paragraphs (a blank line between), `**bold**`, `*italics*` and `[links](https://…)`."""


class ShortText(Text):
    """A text that has little space; it holds at most `longest` characters."""

    longest: ClassVar[int]
    elsewhere: ClassVar[str]
    """Where to put the rest."""

    @classmethod
    def check(cls, text: str) -> None:
        """Raises PydanticCustomError for a text that is too long."""
        super().check(text)
        if len(text) > cls.longest:
            raise mistake(
                "too-long", "this has {count} characters, and {most} is the most that fits here", cls.elsewhere,
                count=len(text), most=cls.longest,
            )  # fmt: skip


class Label(ShortText):
    """A text that is also read for what it says, such as a dose, and is printed in a narrow column."""

    longest = 1000
    elsewhere = msg("keep it short, and put the rest under how: or in note:")


class _OrOneText:
    """An annotation of a field of which the value may also be one text, as JSON Schema says."""

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [handler(schema), TYPED]}


class OrText(_OrOneText):
    """Lets plain text be written where a mapping with one key is meant."""

    def __init__(self, key: str) -> None:
        """`key` is the one that the plain text is the value of."""
        self.key = key

    def __get_pydantic_core_schema__(self, source: type[Any], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(lambda value: self._mapped(value, source), handler(source))

    def _mapped(self, value: object, model: type[Model]) -> object:
        if isinstance(value, dict) and (hint := self._split_text(value, model)):
            raise mistake("not-text", "the colon in this text makes a key of what comes before it", hint)
        return value if isinstance(value, dict | list | Model) else {self.key: value}

    def _split_text(self, value: dict[object, object], model: type[Model]) -> str:
        """How to write a text with a colon, such as `vrijdag: gesloten`; empty where a key of the model is meant."""
        field = model.model_fields[self.key].annotation
        printed = any(isinstance(each, type) and issubclass(each, Printed) for each in (field, *get_args(field)))
        keys = [other.alias or name for name, other in model.model_fields.items()]
        if not printed or any(get_close_matches(str(key), keys, n=1, cutoff=0.6) for key in value):
            return ""
        return in_quotes(value)


_NONE = re.compile(pattern("none"), re.IGNORECASE)
"""What is written where there is nothing to list."""


def is_for_nothing(text: str) -> bool:
    """Whether a text says that there is nothing to list, such as `geen`."""
    return _NONE.fullmatch(text.strip()) is not None


def parted(text: str) -> list[str]:
    """The words of a text with commas, slashes or `en` between them."""
    return [each.strip() for each in re.split(r"[,;/+&]|\b(?:en|and)\b", text) if each.strip()]


def names(text: str) -> list[str]:
    """The names of files in a text, with commas or semicolons between them; `grenzen-en-rust` is one."""
    return [name.strip() for name in re.split(r"[,;]", text) if name.strip()]


class InOneLine(_OrOneText):
    """Lets a list of words be typed as one text: `when: avond`, `flags: nieren, hart`, `flags: geen`."""

    def __init__(
        self, split: Callable[[str], list[str]] = parted, *, may_be_none: bool = False, is_line: bool = False
    ) -> None:
        """`split` takes the words apart; with `may_be_none`, `geen` is an empty list.

        Where it `is_line`, an item of a list, a colon in the text makes a mapping of it.
        """
        self._split, self._is_line = split, is_line
        self._may_be_none = may_be_none

    def __get_pydantic_core_schema__(self, source: type[Any], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self._listed, handler(source))

    def _listed(self, value: object) -> object:
        if self._is_line and isinstance(value, dict):
            hint = in_quotes(value) or msg("put the whole line after the dash between double quotes")
            raise mistake("not-text", "the colon in this text makes a key of what comes before it", hint)
        words = self._split(value) if isinstance(value, str) else value
        if self._may_be_none and isinstance(words, list) and len(words) == 1 and is_for_nothing(str(words[0])):
            return []
        return words


Setting = Annotated[str, BeforeValidator(lambda value: typed(value, msg("text"))), WithJsonSchema(TYPED)]
"""Text that steers and is not printed."""


class Wording(Model):
    """Words of the practice that are printed in documents of any language: a key for each, or plain text for all."""

    both: Prose | None = None

    def key(self, language: str) -> str:
        """Which of the keys holds the words for a language; another language is better than nothing."""
        order = (language, "both", *languages())
        return next((key for key in order if getattr(self, key, None)), "both")


if TYPE_CHECKING:
    Words = Annotated[Wording, OrText("both")]
else:
    _PER_LANGUAGE = (Prose | None, Field(None, json_schema_extra={"key": "Wording.language"}))
    _Words = create_model("Wording", __base__=Wording, **dict.fromkeys(languages(), _PER_LANGUAGE))
    _Words.__doc__ = Wording.__doc__
    Words = Annotated[_Words, OrText("both")]
