"""The palette offers every step type, in every language, and sensible next ones."""

import pytest

from editor.designer.palette import NEXT, STARTS, offer
from editor.i18n import LANGUAGES
from runtime.steps import CATALOG


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_can_be_found_by_the_words_of_any_language(language: str):
    offered = offer(language)
    groups = {group["id"] for group in offered["groups"]}
    assert [one["type"] for one in offered["types"]] == list(CATALOG)
    for one in offered["types"]:
        assert one["group"] in groups
        assert one["label"] in one["words"]
        assert one["summary"]


def test_suggestions_are_types_that_are_there_and_never_twice():
    offered = offer("en")
    assert set(offered["starts"]) == set(STARTS) & set(CATALOG)
    for name, after in offered["next"].items():
        assert set(after) <= set(CATALOG)
        assert len(after) == len(set(after))
        assert after == [one for one in NEXT[name] if one in CATALOG]
