"""Who may do what here: each page, each call of the API and each intent of the board, with the right that it needs.

The one table: the server asks it at every turn, and what does not stand in it is for administrators.
"""

from collections.abc import Mapping

from storage.rights import Right

Need = tuple[Right, ...]
"""One of these rights; none at all: whoever is signed in."""
ANYONE: Need = ()

PAGES: Mapping[str, Need] = {
    "/": ("read",),
    "/flows/{flow_id}": ("read",),
    "/flows/{flow_id}/versions": ("read",),
    "/runs": ("read",),
    "/runs/{run_id}": ("read",),
    "/data": ("read",),
    "/data/{component_id}": ("read",),
    "/connectors": ("read",),
    "/connectors/new/{kind}": ("design",),
    "/connectors/{connector_id}": ("read",),
    "/templates": ("read",),
    "/templates/{template_id}": ("read",),
    "/files/{file_id}/content": ("read",),
    "/sandboxes": ("administer",),
    "/audit": ("administer",),
    "/audit/export": ("administer",),
    "/people": ("administer", "invite"),
    "/people/{person_id}": ("administer",),
    "/account": ANYONE,
    "/notices": ANYONE,
}

INTENTS: Mapping[str, Need] = {
    "select": ("read",),
    "add_phase": ("design",),
    "rename_phase": ("design",),
    "delete_phase": ("design",),
    "move_phase": ("design",),
    "add_step": ("design",),
    "rename_step": ("design",),
    "delete_step": ("design",),
    "move_step": ("design",),
    "set_enabled": ("design",),
    "undo": ("design",),
    "redo": ("design",),
}

CALLS: Mapping[str, Need] = {
    "list_flows": ("read",),
    "read_flow": ("read",),
    "create_flow": ("design",),
    "create_flow:published": ("publish",),
    "patch_flow": ("design",),
    "patch_flow:live": ("publish",),
    "delete_flow": ("design",),
    "delete_flow:live": ("publish",),
    "act_on_flow": ("read",),
    "act_on_flow:publish": ("publish",),
    "act_on_flow:rollback": ("publish",),
    "act_on_flow:enable": ("publish",),
    "act_on_flow:disable": ("publish",),
    "act_on_flow:discard": ("design",),
    "list_versions": ("read",),
    "read_version": ("read",),
    "compare_versions": ("read",),
    "start_run": ("run", "design"),
    "start_run:live": ("run",),
    "list_runs": ("read",),
    "read_run": ("read",),
    "follow_run": ("read",),
    "act_on_run": ("run", "design"),
    "act_on_run:live": ("run",),
    "list_sandboxes": ANYONE,
    "read_sandbox": ANYONE,
    "create_sandbox": ("administer",),
    "reset_sandbox": ("administer",),
    "delete_sandbox": ("administer",),
    "plan_promotion": ("read",),
    "promote_flow": ("read",),
    "list_step_types": ("read",),
    "read_step_type": ("read",),
    "upload_file": ("run", "design"),
    "read_file": ("read",),
    "read_content": ("read",),
    "list_connectors": ("read",),
    "read_connector": ("read",),
    "write_connector": ("design",),
    "delete_connector": ("design",),
    "try_connector": ("design",),
    "try_connector:writing": ("run",),
    "list_templates": ("read",),
    "read_template": ("read",),
    "write_template": ("design",),
    "delete_template": ("design",),
    "read_template_document": ("read",),
    "write_template_document": ("design",),
    "list_components": ("read",),
    "read_component": ("read",),
    "design_component": ("design",),
    "drop_component": ("design",),
    "list_entries": ("read",),
    "read_entry": ("read",),
    "create_entry": ("enter",),
    "change_entry": ("enter",),
    "delete_entry": ("enter",),
    "list_uses": ("read",),
    "read_subscription": ("read",),
    "list_dead_letters": ("read",),
    "replay_dead_letter": ("run",),
    "drop_dead_letter": ("run",),
    "list_notices": ANYONE,
    "read_notices": ANYONE,
    "list_deliveries": ("read",),
    "retry_delivery": ("run",),
    "drop_delivery": ("run",),
    "hand_over": ("run",),
    "read_handed": ("read",),
    "list_people": ("administer",),
    "read_person": ("administer",),
    "add_person": ("administer", "invite"),
    "change_person": ("administer",),
    "remove_person": ("administer",),
    "act_on_person": ("administer",),
    "list_tokens": ("administer",),
    "revoke_token": ("administer",),
    "list_sessions": ("administer",),
    "end_session": ("administer",),
    "list_groups": ("administer",),
    "add_group": ("administer",),
    "read_group": ("administer",),
    "rename_group": ("administer",),
    "drop_group": ("administer",),
    "join_group": ("administer",),
    "leave_group": ("administer",),
    "list_roles": ("administer",),
    "define_role": ("administer",),
    "drop_role": ("administer",),
    "list_contexts": ("administer",),
    "drop_context": ("administer",),
    "list_assignments": ("administer",),
    "assign_role": ("administer",),
    "take_role": ("administer",),
    "list_audit": ("administer",),
    "export_audit": ("administer",),
    "verify_audit": ("administer",),
    "list_sign_ins": ("administer",),
}
"""By the name of the operation; with what was asked for behind a colon where that makes a difference."""

INSIDE = frozenset(("read_entry", "change_entry", "delete_entry"))
"""Calls about one entry: where it was registered as a context, a role inside that context counts, too."""


def needed(table: Mapping[str, Need], name: str) -> Need:
    """What `name` needs; what nobody wrote down needs an administrator."""
    return table.get(name, ("administer",))


def suffices(rights: frozenset[Right], need: Need) -> bool:
    """Whether somebody with these rights may."""
    return not need or not rights.isdisjoint(need)
