"""A visitor reads their own language, and what went wrong in words."""

from datetime import UTC, datetime

from editor.visitor import Visitor
from runtime.problems import Problem, Problems
from storage.errors import NotFound
from storage.people import People
from storage.person import Person


def visitor(**given) -> Visitor:
    return Visitor(Person("ada", "designer", None, "auto", False, datetime(2026, 1, 1, tzinfo=UTC)), **given)


def test_changing_the_language_tells_every_part_and_is_remembered(tmp_path):
    people = People(tmp_path / "people.sqlite")
    people.add_first("ada", "a calm long sentence")
    heard = []
    reading = visitor(people=people)
    reading.on_language(lambda: heard.append(reading.say("flows.title")))
    reading.speak("fr")
    assert heard == ["Flux"]
    assert people.person("ada").language == "fr"
    people.close()


def test_numbers_follow_the_language():
    assert visitor(language="en").number(1234.5) == "1,234.5"
    assert visitor(language="fr").number(1234.5) == "1\u202f234,5"


def test_a_value_is_shown_with_all_its_digits_however_many():
    reading = visitor(language="en")
    assert reading.exact(12345.56789012) == "12,345.56789012"
    assert reading.exact(123456789012345678901234567890) == "123456789012345678901234567890"
    assert reading.exact(1e300) == "1e+300"
    assert reading.exact(1.5e-9) == "1.5e-09"
    assert reading.number(10**40) == repr(10**40)


def test_what_went_wrong_is_a_sentence_and_never_a_trace():
    reading = visitor()
    assert reading.explain(Problems(Problem(code="not_allowed"))).startswith("Your account may not")
    assert "r1" in reading.explain(NotFound("run", "r1"))
    assert reading.explain(ZeroDivisionError("secret detail")) == reading.say(
        "problems.unexpected", code="ZeroDivisionError"
    )
    assert "code_of_tomorrow" in reading.explain(Problem(code="code_of_tomorrow"))
