"""Headers that carry etags are read as RFC 9110 writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.api.errors import Malformed
from editor.api.preconditions import Tags, quoted, read_tags

OPAQUE = st.text(
    st.characters(
        min_codepoint=0x21, max_codepoint=0xFF, exclude_characters='"\x7f' + "".join(map(chr, range(0x80, 0xA0)))
    )
)
TAG = st.tuples(st.booleans(), OPAQUE)


@given(st.lists(TAG, min_size=1, max_size=5), st.sampled_from([",", ", ", " ,\t", ",,", " , , "]))
def test_what_is_written_is_read(tags, comma):
    header = comma.join(("W/" if weak else "") + quoted(opaque) for weak, opaque in tags)
    assert read_tags(header).tags == tuple(tags)


@given(st.lists(TAG, min_size=1, max_size=5), OPAQUE)
def test_writing_wants_a_strong_tag_and_reading_any(tags, etag):
    read = Tags(tags=tuple(tags))
    assert read.strongly(etag) == any(opaque == etag and not weak for weak, opaque in tags)
    assert read.weakly(etag) == any(opaque == etag for _, opaque in tags)


@given(st.text(max_size=20))
def test_any_other_text_is_read_or_refused(header):
    try:
        assert read_tags(header)
    except Malformed as refused:
        assert refused.code == "etag_malformed"


@pytest.mark.parametrize("header", ["*", " * "])
def test_a_star_is_any_state(header):
    assert read_tags(header).strongly("whatever")


def test_some_clients_leave_the_quotes_out():
    assert read_tags("12-ab", bare=True).strongly("12-ab")
    with pytest.raises(Malformed):
        read_tags("12-ab")
