"""A model comes out of its file as it went in: values, types, order, what is open."""

from runtime.engines.held import held, hold
from runtime.engines.open_model import OpenModel
from runtime.schema import FieldType, Kind

ITEMS = [
    {"text": "é", "any": 1, "at": "2024-05-01T10:00:00Z", "in": {"list": [1, None]}, "money": "1.10", "none": None},
    {"text": None, "any": "1", "at": None, "in": None, "money": None, "none": None},
]
DECLARED = {"at": FieldType(Kind.DATETIME, zoned=True), "money": FieldType(Kind.DECIMAL)}


def test_values_and_types_stay(engine, tmp_path):
    model = engine(ITEMS, DECLARED)
    hold(model, tmp_path / "m")
    back = held(tmp_path / "m")
    (tmp_path / "m").unlink()
    assert (back.items(), back.schema, back.open) == (model.items(), model.schema, False)
    assert back.schema["any"].kind is Kind.ANY
    assert back.schema["none"].empty


def test_items_without_fields_and_models_without_items_stay(engine, tmp_path):
    hold(engine([{}, {}]), tmp_path / "bare")
    assert held(tmp_path / "bare").items() == [{}, {}]
    hold(OpenModel({"a": FieldType(Kind.STRING)}), tmp_path / "open")
    assert (held(tmp_path / "open").open, held(tmp_path / "open").items()) == (True, [])
