"""The copy that goes by mail: locked with a password (AES-256), and opened again to see that it holds the same.

ISO 32000-2, 7.6.4.4 (revision 6 of the standard security handler). Nothing of the document, not even its title, can
be read without the password.
"""

from __future__ import annotations

import io
import math
import re
import secrets
import unicodedata

from handouts.problems import BrokenEnvironment, UsageError
from handouts.produce.file_texts import texts_of_pages

MOST_BYTES = 127
"""What revision 6 reads of a password, in bytes of UTF-8; of a longer one it would lock with the first part."""
LEAST_CHARACTERS = 12
# No letters that sound alike when a password is passed on by telephone: f and v, s and z, c and k.
_CONSONANTS = "bdfghjklmnprst"
_VOWELS = "aeiou"
_GROUPS, _SYLLABLES, _DIGITS = 4, 3, 2
MADE_BITS = _GROUPS * _SYLLABLES * math.log2(len(_CONSONANTS) * len(_VOWELS)) + _DIGITS * math.log2(10)
"""How many bits of chance are in a password that is made here: 80."""
_GUESSABLE = (
    re.compile(r"\W*\d{1,4}\W+\d{1,2}\W+\d{1,4}\W*|\d{6,8}|\d{1,2}\W*[a-z]{3,9}\W*\d{2,4}", re.IGNORECASE),
    re.compile(r"\d{4}\s*[a-z]{2}(?:\s*\d{1,5}\s*[a-z]?)?", re.IGNORECASE),
    re.compile(r"(.)\1*"),
)


def make_password() -> str:
    """A random password that can be said over the telephone: `kimalo-tubeda-ropinu-sebalo-47`."""
    groups = (
        "".join(secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS) for _ in range(_SYLLABLES))
        for _ in range(_GROUPS)
    )
    return "-".join([*groups, "".join(secrets.choice("0123456789") for _ in range(_DIGITS))])


def accepted(password: str) -> str:
    """A password of the user, in the one form that every reader of PDFs makes of it (NFC).

    Raises UsageError when it is short, too long, or what anybody who knows the client would try: a date, a postcode.
    """
    password = unicodedata.normalize("NFC", password.strip())
    if any(pattern.fullmatch(password) for pattern in _GUESSABLE):
        raise UsageError("That password is a date, a postcode or one sign only. Leave it empty, and one is made.")
    if len(password) < LEAST_CHARACTERS:
        raise UsageError(
            "A password has at least {least_characters} characters. Leave it empty, and one is made.",
            least_characters=LEAST_CHARACTERS,
        )
    if len(password.encode()) > MOST_BYTES:
        raise UsageError(
            "That password takes {count} bytes, and {most_bytes} is the most.",
            count=len(password.encode()),
            most_bytes=MOST_BYTES,
        )
    if not password.isprintable():
        raise UsageError("That password holds a sign that cannot be typed. Leave it empty, and one is made.")
    return password


def lock_pdf(pdf: bytes, password: str) -> bytes:
    """The same document, locked: it can be read and printed with the password, and not changed.

    The lock's own key is thrown away. Raises BrokenEnvironment when the locked document cannot be opened again with
    the password, can be opened without, or shows another text.
    """
    import pikepdf

    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(
            locked,
            encryption=pikepdf.Encryption(
                user=password,
                owner=secrets.token_hex(32),
                R=6,
                aes=True,
                metadata=True,
                allow=pikepdf.Permissions(
                    extract=True, modify_annotation=False, modify_assembly=False, modify_form=False, modify_other=False
                ),
            ),
        )
    sealed = locked.getvalue()
    # The text is read by another library than the one that locks.
    if opens(sealed, "") or texts_of_pages(sealed, password) != texts_of_pages(pdf):
        raise BrokenEnvironment("The locked copy does not open as it should, and was not kept. Is this a mistake of "
                                "the library pikepdf? Run the command again.")  # fmt: skip
    return sealed


def opens(pdf: bytes, password: str) -> bool:
    """Whether a PDF can be read with that password."""
    import pikepdf

    try:
        pikepdf.open(io.BytesIO(pdf), password=password).close()
    except pikepdf.PasswordError:
        return False
    return True
