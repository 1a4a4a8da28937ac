"""The kinds of field that lead somewhere: a web page, a mailbox, a telephone, a picture of hers.

The first three are printed as typed and know the link that they are; a picture is a setting.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Self
from urllib.parse import urlsplit

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

from handouts.content.model.fields import Text, mistake, typed
from handouts.problems import msg


class WebAddress(Text):
    """A web address, printed as typed; `href` is where it leads."""

    what = "a web address"

    @classmethod
    def from_typed(cls, value: object) -> Self:
        """The address; without `https://` in front it is understood as if that were there."""
        text = typed(value, cls.what)
        try:
            parts = urlsplit(text if "://" in text else f"https://{text}")
            host = parts.hostname or ""
        except ValueError:
            host = ""
        if not host or parts.scheme not in {"http", "https"} or "." not in host or re.search(r"\s", text):
            raise mistake(
                "not-an-address",
                msg("“{text}” is not a web address", text=text),
                msg("such as https://praktijk.example"),
            )
        return cls(text)

    @property
    def href(self) -> str:
        """The address with its scheme."""
        return str(self) if "://" in self else f"https://{self}"


class MailAddress(Text):
    """An e-mail address, printed as typed."""

    what = "an e-mail address"

    @classmethod
    def from_typed(cls, value: object) -> Self:
        """The address. Only what cannot be one is refused: RFC 5321 allows far more than people believe."""
        text = typed(value, cls.what)
        if not re.fullmatch(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().]+", text):
            raise mistake(
                "not-an-address",
                msg("“{text}” is not an e-mail address", text=text),
                msg("such as hallo@praktijk.example"),
            )
        return cls(text)

    @property
    def href(self) -> str:
        """The address as a link."""
        return f"mailto:{self}"


class Phone(Text):
    """A telephone number, printed as typed."""

    what = "a telephone number"

    @classmethod
    def from_typed(cls, value: object) -> Self:
        """The number as typed: digits, spaces, `+`, `-`, `/` and brackets (ITU-T E.123 writes them so)."""
        text = typed(value, cls.what)
        if not re.fullmatch(r"[0-9+()/. \u00a0-]+", text) or not 3 <= sum(sign.isdigit() for sign in text) <= 15:
            raise mistake(
                "not-a-phone-number",
                msg("“{text}” is not a telephone number", text=text),
                msg("such as 06 12 34 56 70"),
            )
        return cls(text)

    @property
    def href(self) -> str:
        """The number as a link; the `(0)` of `+31 (0)6` is not dialled from abroad."""
        bare = self.replace("(0)", "") if self.startswith(("+", "00")) else str(self)
        return "tel:" + "".join(sign for sign in bare if sign.isdigit() or sign == "+")


PICTURES = (
    ".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff", ".bmp", ".avif", ".jfif", ".svgz",
)  # fmt: skip
_NO_PICTURES = {
    ".heic": "it is what a phone saves; on an iPhone choose Settings > Camera > Formats > Most Compatible, or open it"
    " on the computer and export it as JPEG",
    ".pdf": "in the program that made it, or in a PDF viewer, export the page as SVG or PNG",
    ".ai": "in Illustrator, export it as SVG",
    ".eps": "in the program that made it, export it as SVG",
    ".psd": "in Photoshop, export it as PNG or JPEG",
}
_NO_PICTURES[".heif"] = _NO_PICTURES[".heic"]


class Picture(str):
    """The name of a file in `content/images/`; a path or a web address is refused."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.from_typed)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: Any) -> dict[str, Any]:
        return {"type": "string"}

    @classmethod
    def from_typed(cls, value: object) -> Self:
        """The name as typed, in the one Unicode form that file systems share (NFC)."""
        text = unicodedata.normalize("NFC", typed(value, msg("the name of a picture")))
        if "://" in text or text.startswith(("data:", "//")):
            raise mistake(
                "remote-picture",
                msg("“{text}” is on the web, and handouts reads nothing from there", text=text),
                msg("save the picture in content/images and write its file name"),
            )
        if "/" in text or "\\" in text or text in {".", ".."}:
            raise mistake(
                "outside-folder",
                msg("“{text}” is a path", text=text),
                msg("put the picture in content/images and write its name only"),
            )
        if not text.lower().endswith(PICTURES):
            ending = text.lower()[max(0, text.rfind(".")) :]
            hint = _NO_PICTURES.get(ending, f"use {', '.join(PICTURES[:5])}")
            raise mistake("not-a-picture", msg("“{text}” is not a picture that can be printed", text=text), hint)
        return cls(text)
