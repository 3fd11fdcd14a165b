"""Which bytes are sent, and under which name."""

import re
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from editor.api.downloads import byte_range, disposition
from editor.api.errors import RangeNotThere


@given(st.one_of(st.none(), st.integers(0, 30)), st.one_of(st.none(), st.integers(0, 30)), st.integers(0, 20))
def test_a_range_is_what_rfc_9110_says(first, last, size):
    wanted = set(range(size))
    if first is not None:
        wanted &= set(range(first, size if last is None else last + 1))
    elif last is not None:
        wanted &= set(range(size - last, size))
    text = f"bytes={'' if first is None else first}-{'' if last is None else last}"
    try:
        found = byte_range(text, size)
    except RangeNotThere:
        assert wanted == set()
        return
    if found is None:
        assert (first is None and last is None) or (first is not None and last is not None and last < first)
    else:
        assert set(range(*found)) == wanted != set()


@given(st.text(max_size=10), st.integers(0, 5))
def test_any_other_header_means_the_whole_file(header, size):
    assert byte_range(header, size) is None


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_every_name_reaches_the_reader(name):
    header = disposition(name)
    assert header.isascii()
    assert not re.search(r"[\r\n\0]", header)
    exact = re.search(r"filename\*=UTF-8''(.*)$", header)
    plain = re.search(r'filename="([^"]*)"', header)
    assert plain
    assert (unquote(exact[1]) if exact else plain[1]) == name
