"""Ids that people can read."""

import pytest

from storage.slugs import slug


@pytest.mark.parametrize(
    ("name", "id"),
    [("Customer", "customer"), ("Ventes d'été 2024", "ventes_d_ete_2024"), ("Łódź", "lodz"), ("客户", "thing"),
     ("Invoice", "invoice_3"), ("x" * 90, "x" * 40)],
)  # fmt: skip
def test_an_id_tells_the_first_name(name, id):
    assert slug(name, {"invoice", "invoice_2"}, "thing") == id
