from runtime.faults import Faults
from runtime.steps.transform.calculate_array import CalculateArray


def test_figures_over_the_array_of_each_item(did):
    operations = [{"operation": "count", "into": "n"}, {"operation": "average", "field": "v", "into": "mean"}]
    made = did("calculate_array", {"path": "l", "operations": operations}, [{"l": [{"v": 1}, {"v": 4}]}])
    assert made == [{"l": [{"v": 1}, {"v": 4}], "n": 2, "mean": 2.5}]


def test_text_that_is_no_number_is_shown(did):
    faults = Faults("step")
    settings = {"path": "l", "operations": [{"operation": "sum", "field": "v", "into": "s"}]}
    did("calculate_array", settings, [{"l": [{"v": "1"}, {"v": "many"}]}], faults=faults)
    assert faults.verdict().parameters == {"value": "many"}


def test_there_must_be_something_to_calculate():
    assert CalculateArray.model_validate({"path": "l"}).problems()[0].code == "operations_missing"
