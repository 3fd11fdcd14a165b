"""Readable ids, made once from the first name of a thing: `CRM (test)` → `crm_test`."""

import re
import unicodedata
from collections.abc import Container
from itertools import count

_WHOLE = str.maketrans({"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ß": "ss", "æ": "ae", "Æ": "ae",
                        "œ": "oe", "Œ": "oe"})  # fmt: skip
"""Letters that Unicode does not take apart."""


def slug(name: str, taken: Container[str] = (), otherwise: str = "thing") -> str:
    """An id of a-z, 0-9 and `_` that is not taken; `otherwise` where the name has no such letter."""
    plain = unicodedata.normalize("NFKD", name.translate(_WHOLE)).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40].strip("_") or otherwise
    tried = (found if number == 1 else f"{found}_{number}" for number in count(1))
    return next(one for one in tried if one not in taken)
