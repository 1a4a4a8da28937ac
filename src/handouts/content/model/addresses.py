"""The kinds of field that lead somewhere: a web page, a mailbox, a telephone, a picture.

The first three are printed as typed and know the link that they are; a picture is a setting.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Self
from urllib.parse import urlsplit

from handouts.content.model.fields import AsTyped, Text, mistake, not_a
from handouts.content.pictures.kinds import EXPORT, HEIC, PAGE
from handouts.problems import msg


class WebAddress(Text):
    """A web address, printed as typed; `href` is where it leads."""

    what = msg("a web address")
    hyphens = False

    @classmethod
    def check(cls, text: str) -> None:
        """Without `https://` in front it is understood as if that were there."""
        try:
            parts = urlsplit(text if "://" in text else f"https://{text}")
            host = parts.hostname or ""
        except ValueError:
            host = ""
        if not host or parts.scheme not in {"http", "https"} or "." not in host or re.search(r"\s", text):
            raise not_a("not-an-address", text, cls.what, "such as https://praktijk.example")

    @property
    def href(self) -> str:
        """The address with its scheme."""
        return str(self) if "://" in self else f"https://{self}"


class MailAddress(Text):
    """An e-mail address, printed as typed."""

    what = msg("an e-mail address")
    hyphens = False

    @classmethod
    def check(cls, text: str) -> None:
        """Refuses only what cannot be one: RFC 5321 allows far more than people believe."""
        if not re.fullmatch(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().]+", text):
            raise not_a("not-an-address", text, cls.what, "such as hallo@praktijk.example")

    @property
    def href(self) -> str:
        """The address as a link."""
        return f"mailto:{self}"


class Phone(Text):
    """A telephone number, printed as typed."""

    what = msg("a telephone number")
    hyphens = False

    @classmethod
    def check(cls, text: str) -> None:
        """Allows digits, spaces, `+`, `-`, `/` and brackets (ITU-T E.123 writes them so)."""
        if not re.fullmatch(r"[0-9+()/. \u00a0-]+", text) or not 3 <= sum(sign.isdigit() for sign in text) <= 15:
            raise not_a("not-a-phone-number", text, cls.what, "such as 06 12 34 56 70")

    @property
    def href(self) -> str:
        """The number as a link; the `(0)` of `+31 (0)6` is not dialled from abroad."""
        bare = self.replace("(0)", "") if self.startswith(("+", "00")) else str(self)
        return "tel:" + "".join(sign for sign in bare if sign.isdigit() or sign == "+")


PICTURES = (
    ".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff", ".bmp", ".avif", ".jfif", ".svgz",
)  # fmt: skip
_NO_PICTURES = {".heic": HEIC, ".heif": HEIC, ".pdf": PAGE, ".ai": EXPORT, ".eps": EXPORT, ".psd": EXPORT}


class Picture(AsTyped):
    """The name of a file in `content/images/`; a path or a web address is refused."""

    what = msg("the name of a picture")

    @classmethod
    def from_typed(cls, value: object) -> Self:
        """The name as typed, in the one Unicode form that file systems share (NFC)."""
        return cls(unicodedata.normalize("NFC", super().from_typed(value)))

    @classmethod
    def check(cls, text: str) -> None:
        """Raises PydanticCustomError for what is not the name of a picture."""
        if "://" in text or text.startswith(("data:", "//")):
            hint = msg("save the picture in content/images and write its file name")
            message = msg("“{text}” is on the web, and handouts reads nothing from there", text=text)
            raise mistake("remote-picture", message, hint)
        if "/" in text or "\\" in text or text in {".", ".."}:
            hint = msg("put the picture in content/images and write its name only")
            raise mistake("outside-folder", "“{text}” is a path", hint, text=text)
        if not text.lower().endswith(PICTURES):
            ending = text.lower()[max(0, text.rfind(".")) :]
            hint = _NO_PICTURES.get(ending) or msg("use {endings}", endings=", ".join(PICTURES[:5]))
            raise mistake("not-a-picture", "“{text}” is not a picture that can be printed", hint, text=text)
