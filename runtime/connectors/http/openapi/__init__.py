"""OpenAPI documents as endpoints of a connector."""

from runtime.connectors.http.openapi.importing import Imported, imported

__all__ = ["Imported", "imported"]
