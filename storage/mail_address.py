"""Addresses of mail: what is one, and nothing that would reach further into a message."""

import re

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*")


def mail_address(text: str) -> str | None:
    """The address as mail servers take it, its domain in ASCII; None where the text is none, or more than one."""
    local, _, domain = text.strip(" \t").rpartition("@")
    try:
        plain = domain.encode("idna").decode() if domain else ""
    except UnicodeError:
        return None
    fits = _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(plain) and len(local) <= 64 and len(plain) <= 255
    return f"{local}@{plain}" if fits else None
