"""A page with its pictures in one file (`.mht`), as browsers save it."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import NamedTuple

_HEAD = 2000
_IS_ARCHIVE = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)


class Archive(NamedTuple):
    """The code of the page, and what finds a picture in the file by its address."""

    html: str
    find: Callable[[str], bytes | None]


def unpacked(data: bytes) -> Archive | None:
    """The page in an archive; None for what is none."""
    if data.lstrip()[:1] == b"<" or not _IS_ARCHIVE.search(data[:_HEAD]):
        return None
    message = message_from_bytes(data.lstrip(), policy=policy.default)
    parts = [each for each in message.walk() if not each.is_multipart()]
    page = next((each for each in parts if each.get_content_type() in {"text/html", "application/xhtml+xml"}), None)
    if page is None:
        return None
    found = {name: each for each in parts if each is not page for name in _names(each)}

    def find(address: str) -> bytes | None:
        part = found.get(address)
        held = part.get_payload(decode=True) if part is not None else None
        return held if isinstance(held, bytes) else None

    return Archive(_text(page), find)


def _names(part: EmailMessage) -> list[str]:
    number = str(part.get("Content-ID", "")).strip("<> ")
    return [name for name in (str(part.get("Content-Location", "")), f"cid:{number}" if number else "") if name]


def _text(part: EmailMessage) -> str:
    held = part.get_payload(decode=True)
    data = held if isinstance(held, bytes) else b""
    for encoding in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")
