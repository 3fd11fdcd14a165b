import pytest
from pydantic import ValidationError

from runtime.faults import Faults
from runtime.steps.transform.simple_math import SimpleMath


def settings(left, operator, right):
    return {"operations": [{"left": left, "operator": operator, "right": right, "into": "r"}]}


@pytest.mark.parametrize(
    ("operator", "made"), [("+", 8), ("-", 4), ("*", 12), ("/", 3.0), ("and", 2), ("or", 6), ("xor", 4)]
)
def test_fields_and_constants_are_calculated(did, operator, made):
    assert did("simple_math", settings({"field": "a"}, operator, {"value": 2}), [{"a": 6}])[0]["r"] == made


def test_dividing_by_zero_warns(did):
    faults = Faults("step")
    assert did("simple_math", settings({"value": 1}, "/", {"field": "a"}), [{"a": 0}], faults=faults)[0]["r"] is None
    assert faults.warnings == {"division_by_zero": 1}


def test_an_unknown_operator_is_refused():
    with pytest.raises(ValidationError):
        SimpleMath.model_validate(settings({"value": 1}, "**", {"value": 2}))
    assert SimpleMath.model_validate({}).problems()[0].code == "operations_missing"
