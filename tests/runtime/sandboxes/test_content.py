"""Two sandboxes with the same ids never see each other."""

import pytest

from runtime.sandboxes.content import Content, content
from storage.errors import NotFound


def test_what_is_in_one_is_counted(installation, worlds):
    worlds("dev").run()
    assert content(installation, "dev") == Content(flows=2, components=2, connectors=1, templates=1, runs=1)
    assert content(installation, "prod") == Content()


def test_the_same_ids_are_other_things_in_each(installation, worlds):
    worlds("prod").fill()
    dev, prod = installation.at("dev"), installation.at("prod")
    assert dev.templates().get("bill").text == "From dev"
    assert prod.templates().get("bill").text == "From prod"
    assert dev.connectors().secret("erp", "token") == "hidden in dev"
    assert [one["name"] for one in prod.entries().query("city")] == ["prod"]
    dev.flows().delete("sub", "ann")
    dev.connectors().delete("erp", "ann")
    dev.entries().drop("person", "ann")
    assert prod.flows().get("sub").state == "enabled"
    assert prod.connectors().secret("erp", "token") == "hidden in prod"
    assert prod.entries().component("person").name == "Person"
    assert prod.known().get("flow", "sub") and not dev.known().get("flow", "sub")


def test_what_nobody_made_is_nowhere(installation):
    with pytest.raises(NotFound):
        installation.at("nowhere")
