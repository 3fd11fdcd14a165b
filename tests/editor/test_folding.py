"""Whoever seeks need not care for case and accents."""

from editor.folding import plain


def test_case_and_accents_are_passed_over():
    assert plain("élan") in plain("ÉLANCÉ")
    assert plain("elan") in plain("Élan")
    assert plain("ø") != plain("o")
