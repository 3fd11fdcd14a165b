"""Passwords that everybody uses are refused, in any spelling; long calm ones are not."""

import pytest

from storage.errors import Refused
from storage.passwords import check_strength, fits, kept_of


@pytest.mark.parametrize(
    "common", ["PASSWORD", "football1", "trustno1", "motdepasse", "ｐａｓｓｗｏｒｄ", "11111111", "Jean Petit"]
)
def test_what_everybody_uses_is_refused(common):
    with pytest.raises(Refused) as refused:
        check_strength(common, "jean petit")
    assert refused.value.code == "password_common"


def test_no_rule_asks_for_signs_or_numbers():
    check_strength("a calm long sentence", "ann")


def test_without_a_password_none_fits():
    assert (fits("", ""), fits("anything at all", ""), fits("café", kept_of("cafe\u0301"))) == (False, False, True)
