"""What nobody foresaw is told without a word of Python; the words are in the server's log."""

import logging

from runtime.mishaps import blamed, causes


def test_an_unforeseen_error_is_told_by_a_reference_into_the_log(caplog):
    with caplog.at_level(logging.ERROR, "etapes"):
        (found,) = blamed(ZeroDivisionError("secret words"), [])
    assert found.code == "step_broken"
    assert "secret words" not in str(found.parameters)
    assert found.parameters["reference"] in caplog.text
    assert "secret words" in caplog.text


def test_a_parquet_file_that_is_rotten_inside_is_told_as_such():
    (found,) = blamed(RuntimeError("parquet: File out of specification: zstd error"), [])
    assert found.code == "parquet_unreadable"


def test_errors_that_caused_each_other_are_looked_at_once():
    one, other = OSError("one"), OSError("other")
    one.__cause__, other.__cause__ = other, one
    assert list(causes(one)) == [one, other]
