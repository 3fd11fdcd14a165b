"""Codes by the clock (RFC 6238), as authenticator apps show them: six digits, a new one every 30 seconds."""

from base64 import b32decode, b32encode
from datetime import datetime
from hmac import compare_digest, digest
from secrets import token_bytes
from struct import pack, unpack_from
from urllib.parse import quote, urlencode

_STEP, _DIGITS = 30, 6
_DRIFT = 1
"""Steps that a clock may be ahead or behind."""


def new_secret() -> str:
    """160 random bits, in base32."""
    return b32encode(token_bytes(20)).decode()


def code_at(secret: str, step: int) -> str:
    """The code of the time step with this number."""
    made = digest(b32decode(secret), pack(">Q", step), "sha1")
    number = unpack_from(">I", made, made[-1] & 0xF)[0] & 0x7FFFFFFF
    return str(number % 10**_DIGITS).zfill(_DIGITS)


def step_of(moment: datetime) -> int:
    return int(moment.timestamp()) // _STEP


def matching(secret: str, code: str, moment: datetime, after: int) -> int | None:
    """The number of the time step whose code this is; None for a wrong one, and for steps up to `after`, which were
    used before."""
    now = step_of(moment)
    fits = [step for step in range(now - _DRIFT, now + _DRIFT + 1)
            if compare_digest(code_at(secret, step).encode(), code.encode("utf-8", "replace"))]  # fmt: skip
    return next((step for step in fits if step > after), None)


def address_of(secret: str, name: str, issuer: str) -> str:
    """The `otpauth:` address that an app reads from a QR code."""
    told = urlencode({"secret": secret, "issuer": issuer, "algorithm": "SHA1", "digits": _DIGITS, "period": _STEP})
    return f"otpauth://totp/{quote(issuer)}:{quote(name)}?{told}"
