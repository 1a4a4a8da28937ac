"""What can be printed in some formats and left out of others, such as a section, a picture or a source."""

from __future__ import annotations

from typing import Annotated

from pydantic import model_validator

from handouts.content.model.describing import described
from handouts.content.model.fields import InOneLine, Model, mistake
from handouts.content.model.formats import FORMATS
from handouts.content.model.settings import OneOf
from handouts.content.things import folded
from handouts.content.words import meanings
from handouts.languages.messages import listed

_FORMAT = OneOf(*FORMATS, also=meanings("formats"))
FormatName = Annotated[str, _FORMAT]
FormatNames = Annotated[list[FormatName], InOneLine()]


def format_called(word: str) -> str:
    """The format that a word means, such as `drieluik`; a word that means none as it is."""
    return _FORMAT.also.get(folded(word), word)


def formats_offered() -> str:
    """Every format, with the first other word for it."""
    return listed(_FORMAT.offered())


class Selective(Model):
    """What can be printed in some formats and left out of others."""

    only: FormatNames = described(default=[])
    except_: FormatNames = described(default=[], alias="except")

    @model_validator(mode="after")
    def _not_both(self) -> Selective:
        if self.only and self.except_:
            raise mistake("only-and-except", "“only” and “except” cannot stand together", "keep one of the two")
        return self

    def is_for(self, format_name: str) -> bool:
        """Whether the format prints this."""
        return format_name in self.only if self.only else format_name not in self.except_
