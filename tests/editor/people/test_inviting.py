"""Who lets somebody in gives them less than they have themself."""

from editor.people.inviting import offered
from runtime.installation import Installation


def test_a_lead_offers_what_may_less_and_an_administrator_everything(installation: Installation):
    for role in ("lead", "administrator"):
        installation.people.add(role, "a long enough password", role)
    assert offered(installation.roles, "lead") == ["none", "viewer", "operator", "designer"]
    assert {"lead", "administrator"} < set(offered(installation.roles, "administrator"))
    assert offered(installation.roles, "lead", scopes=("read", "run")) == []


def test_what_somebody_may_in_one_sandbox_is_not_given_everywhere(installation: Installation):
    host = installation.people.add("host", "a long enough password", "none")
    installation.roles.define("host", ("read", "invite"))
    installation.roles.assign(host.id, "host")
    installation.roles.assign(host.id, "lead", sandbox="dev")
    assert offered(installation.roles, "host") == ["none", "viewer"]
