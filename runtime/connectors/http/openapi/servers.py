"""Where a document says that its system is."""

from urllib.parse import urljoin

from runtime.connectors.http.openapi.document import Node, children, listed


def address_in(root: Node, source: str) -> str:
    """The first server with its variables filled in, if it can be called."""
    server = next((one for one in listed(root, "servers") if isinstance(one, dict)), {"url": "/"})
    url = str(server.get("url") or "/")
    for name, variable in children(server, "variables").items():
        said = variable.get("default") if isinstance(variable, dict) else None
        url = url.replace(f"{{{name}}}", str(said or ""))
    found = urljoin(source, url) if source else url
    return found.rstrip("/") if found.startswith(("http://", "https://")) else ""
