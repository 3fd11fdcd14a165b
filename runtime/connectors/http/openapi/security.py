"""How a document says that callers tell who they are, as settings of a connector."""

from typing import Any

from runtime.connectors.http.openapi.document import Document, Node, children, listed


def authentication(document: Document) -> dict[str, Any]:
    """The settings of the first scheme that connectors know; none where there is no such scheme."""
    schemes = children(children(document.root, "components"), "securitySchemes")
    wanted = [name for one in listed(document.root, "security") if isinstance(one, dict) for name in one]
    for name in [*wanted, *schemes]:
        if found := _settings(document.at(schemes.get(name))):
            return found
    return {}


def _settings(scheme: Node) -> dict[str, Any]:
    flow = children(children(scheme, "flows"), "clientCredentials")
    match scheme.get("type"), str(scheme.get("scheme") or "").lower():
        case "http", ("basic" | "bearer") as way:
            return {"authentication": way}
        case "apiKey", _ if scheme.get("in") in ("header", "query"):
            return {"authentication": "api_key", "key_name": str(scheme.get("name")), "key_place": scheme["in"]}
        case "oauth2", _ if flow:
            scopes = " ".join(children(flow, "scopes"))
            return {"authentication": "oauth2", "token_address": str(flow.get("tokenUrl") or ""), "scope": scopes}
    return {}
