"""Text that can be read only with the file that it is about: the bytes of that file are the key.

Problems of a client's file may quote it, and are kept to be shown again without making the sheet anew. Encrypted in
this way it gives away nothing that the file itself would not, and is lost when the file is.

A stream cipher on SHAKE-256 (FIPS 202, an extendable-output function) with a random nonce, and a MAC by keyed BLAKE2b
(RFC 7693): the standard library has no other.
"""

from __future__ import annotations

import hashlib
import hmac
import os

_NONCE = 16
_MAC = 16


def encrypt(text: str, secret: bytes) -> bytes:
    """`text` for whoever has `secret`, some bytes of any length."""
    key = _key(secret)
    nonce = os.urandom(_NONCE)
    body = _with_stream(text.encode(), key, nonce)
    return nonce + _mac(nonce + body, key) + body


def decrypt(data: bytes, secret: bytes) -> str:
    """The text again. Raises ValueError where `secret` is another one, or `data` was changed."""
    key = _key(secret)
    nonce, mac, body = data[:_NONCE], data[_NONCE : _NONCE + _MAC], data[_NONCE + _MAC :]
    if not hmac.compare_digest(mac, _mac(nonce + body, key)):
        raise ValueError("not encrypted with this key")
    return _with_stream(body, key, nonce).decode()


def _key(secret: bytes) -> bytes:
    return hashlib.blake2b(secret, digest_size=32, person=b"handouts-cipher").digest()


def _with_stream(data: bytes, key: bytes, nonce: bytes) -> bytes:
    stream = hashlib.shake_256(key + nonce).digest(len(data))
    return bytes(a ^ b for a, b in zip(data, stream, strict=True))


def _mac(data: bytes, key: bytes) -> bytes:
    return hashlib.blake2b(data, key=key, digest_size=_MAC).digest()
