"""Texts and pages: fields before methods, values as people write them, missing fields by name and line."""

import pytest

from runtime.services.templates.asking import look

ORDER = {
    "customer": {"name": "Żółw & Co"},
    "items": [{"price": 2.0}, {"price": 1234.5}],
    "day": "2024-12-31",
    "no": None,
}


def test_fields_lists_and_filters(fill):
    page = "{{ customer.name }}{% for line in items %} {{ line.price }}{% endfor %} {{ no }}{{ day | date('d.M.yy') }}"
    assert fill(page, ORDER).decode() == "Żółw &amp; Co 2 1234.5 31.12.24"
    assert fill("{{ customer.name }}", ORDER, "text").decode() == "Żółw & Co"


@pytest.mark.parametrize(
    ("language", "text"), [("en", "1,234.50 €1,234.50 Dec 31, 2024"), ("fr", "1 234,50 1 234,50 € 31 déc. 2024")]
)
def test_numbers_and_dates_are_written_as_the_language_does(fill, language, text):
    page = "{{ items[1].price | number(2) }} {{ items[1].price | money('EUR') }} {{ day | date }}"
    made = fill(page, ORDER, "text", language=language).decode()
    assert made.replace("\u202f", " ").replace("\xa0", " ") == text


def test_a_missing_field_is_named_with_its_line(refused, fill):
    found = refused("Dear\n{{ customer.nam }}", ORDER)
    assert (found.code, found.parameters["field"], found.line) == ("template_field_missing_line", "nam", 2)
    assert fill("Dear {{ customer.nam.x }}{{ nobody }}", ORDER, missing="empty") == b"Dear "
    assert fill("{{ nobody | default('-') }}", ORDER) == b"-"


def test_a_mistake_is_told_with_its_line(refused):
    found = refused("Dear\n\n{{ customer", ORDER)
    assert (found.code, found.line) == ("template_syntax_line", 3)
    found = refused("{{ 1 / 0 }}")
    assert (found.code, "ZeroDivisionError" in found.parameters["error"]) == ("template_failed_line", True)


def test_the_fields_of_a_template_are_found():
    page = (
        "{% for line in lines | sort %}{{ line.price * line.count }}{{ loop.index }}{{ customer.name }}{% endfor %}"
        "{% set vat = rates.vat %}{{ vat.high }}{{ lines | length }}{{ items[0].id }}{{ note | default('') }}"
    )
    assert look("html", page.encode()) == [
        "lines[].price", "lines[].count", "customer.name", "rates.vat.high", "items[].id", "note",
    ]  # fmt: skip
