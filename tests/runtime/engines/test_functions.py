"""Every function works, and the help page names it."""

import pytest

from editor.i18n import LANGUAGES, help_page
from runtime.engines.functions import FUNCTIONS
from runtime.engines.values import model_of
from runtime.faults import Faults
from runtime.fields import MapEntry

ARGUMENTS = {
    "left": "t, 1", "right": "t, 1", "starts_with": "t, 'a'", "ends_with": "t, 'a'", "strpos": "t, 'b'",
    "replace": "t, 'a', 'b'", "substr": "t, 1", "split_part": "t, 'b', 1", "concat_ws": "'-', t, t", "round": "n, 1",
    "power": "n, 2", "log": "n, 10", "mod": "n, 2", "ifnull": "t, 'x'", "nullif": "t, 'x'", "if": "n > 1, 1, 2",
    "strptime": "d, '%Y-%m-%d'", "strftime": "date(d), '%Y'", "date": "d",
}  # fmt: skip
TEXTS = {"upper", "lower", "initcap", "trim", "ltrim", "rtrim", "reverse", "length", "concat"}
DATES = {"year": 2024, "month": 5, "day": 6, "hour": 0, "minute": 0, "second": 0}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_gives_a_value(name):
    plain = "t" if name in TEXTS else "strptime(d, '%Y-%m-%d')" if name in DATES else "n"
    faults = Faults("map")
    model = model_of([{"t": "abc", "n": 2.5, "d": "2024-05-06"}, {"t": None}])
    made = model.select([MapEntry(to="r", expression=f"{name}({ARGUMENTS.get(name, plain)})")], False, faults).items()
    assert made[0]["r"] is not None
    assert made[0]["r"] == DATES.get(name, made[0]["r"])
    assert faults.count == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_page_names_every_function(language):
    page = help_page("transform_model", language)
    assert [name for name in FUNCTIONS if f"`{name}`" not in page] == []
