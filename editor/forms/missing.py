"""Words that stand where numbers or dates are expected: most likely they mean “no value”."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_VALUE = re.compile(r"[-+]?\d[\d .,:/T-]*(Z|[-+]\d\d:?\d\d)?")
_LOOKED_AT = 20_000


def suspected(columns: Sequence[str], rows: Iterable[Sequence[str]], missing: Iterable[str]) -> dict[str, list[str]]:
    """Each word that is probably a missing value, with the columns in which it stands among values.

    A word is suspected in a column where nearly everything else looks like a number, date or time and where it is
    the only such word. Words in `missing` are known already.
    """
    known = set(missing)
    values: list[int] = [0] * len(columns)
    words: list[Counter[str]] = [Counter() for _ in columns]
    for at, row in enumerate(rows):
        if at == _LOOKED_AT:
            break
        for column, text in enumerate(row[: len(columns)]):
            word = text.strip()
            if word in known or not word:
                continue
            if _VALUE.fullmatch(word):
                values[column] += 1
            elif len(words[column]) < 3:
                words[column][word] += 1
    found: dict[str, list[str]] = {}
    for name, count, seen in zip(columns, values, words, strict=True):
        if count and len(seen) == 1 and len(next(iter(seen))) <= 12:
            found.setdefault(next(iter(seen)), []).append(name)
    return found
