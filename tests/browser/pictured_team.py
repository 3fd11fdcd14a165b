"""The people of an installation as they stand for their pictures, and the steps that act for users."""

from pathlib import Path
from typing import Any

from storage.people import People
from storage.roles import Roles
from storage.sandboxes import Sandboxes
from tests.browser.conftest import PASSWORD

WORDS: dict[str, dict[str, str]] = {
    "en": {"group": "Sales", "clerk": "Clerk", "dev": "Development", "tell": "Tell the team", "start": "Start",
           "subject": "42 orders wait", "body": "Two of them are from new customers. Please look at them before noon.",
           "token": "Nightly report", "letters": "Letters", "people": "Company directory"},
    "fr": {"group": "Ventes", "clerk": "Employé", "dev": "Développement", "tell": "Prévenir l’équipe",
           "start": "Départ", "subject": "42 commandes attendent", "token": "Rapport de nuit",
           "letters": "Courrier", "people": "Annuaire de l’entreprise",
           "body": "Deux viennent de nouveaux clients. Merci d’y jeter un œil avant midi."},
}  # fmt: skip
TEAM = {
    "zaneta": ("lead", "Żaneta Owens"), "emile": ("designer", "Émile Dubois"), "sunan": ("operator", "Sunan al-Rashid"),
    "zoe": ("viewer", "Zoë O’Hara"), "marguerite": ("none", "Marguerite Lefebvre-Desrosiers"),
}  # fmt: skip


def gather(folder: Path, say: dict[str, str], who: str) -> None:
    """People with roles, a group, a role of one's own, contexts, a token, and a second sandbox."""
    people = People(folder / "people.sqlite")
    for name, (role, full) in TEAM.items():
        password = None if name == "marguerite" else PASSWORD  # invited, and did not come yet
        people.add(name, password, role, {"full_name": full, "email": f"{name}@example.org"}, author=who)
    people.set_disabled("zoe", True, author=who)
    people.add_token("zaneta", label=say["token"])
    ids = {one.name: one.id for one in people.list()}
    people.close()
    Sandboxes(folder / "sandboxes.json").create("dev", say["dev"], who)
    roles = Roles(folder / "people.sqlite")
    group = roles.groups.add(say["group"], who)
    for name in ("emile", "sunan"):
        roles.groups.join(group.id, ids[name], who)
    roles.define(say["clerk"], ("read", "enter"), who)
    roles.assign(group.holder, "operator", sandbox="dev", author=who)
    for number, customer in enumerate(("Lefebvre & Fils", "O’Hara Ltd"), 1):
        context = roles.register("prod", "customer", number, customer, who, number=1)
        roles.assign(ids["emile"], say["clerk"], context=context.id, author=who)
    roles.close()


def connectors(say: dict[str, str]) -> dict[str, dict[str, Any]]:
    """By id: a mail server and a directory, neither of which is there."""
    mail = {"address": "mail.example.org", "sender": "etapes@example.org", "sender_name": "Étapes"}
    directory = {
        "address": "ldap.example.org",
        "base": "ou=people,dc=example,dc=org",
        "group_base": "ou=groups,dc=example,dc=org",
        "roles": [{"group": say["group"], "role": "operator"}],
    }
    return {
        "letters": {"name": say["letters"], "kind": "smtp", "settings": mail},
        "people": {"name": say["people"], "kind": "ldap", "settings": directory},
    }  # fmt: skip


def notifies(say: dict[str, str], who: str) -> dict[str, Any]:
    """A flow that rings somebody's bell."""
    told = {"channel": "in_app", "recipients": [{"user": who}], "subject": say["subject"], "body": say["body"]}
    return {"name": say["tell"], "inputs": [], "phases": [{"id": "all", "name": say["tell"], "steps": [
        {"id": "none", "type": "get_empty_model", "name": say["start"], "settings": {}},
        {"id": "tell", "type": "send_notification", "name": say["tell"], "settings": {"source": "none", **told}},
    ]}]}  # fmt: skip


def steps(say: dict[str, str], bill: str) -> dict[str, dict[str, Any]]:
    """The settings of the steps for users, by type; `bill` is a template."""
    raw = {"source": "get_raw_model"}
    user = raw | {"user_name": "name"}
    told = {"recipients": [{"field": "name"}, {"role": "lead"}], "subject": "{number}: {owes}"}
    return {
        "register_context_for_model": raw | {
            "component": "customer", "keys": [{"field": "number", "from": "number"}], "name_field": "name"},
        "assign_context_role_for_model": {
            "source": "register_context_for_model", "user": "name", "context": "context",
            "roles": ["lead", "operator"]},
        "remove_assigned_roles_for_user": raw | {"user": "name"},
        "prepare_external_keys": {
            "source": "lookup_reference", "fields": [{"field": "reference", "component": "customer"}]},
        "get_one_time_code_for_user": user | {"client": "shop", "lifetime": 5},
        "confirm_one_time_code_for_user": user | {"source": "get_one_time_code_for_user", "code": "code"},
        "update_or_create_user_info": user | {"fields": [
            {"field": "lastName", "from": "name"}, {"field": "email", "value": "nobody@example.org"}]},
        "get_user_info": raw | {"find_by": "field", "field": "name"},
        "login_with_password": user | {"password": "number", "client": "shop"},
        "register_external_user": user | {"provider": "people"},
        "reset_user_password_request": user | {"client": "shop"},
        "confirm_user_email_request": user,
        "send_notification": raw | told | {"channel": "in_app", "body": say["body"]},
        "send_templated_notification": raw | told | {
            "channel": "smtp", "connector": "letters", "template": bill, "render_type": "pdf", "missing": "empty",
            "body": say["body"], "file_name": "bill-{number}"},
    }  # fmt: skip
