"""What flows work with, as it stands for its picture: components, connectors, templates, and the flows around them."""

import json
from typing import Any

from tests.browser.pictured import step

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "customer": "Customers", "customer_told": "Whom we deliver to, and what they owe us.", "city": "Cities",
        "contract": "Contracts", "contract_told": "They live in the archive; two flows answer for them.",
        "number": "Number", "name": "Name", "town": "City", "text": "Text", "owes": "Owes", "since": "Customer since",
        "active": "Active", "mail": "Web page", "label": "On the envelope", "code": "Code",
        "shop": "Web shop", "shop_told": "Orders and customers of the shop", "orders": "Orders", "order": "New order",
        "one": "One customer", "crm": "Customer relations", "post": "Post office",
        "bill": "Invoice", "reminder": "Reminder", "mail_text": "Words of thanks",
        "title": "Invoice for {{ Name }}", "thanks": "Thank you for your order, {{ Name }}!", "sum": "Total",
        "article": "Article", "price": "Price", "greeting": "Dear {{ Name }},",
        "remind": "Remind customers", "reads": "Take orders in", "asks": "Fetch orders from the shop",
        "messages": "Orders by message", "acts": "Show what was done", "called": "Write to one customer",
        "query": "List contracts", "get": "One contract", "steps": "A step of every type",
        "done": "42 orders were taken in", "told": "Two customers are new: Żaneta Owens and Émile Dubois.",
        "aside": "The orders wait in the list until somebody has looked at them.",
        "all": "All", "read": "Read", "answer": "Answer", "start": "Start",
    },
    "fr": {
        "customer": "Clients", "customer_told": "À qui nous livrons, et ce qu’ils nous doivent.", "city": "Villes",
        "contract": "Contrats", "contract_told": "Ils vivent aux archives ; deux flux répondent pour eux.",
        "number": "Numéro", "name": "Nom", "town": "Ville", "text": "Texte", "owes": "Doit", "since": "Client depuis",
        "active": "Actif", "mail": "Page web", "label": "Sur l’enveloppe", "code": "Code",
        "shop": "Boutique en ligne", "shop_told": "Commandes et clients de la boutique", "orders": "Commandes",
        "order": "Nouvelle commande", "one": "Un client", "crm": "Relation client", "post": "Bureau de poste",
        "bill": "Facture", "reminder": "Rappel", "mail_text": "Mots de remerciement",
        "title": "Facture pour {{ Nom }}", "thanks": "Merci de votre commande, {{ Nom }} !", "sum": "Total",
        "article": "Article", "price": "Prix", "greeting": "Bonjour {{ Nom }},",
        "remind": "Relancer les clients", "reads": "Prendre les commandes", "asks": "Chercher les commandes en ligne",
        "messages": "Commandes par message", "acts": "Montrer ce qui a été fait", "called": "Écrire à un client",
        "query": "Lister les contrats", "get": "Un contrat", "steps": "Une étape de chaque type",
        "done": "42 commandes ont été prises", "told": "Deux clients sont nouveaux : Żaneta Owens et Émile Dubois.",
        "aside": "Les commandes attendent dans la liste que quelqu’un les ait regardées.",
        "all": "Tout", "read": "Lire", "answer": "Réponse", "start": "Départ",
    },
}  # fmt: skip
CITIES = {"PAR": "Paris", "LYS": "Lyon", "YRK": "York", "LDZ": "Łódź"}
PEOPLE = ("Żaneta Owens", "Émile Dubois", "Sunan al-Rashid", "Zoë O’Hara", "Marguerite Lefebvre-Desrosiers")
ORDERS = [{"number": 4711 + n, "customer": f"C{n:05}", "total": 12.5 * n, "city": "Lyon"} for n in range(1, 9)]
OPENAPI = json.dumps({
    "openapi": "3.0.3", "info": {"title": "CRM", "version": "1"}, "paths": {
        "/customers": {
            "get": {"summary": "Every customer", "parameters": [{"name": "city", "in": "query"}]},
            "post": {"summary": "A new customer"}, "trace": {"summary": "Trace"}},
        "/customers/{id}": {
            "get": {"summary": "One customer", "parameters": [{"name": "id", "in": "path", "required": True}]},
            "delete": {"summary": "Forget a customer"}},
    },
})  # fmt: skip
BILL = """<h1>{title}</h1>
<table>
<tr><th>{article}</th><th>{price}</th></tr>
{{% for line in lines %}}<tr><td>{{{{ line.name }}}}</td><td>{{{{ line.price | money('EUR') }}}}</td></tr>
{{% endfor %}}</table>
<p>{sum} <strong>{{{{ total | money('EUR') }}}}</strong></p>
"""


def components(say: dict[str, str]) -> dict[str, dict[str, Any]]:
    """By id; the archive gets its flows when they are there."""
    cities = [_field(say, "code", primary_key=True, required=True), _field(say, "name")]
    customers = [
        _field(say, "number", primary_key=True, required=True), _field(say, "name", required=True, query=True),
        _field(say, "town", type="catalog", catalog="city"), _field(say, "owes", type="number", query=True),
        _field(say, "since", type="date"), _field(say, "active", type="boolean"), _field(say, "mail", type="uri"),
        _field(say, "label", virtual=True, pattern=f"{{{say['number']}}} {{{say['name']}}}"),
    ]  # fmt: skip
    return {
        "city": {"name": say["city"], "fields": cities},
        "customer": {"name": say["customer"], "description": say["customer_told"], "fields": customers},
        "contract": proxied(say),
    }


def proxied(say: dict[str, str], query: str | None = None, get: str | None = None) -> dict[str, Any]:
    """The archive: a component for which two flows answer."""
    fields = [_field(say, "number", primary_key=True, query=True), _field(say, "name", query=True)]
    told = {"name": say["contract"], "description": say["contract_told"], "fields": fields}
    return told | {"proxy": {"query": query, "get": get}}


def _field(say: dict[str, str], id: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "name": say[id], **more}


def entries(say: dict[str, str]) -> list[dict[str, Any]]:
    """`into` names the component."""
    cities = [{"into": "city", say["code"]: code, say["name"]: name} for code, name in CITIES.items()]
    return cities + [
        {"into": "customer", say["number"]: f"C{n:05}", say["name"]: PEOPLE[n % 5], say["town"]: 1 + n % 4,
         say["owes"]: n * 137.25 % 1900, say["since"]: f"20{10 + n % 15}-0{1 + n % 9}-1{n % 9}",
         say["active"]: n % 3 > 0, say["mail"]: f"https://example.org/{n}" if n % 4 else None}
        for n in range(1, 64)
    ]  # fmt: skip


def table(say: dict[str, str]) -> str:
    """A file to be imported; one of its rows has no date where one belongs."""
    lines = [f"C{n:05};{PEOPLE[n % 5]};{list(CITIES)[n % 4]};{n * 3};2021-0{1 + n % 9}-01" for n in range(50, 80)]
    head = ";".join(say[name] for name in ("number", "name", "town", "owes", "since"))
    return "\n".join([head, *lines, f"C00099;{PEOPLE[0]};PAR;7;soon", ""])


def connectors(say: dict[str, str]) -> dict[str, dict[str, Any]]:
    """By id; `address` is where the shop answers."""
    query = [{"name": "city"}, {"name": "page", "type": "integer", "value": 1}]
    body = [{"name": "customer", "place": "body", "required": True}, {"name": "total", "place": "body"}]
    path = [{"name": "id", "place": "path", "required": True}]
    shop = {
        "name": say["shop"], "description": say["shop_told"], "kind": "http",
        "settings": {"address": say["address"], "authentication": "bearer", "token": "nobody-sees-me"},
        "endpoints": [
            {"id": "orders", "name": say["orders"], "path": "/orders", "parameters": query,
             "sample": {"orders": ORDERS[:3]}},
            {"id": "one", "name": say["one"], "path": "/customers/{id}", "parameters": path},
            {"id": "order", "name": say["order"], "method": "POST", "path": "/orders", "parameters": body},
        ],
    }  # fmt: skip
    crm = {"name": say["crm"], "kind": "http", "settings": {"address": "https://crm.example.lan:8443/v2"}}
    return {"shop": shop, "crm": crm}


def templates(say: dict[str, str], language: str) -> list[dict[str, Any]]:
    lines = [{"name": "Épices", "price": 12.5}, {"name": "Żubrówka", "price": 31}]
    sample = {say["name"]: PEOPLE[0], "lines": lines, "total": 43.5}
    bill = BILL.format(**say)
    fields = [say["name"], "lines[].name", "lines[].price", "total"]
    return [
        {"name": say["bill"], "kind": "html", "text": bill, "language": language, "sample": sample, "fields": fields},
        {"name": say["reminder"], "kind": "html", "text": f"<p>{say['greeting']}</p>", "language": language,
         "fields": [say["name"]]},
        {"name": say["mail_text"], "kind": "text", "text": say["thanks"], "language": language,
         "fields": [say["name"]]},
    ]  # fmt: skip


def called(say: dict[str, str]) -> dict[str, Any]:
    return _flow(say, say["called"], step("none", "get_empty_model", say["start"]))


def flows(say: dict[str, str], called: str) -> dict[str, dict[str, Any]]:
    """By what they show: who uses things, who answers for the archive, what waits for messages, what acts.

    `called` is the id of the flow that one of them calls.
    """
    none, response = step("none", "get_empty_model", say["start"]), {"shape": "list"}
    find = step("find", "query_entity_by_filter", say["customer"], source="none", component="customer", into="found")
    fetch = step("fetch", "get_values_from_connector", say["orders"], connector="shop", endpoint="orders",
                 items_path="orders")  # fmt: skip
    print_ = step("print", "render_template", say["bill"], source="none", template=_id(say["bill"]), missing="empty")
    wait = step("wait", "subscribe_to_connector", say["messages"], connector="post", endpoint="post")
    act = {"source": "none", "title": say["done"]}
    begin = {"query": "proxy_query_entry", "get": "proxy_get_entry"}
    proxies = {name: _flow(say, say[name], step("asked", kind, "", component="contract"),
                           step("answer", "write_response", say["answer"], source="asked", **response))
               for name, kind in begin.items()}  # fmt: skip
    return proxies | {
        "remind": _flow(say, say["remind"], none, find, print_),
        "asks": _flow(say, say["asks"], fetch, step("answer", "write_response", say["answer"], source="fetch")),
        "calls": _flow(say, say["reads"], none,
                       step("call", "execute_dataflow", say["called"], source="none", flow=called)),
        "messages": _flow(say, say["messages"], wait, step("answer", "write_response", say["answer"], source="wait")),
        "acts": _flow(say, say["acts"], none,
                      step("tell", "form_action", say["done"], action="open_modal", text=say["told"], **act),
                      step("aside", "form_action", say["done"], action="open_sidebar", text=say["aside"], **act),
                      step("leave", "form_action", say["shop"], action="open_page", source="none",
                           address="https://shop.example.org/orders")),
    }  # fmt: skip


def _flow(say: dict[str, str], name: str, *steps: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "inputs": [], "phases": [{"id": "all", "name": say["all"], "steps": list(steps)}]}


def _id(name: str) -> str:
    """The id that a template of this name gets."""
    return name.casefold()
