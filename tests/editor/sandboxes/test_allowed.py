"""Who may look into which sandbox, and that nobody does anything in one that is gone."""

from editor.sandboxes.allowed import holding, rights_in
from runtime.installation import Installation
from runtime.sandboxes.emptying import delete
from storage.rights import RIGHTS


def test_people_see_the_sandboxes_that_they_may_look_into(installation: Installation):
    installation.sandboxes.create("dev", "", "ann")
    installation.people.add("ann", "a calm long sentence", "lead")
    bea = installation.people.add("bea", "a calm long sentence", "none")
    installation.roles.assign(bea.id, "designer", sandbox="dev")
    assert [one.name for one in holding(installation, "ann", "read")] == ["prod", "dev"]
    assert [one.name for one in holding(installation, "bea", "design")] == ["dev"]
    assert holding(installation, "bea", "publish") == []


def test_an_open_page_of_a_sandbox_that_is_gone_changes_nothing(installation: Installation):
    installation.sandboxes.create("dev", "", "ann")
    installation.people.add("ann", "a calm long sentence", "lead")
    assert rights_in(installation, "ann", "dev") == RIGHTS["lead"]
    delete(installation, "dev", "ann")
    assert rights_in(installation, "ann", "dev") == frozenset()
    assert rights_in(installation, "ann", "prod") == RIGHTS["lead"]
