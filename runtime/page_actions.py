"""What a flow may ask of the page that started it."""

from typing import Any, Literal
from urllib.parse import quote, urlsplit

from runtime.model import Item
from runtime.places import filled, places, value_at
from runtime.problems import problem

ActionKind = Literal["open_page", "open_component", "open_sidebar", "open_modal", "open_file", "download_file",
                     "refresh", "run_script"]  # fmt: skip
BrowserScript = Literal["print", "copy_result_link", "scroll_to_top"]
"""The scripts that a page knows; a flow brings none of its own."""


def address_of(written: str, item: Item) -> str:
    """The page's address with its places filled, so that no value changes where it leads. `Problems` for others.

    A path of this server, or http(s): those are asked about before they are opened. An address that is nothing but a
    place is taken as it stands in the item.
    """
    alone = len(places(written)) == 1 and written == f"{{{places(written)[0]}}}"
    address = filled(written, item) if alone else filled(written, item, lambda value: quote(value, safe=""))
    if not allowed(address):
        raise problem("action_address", "address", address=address[:200])
    return address


def allowed(address: str) -> bool:
    """Whether a page may open it: a path of its own server, or another one by http(s)."""
    if any(sign.isspace() or not sign.isprintable() for sign in address) or "\\" in address:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme or parts.netloc:
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    return address.startswith("/") and not address.startswith("//")


def entry_of(path: str | None, item: Item) -> Any:
    return value_at(item, path) if path else None
