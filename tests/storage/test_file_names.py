"""A name that someone sent is only a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.file_names import extension, harmless, media_type


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("orders.csv", "orders.csv"), ("../../etc/passwd", "passwd"), ("C:\\tmp\\a.xlsx", "a.xlsx"), ("", "file"),
        ("..", "file"), ("a\r\nSet-Cookie: x.csv", "aSet-Cookie x.csv"), ("evil\u202evsc.exe", "evilvsc.exe"),
        ("été – août.json", "été – août.json"), ("a" * 300 + ".csv", "a" * 196 + ".csv"), (".hidden", "hidden"),
    ],
)  # fmt: skip
def test_a_name_is_made_harmless(sent, kept):
    assert harmless(sent) == kept


@given(st.text())
def test_no_name_is_a_path_or_too_long(sent):
    kept = harmless(sent)
    assert 1 <= len(kept.encode()) <= 200
    assert not set(kept) & set('/\\\0\n<>:"|?*')
    assert kept not in {".", ".."}
    assert harmless(kept) == kept


def test_the_name_tells_the_kind():
    assert extension("Orders.CSV") == "csv"
    assert extension("README") == extension(".gitignore") == ""
    assert media_type("a.ndjson") == "application/x-ndjson"
    assert media_type("a.pdf") == "application/pdf"
    assert media_type("a.unheard") == "application/octet-stream"
