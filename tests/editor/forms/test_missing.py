"""A word among numbers is suspected to mean “no value”, so that a person need not find it."""

from editor.forms.missing import suspected

COLUMNS = ["carrier", "dep_delay", "when"]


def test_a_word_among_numbers_or_dates_is_suspected():
    rows = [["UA", "2", "2013-01-01"], ["AA", "NA", "NA"], ["B6", "-1.5", "2013-01-01T05:00:00Z"]]
    assert suspected(COLUMNS, rows, [""]) == {"NA": ["dep_delay", "when"]}


def test_words_among_words_and_known_ones_are_not():
    rows = [["NA", "2", ""], ["UA", "NA", ""]]
    assert suspected(COLUMNS, rows, ["", "NA"]) == {}


def test_a_column_of_several_words_is_text():
    assert suspected(["code"], [["1"], ["x"], ["y"]], []) == {}


def test_short_and_long_rows_do_no_harm():
    assert suspected(["a", "b"], [["1"], [], ["2", "3", "4"], ["-"]], []) == {"-": ["a"]}
