"""Every step's form: what a person fills in is what the draft holds; what is wrong is said under the very field."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from runtime.steps import CATALOG
from storage.connector import Connector
from storage.connectors import Connectors
from storage.secret_keys import SecretKeys
from storage.secrets import Secrets
from tests.browser.pages.inspector import Inspector

Form = Callable[[Inspector], Any]
FORMS: dict[str, tuple[Form, dict[str, Any]]] = {
    "get_action_model": (
        lambda form: form.more("fields").fill("fields-0-name", "amount").pick("fields-0-type", "number"),
        {"fields": [{"name": "amount", "type": "number"}]},
    ),
    "get_raw_model": (lambda form: form.fill("sample", '{"any": [1]}'), {"sample": {"any": [1]}}),
    "get_empty_model": (lambda form: form.name.fill("Nothing"), {"name": "Nothing"}),
    "import_file": (
        lambda form: form.fill("file-name", "flights").fill("separator", ",").add("missing", "NA").more("mapping")
        .fill("mapping-0-column", "carrier").fill("mapping-0-field", "airline").pick("mapping-0-type", "text"),
        {"file": {"from": "input", "name": "flights"}, "separator": ",", "missing": ["", "NA"],
         "mapping": [{"column": "carrier", "field": "airline", "type": "string"}]},
    ),
    "transform_model": (
        lambda form: form.more("mapping").fill("mapping-0-to", "airline").fill("mapping-0-from", "carrier"),
        {"mapping": [{"to": "airline", "from": "carrier"}]},
    ),
    "join_models": (
        lambda form: form.fill("left", "Given").fill("left_keys-0", "carrier").fill("right_keys-0", "code")
        .more("mapping").fill("mapping-0-from", "name").fill("mapping-0-to", "airline"),
        {"left": "given", "left_keys": ["carrier"], "right_keys": ["code"],
         "mapping": [{"from": "name", "to": "airline"}]},
    ),
    "extract_collections": (lambda form: form.fill("path", "orders"), {"path": "orders"}),
    "filter_source": (
        lambda form: form.more("conditions").fill("conditions-0-field", "delay")
        .pick("conditions-0-operator", "greater than").fill("conditions-0-value", "0"),
        {"conditions": [{"field": "delay", "operator": "greater", "value": 0}]},
    ),
    "execute_script": (lambda form: form.fill("script", "item['a'] = 1"), {"script": "item['a'] = 1"}),
    "select_many": (lambda form: form.fill("path", "orders"), {"path": "orders"}),
    "distinct": (lambda form: form.add("keys", "carrier").add("keys", "delay"), {"keys": ["carrier", "delay"]}),
    "group_by": (lambda form: form.add("keys", "carrier").fill("into", "flights"),
                 {"keys": ["carrier"], "into": "flights"}),
    "calculate_array": (
        lambda form: form.fill("path", "items").more("operations").pick("operations-0-operation", "average")
        .fill("operations-0-field", "delay").fill("operations-0-into", "mean"),
        {"path": "items", "operations": [{"operation": "average", "field": "delay", "into": "mean"}]},
    ),
    "simple_math": (
        lambda form: form.more("operations").fill("operations-0-left-field", "delay").fill("operations-0-into", "half"),
        {"operations": [{"operator": "+", "left": {"field": "delay"}, "into": "half"}]},
    ),
    "lookup_reference": (lambda form: form.more("keys").fill("keys-0-from", "code").fill("into", "customer"),
                         {"keys": [{"from": "code"}], "into": "customer"}),
    "query_entity_by_filter": (
        lambda form: form.more("conditions").fill("conditions-0-value", "7").fill("limit", "5"),
        {"conditions": [{"value": 7}], "limit": 5},
    ),
    "get_entity_by_id": (lambda form: form.fill("id_field", "customer"), {"id_field": "customer"}),
    "load_catalogs_by_key": (lambda form: form.more("fields").fill("fields-0-field", "customer"),
                             {"fields": [{"field": "customer"}]}),
    "store_entry_over_bus": (lambda form: form.more("mapping").fill("mapping-0-from", "code"),
                             {"mapping": [{"from": "code"}]}),
    "update_entry": (
        lambda form: form.pick("find_by", "the one with this id, else a new one").fill("id_field", "customer"),
        {"find_by": "id", "id_field": "customer"},
    ),
    "deferred_update_entry": (lambda form: form.fill("delete_flag", "gone"), {"delete_flag": "gone"}),
    "apply_deferred_update_operations": (lambda form: form.fill("chunk_size", "500"), {"chunk_size": 500}),
    "proxy_get_entry": (lambda form: form.name.fill("One"), {"name": "One"}),
    "proxy_query_entry": (lambda form: form.name.fill("Many"), {"name": "Many"}),
    "subscribe_to_connector": (lambda form: form.fill("consumer_group", "billing"), {"consumer_group": "billing"}),
    "execute_dataflow": (lambda form: form.fill("into", "answer"), {"into": "answer"}),
    "get_file_info": (lambda form: form.fill("id_field", "attachment"), {"id_field": "attachment"}),
    "register_context_for_model": (
        lambda form: form.more("keys").fill("keys-0-from", "code").fill("name_field", "carrier"),
        {"keys": [{"from": "code"}], "name_field": "carrier"},
    ),
    "prepare_external_keys": (lambda form: form.more("fields").fill("fields-0-field", "customer"),
                              {"fields": [{"field": "customer"}]}),
    "assign_context_role_for_model": (
        lambda form: form.fill("user", "who").fill("context", "where").add("roles", "Leads"),
        {"user": "who", "context": "where", "roles": ["lead"]},
    ),
    "remove_assigned_roles_for_user": (lambda form: form.fill("user", "who"), {"user": "who"}),
    "get_one_time_code_for_user": (lambda form: form.fill("user_name", "login").fill("lifetime", "5"),
                                   {"user_name": "login", "lifetime": 5}),
    "confirm_one_time_code_for_user": (lambda form: form.fill("user_name", "login").fill("code", "digits"),
                                       {"user_name": "login", "code": "digits"}),
    "update_or_create_user_info": (
        lambda form: form.fill("user_name", "login").more("fields").pick("fields-0-field", "last name")
        .fill("fields-0-from", "surname"),
        {"user_name": "login", "fields": [{"field": "lastName", "from": "surname"}]},
    ),
    "get_user_info": (lambda form: form.pick("find_by", "the one with this name").fill("user_name", "ann"),
                      {"find_by": "user_name", "user_name": "ann"}),
    "register_external_user": (
        lambda form: form.fill("provider", "Team").fill("user_name", "login").fill("into", "known"),
        {"provider": "team", "user_name": "login", "into": "known"},
    ),
    "login_with_password": (lambda form: form.fill("user_name", "login").fill("password", "pass"),
                            {"user_name": "login", "password": "pass"}),
    "reset_user_password_request": (lambda form: form.fill("user_name", "login").fill("client", "shop"),
                                    {"user_name": "login", "client": "shop"}),
    "confirm_user_email_request": (lambda form: form.fill("user_name", "login"), {"user_name": "login"}),
    "send_templated_notification": (
        lambda form: form.fill("subject", "Hi {n}").more("recipients").fill("recipients-0-field", "who")
        .fill("file_name", "bill"),
        {"subject": "Hi {n}", "recipients": [{"field": "who"}], "file_name": "bill"},
    ),
    "send_notification": (
        lambda form: form.pick("channel", "By mail (mail server)").more("recipients").origin("recipients-0", "role")
        .fill("recipients-0-role", "Leads").fill("subject", "Hi").fill("body", "Good day"),
        {"channel": "smtp", "recipients": [{"role": "lead"}], "subject": "Hi", "body": "Good day"},
    ),
    "form_action": (lambda form: form.fill("address", "/runs"), {"address": "/runs"}),
    "render_template": (lambda form: form.fill("file_name", "bill"), {"file_name": "bill"}),
    "export_to_file": (
        lambda form: form.fill("file_name", "late").pick("file_type", "Excel (xlsx)").fill("sheet", "Late"),
        {"file_name": "late", "file_type": "xlsx", "sheet": "Late"},
    ),
    "write_response": (lambda form: form.fill("status", "201"), {"status": 201}),
    "get_values_from_connector": (
        lambda form: form.fill("connector", "Shop").has(connector="shop").fill("endpoint", "All orders")
        .more("parameters").fill("parameters-0-to", "since").fill("source", "Given").fill("parameters-0-from", "day")
        .pick("paging", "By page number").fill("page_parameter", "p"),
        {"connector": "shop", "endpoint": "orders", "parameters": [{"to": "since", "from": "day"}], "paging": "page",
         "page_parameter": "p"},
    ),
    "execute_api_call": (
        lambda form: form.fill("connector", "Shop").has(connector="shop").fill("endpoint", "All orders")
        .pick("method", "DELETE").pick("mode", "once for all items").fill("into", "told"),
        {"connector": "shop", "endpoint": "orders", "method": "DELETE", "mode": "once", "into": "told"},
    ),
}  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def shop(server):
    """A system that steps may name."""
    orders = {"id": "orders", "name": "All orders", "path": "/orders", "sample": [{"id": 1, "total": 2.5}],
              "parameters": [{"name": "since", "type": "date"}, {"name": "X-Tenant", "place": "header"}]}  # fmt: skip
    system = {"id": "shop", "name": "Shop", "settings": {"address": "https://shop.example"}, "endpoints": [orders]}
    kept = Connectors(server.folder / "connectors", Secrets(None, SecretKeys()))
    kept.save(Connector.model_validate(system), {}, "ada")
    kept.save(Connector(id="team", name="Team", kind="ldap", settings={"address": "ldap.example"}), {}, "ada")


@pytest.mark.parametrize("group", sorted({kind.group for kind in CATALOG.values()}))
def test_what_is_filled_in_is_in_the_draft(designing, group):
    types = [one for one in CATALOG if CATALOG[one].group == group]
    form = designing(*types)
    for one in types:
        fill, wanted = FORMS[one]
        form.choose(one)
        fill(form)
        form.saved(**wanted)


def test_a_field_is_picked_by_keyboard_with_its_type_in_sight(designing):
    form = designing("distinct", source="given")
    box = form.setting("keys")
    box.press("ArrowDown")
    expect(form.page.get_by_role("option", name="delay")).to_contain_text("123")
    box.press_sequentially("del")
    box.press("ArrowDown")
    box.press("Enter")
    expect(form.setting("keys-0")).to_contain_text("delay")
    form.saved(keys=["delay"])


def test_a_wrong_value_is_told_under_its_field_and_goes_when_it_is_right(designing):
    form = designing("filter_source", source="given", conditions=[{"field": "dealy", "operator": "equal", "value": 1}])
    expect(form.problem("conditions-0")).to_contain_text("delay")
    expect(form.setting("conditions-0-field")).to_have_attribute("aria-invalid", "true")
    form.fill("conditions-0-field", "delay")
    expect(form.problem("conditions-0")).to_be_hidden()
    expect(form.setting("conditions-0-field")).not_to_have_attribute("aria-invalid", "true")


def test_a_number_that_is_none_is_kept_and_told(designing):
    form = designing("write_response")
    form.fill("status", "often")
    expect(form.problem("status")).to_be_visible()
    form.saved(status="often")


def test_constants_follow_the_type_of_the_field(designing):
    form = designing("filter_source", source="given").more("conditions")
    form.fill("conditions-0-value", "7").fill("conditions-0-field", "carrier")
    form.saved(conditions=[{"field": "carrier", "value": "7"}])
    form.fill("conditions-0-field", "delay")
    form.saved(conditions=[{"field": "delay", "value": 7}])
    form.pick("conditions-0-operator", "one of").fill("conditions-0-value", "7, 8")
    form.saved(conditions=[{"field": "delay", "value": [7, 8], "operator": "in"}])


def test_an_origin_is_switched_between_field_value_and_expression(designing):
    form = designing("transform_model", source="given", mapping=[{"to": "a", "from": "delay"}])
    form.setting("mapping-0-origin").click()
    form.setting("mapping-0-origin-expression").click()
    form.fill("mapping-0-expression", "delay * 2")
    form.saved(mapping=[{"to": "a", "expression": "delay * 2"}])
    form.setting("mapping-0-origin").click()
    form.setting("mapping-0-origin-value").click()
    form.fill("mapping-0-value", "12")
    form.saved(mapping=[{"to": "a", "value": 12}])


def test_lines_are_moved_and_removed(designing):
    lines = [{"to": name, "from": "delay"} for name in "abc"]
    form = designing("transform_model", source="given", mapping=lines)
    form.setting("mapping-0-to").press("Alt+ArrowDown")
    form.saved(mapping=[lines[1], lines[0], lines[2]])
    form.setting("mapping-2-remove").click()
    form.saved(mapping=[lines[1], lines[0]])
    expect(form.setting("mapping-2-to")).to_have_count(0)


def test_settings_that_make_no_sense_are_not_asked(designing):
    form = designing("export_to_file", source="given")
    expect(form.setting("separator")).to_be_visible()
    expect(form.setting("sheet")).to_be_hidden()
    form.pick("file_type", "Excel (xlsx)")
    expect(form.setting("separator")).to_be_hidden()
    expect(form.setting("sheet")).to_be_visible()


def test_a_broken_draft_is_shown_and_repaired(designing):
    form = designing("filter_source", conditions="oops", match="most", frobnicate=3)
    expect(form.problem("match")).to_be_visible()
    expect(form.setting("conditions")).to_have_value("oops")
    form.setting("conditions-reset").click()
    expect(form.setting("conditions-reset")).to_be_hidden()
    form.setting("frobnicate-remove").click()
    expect(form.setting("frobnicate-remove")).to_be_hidden()
    form.pick("match", "any condition holds").more("conditions").fill("conditions-0-field", "carrier")
    form.saved(match="any", conditions=[{"field": "carrier"}])
    assert "frobnicate" not in form.stored()["settings"]


def test_a_script_error_is_told_with_its_line(designing):
    form = designing("execute_script", source="given")
    form.fill("script", "item['a'] = 1\nitem['b'] = (")
    expect(form.problem("script")).to_contain_text("2")
    expect(form.page.locator(".bad-line")).to_have_count(1)
    expect(form.setting("script")).to_have_attribute("aria-label", "Script")


def test_a_half_typed_value_survives_a_change_of_language(designing):
    form = designing("group_by", source="given")
    form.setting("into").fill("")
    form.setting("into").press_sequentially("passag")
    form.language.click()
    french = form.page.get_by_role("menuitem", name="Français")
    if french.count():
        french.click()
    expect(form.page.get_by_test_id("inspector-settings")).to_have_text("Réglages")
    expect(form.setting("into")).to_have_value("passag")
    form.saved(into="passag")
    form.language.click()
    if form.page.get_by_role("menuitem", name="English").count():
        form.page.get_by_role("menuitem", name="English").click()
    expect(form.page.get_by_test_id("inspector-settings")).to_have_text("Settings")


def test_keystrokes_are_not_lost_while_checks_come_back(designing):
    form = designing("distinct", source="given")
    text = "a name that is typed quickly"
    form.name.press_sequentially(text, delay=15)
    expect(form.name).to_have_value(text)
    form.saved(name=text)


def test_name_note_and_switch_are_the_steps_own(designing):
    form = designing("execute_script", source="given")
    form.page.get_by_test_id("advanced").get_by_role("button").first.click()
    form.page.get_by_test_id("advanced-note").fill("Mind the gap")
    form.page.get_by_test_id("advanced-timeout").fill("2.5")
    form.page.get_by_test_id("advanced-on_error").click()
    form.page.get_by_role("option", name="Leave the item out").click()
    form.page.get_by_test_id("advanced-enabled").click()
    form.saved(note="Mind the gap", enabled=False, advanced={"timeout": 2.5, "on_error": "skip_item"})


def test_help_is_a_tab_away(designing):
    form = designing("filter_source").tab("help")
    expect(form.page.get_by_test_id("inspector-help-panel")).to_contain_text("ilter")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_open_inspector_is_accessible(designing, theme):
    form = designing("filter_source", "transform_model", "execute_script", "import_file", source="given")
    form.page.evaluate(f"window.etapes.setTheme('{theme}')")
    form.choose("transform_model").more("mapping")
    form.page.get_by_test_id("advanced").get_by_role("button").first.click()
    assert graver(form) == []
    form.choose("import_file").more("mapping")
    assert graver(form) == []
    form.choose("execute_script")
    expect(form.setting("script")).to_be_visible()
    assert graver(form) == []
    form.choose("filter_source").more("conditions").setting("conditions-0-field").click()
    expect(form.page.get_by_role("option", name="delay")).to_be_visible()
    assert graver(form) == []
    form.tab("data")
    expect(form.page.get_by_test_id("preview")).to_be_visible()
    assert graver(form) == []


def graver(form: Inspector) -> list[str]:
    """What axe finds serious or critical in the inspector and in what floats over it."""
    found = Axe().run(form.page, context={"include": [["[data-testid=inspector]"]]}).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
