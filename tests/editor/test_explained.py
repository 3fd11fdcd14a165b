"""A problem is told in the reader's words, and settings are called as the form calls them."""

from editor.explained import explained
from editor.forms.labels import Words
from runtime.problems import Problem


def test_a_setting_is_called_by_its_label():
    found = Problem(
        code="setting_missing", setting="conditions[0].field", parameters={"setting": "conditions[0].field"}
    )
    assert "Champ" in explained(found, Words("filter_source", "fr"))
    assert "conditions[0]" not in explained(found, Words("filter_source", "en"))


def test_the_choices_are_told_by_their_words():
    parameters = {"setting": "match", "value": "most", "choices": "all, any"}
    told = explained(
        Problem(code="setting_choice", setting="match", parameters=parameters), Words("filter_source", "en")
    )
    assert "any condition holds" in told


def test_an_unknown_code_is_shown_rather_than_hidden():
    assert explained(Problem(code="from_a_later_release"), Words("filter_source", "en")) == "from_a_later_release"
