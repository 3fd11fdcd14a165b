"""Connectors: stored with marks in place of their secrets."""

from base64 import urlsafe_b64encode

import pytest

from storage.connector import Connector, marked_secrets
from storage.connectors import Connectors
from storage.errors import NotFound, Stale
from storage.secret_keys import SecretKeys
from storage.secrets import Secrets, SecretUnreadable

CRM = Connector(name="CRM (test)", settings={"password": {"secret": "password"}})


def opened(folder, key: int = 1) -> Connectors:
    keys = SecretKeys({"ETAPES_SECRET_KEY": urlsafe_b64encode(bytes([key]) * 32).decode()})
    return Connectors(folder and folder / "connectors", Secrets(folder and folder / "secrets.json", keys))


@pytest.fixture(params=["memory", "disk"])
def connectors(request, tmp_path):
    return opened(None if request.param == "memory" else tmp_path)


def test_an_id_is_made_once_from_the_first_name(connectors):
    crm = connectors.save(CRM, {}, "ann")
    renamed = connectors.save(crm.model_copy(update={"name": "Customers"}), {}, "ben", crm.revision)
    assert (crm.id, renamed.id, renamed.revision, renamed.updated_by) == ("crm_test", "crm_test", 2, "ben")
    assert connectors.save(CRM, {}, "ann").id == "crm_test_2"
    assert [one.name for one in connectors.list()] == ["CRM (test)", "Customers"]


def test_a_stale_save_is_refused_with_who_was_quicker(connectors):
    crm = connectors.save(CRM, {}, "ann")
    connectors.save(crm, {}, "ben", crm.revision)
    with pytest.raises(Stale) as wrong:
        connectors.save(crm, {}, "ann", crm.revision)
    assert wrong.value.parameters["author"] == "ben"


def test_secrets_are_kept_apart_and_go_with_the_connector(connectors):
    crm = connectors.save(CRM, {"password": "Corr3ct-Horse"}, "ann")
    assert "Corr3ct-Horse" not in connectors.get(crm.id).model_dump_json()
    assert marked_secrets(crm.settings) == ["password"]
    assert connectors.secret(crm.id, "password") == "Corr3ct-Horse"
    connectors.delete(crm.id)
    with pytest.raises(NotFound):
        connectors.get(crm.id)
    assert connectors.secrets(crm.id) == []


def test_a_lost_key_names_the_connector(tmp_path):
    crm = opened(tmp_path).save(CRM, {"password": "x"}, "ann")
    with pytest.raises(SecretUnreadable) as wrong:
        opened(tmp_path, key=2).secret(crm.id, "password")
    assert wrong.value.parameters == {"connector": "CRM (test)", "name": "password"}


def test_every_change_is_seen_by_the_stamp(connectors):
    before = connectors.stamp()
    connectors.save(CRM, {}, "ann")
    assert connectors.stamp() != before
