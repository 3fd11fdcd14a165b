"""A connector: a system outside and what can be asked of it, as a person wrote it down. Read leniently."""

from typing import Any, Literal, get_args

from pydantic import Field

from storage.documents import Document

Place = Literal["path", "query", "header", "body"]
PLACES: tuple[Place, ...] = get_args(Place)


class EndpointParameter(Document):
    """What a call of an endpoint is given. `value` is what is sent where a step says nothing.

    A body parameter's dots nest (`customer.city`); the name `$body` is the whole body.
    """

    name: str
    place: str = "query"
    type: str = "string"
    required: bool = False
    value: Any = None


class EndpointDocument(Document):
    """One thing that can be asked: `path` is behind the base address and has places for its `{parameters}`.

    Of a broker it is a queue, topic, subject or stream, and `path` its name. `sample` is an answer (or a message) such
    as it gives, `None` where none is known. `body` says how body parameters are written: json, form or text.
    `options` are what a broker's endpoint has beside its name (`runtime.connectors.brokers.ENDPOINTS`).
    """

    id: str
    name: str = ""
    description: str = ""
    method: str = "GET"
    path: str = ""
    body: str = "json"
    parameters: list[EndpointParameter] = Field(default_factory=list)
    sample: Any = None
    options: dict[str, Any] = Field(default_factory=dict)


class Connector(Document):
    """A system. Inside `settings`, a secret is only marked, `{"secret": "password"}`: its value is kept apart.

    `kind` says which strict settings apply (`runtime.connectors.CONNECTORS`). `revision` rises with every save.
    """

    id: str = ""
    name: str = ""
    description: str = ""
    kind: str = "http"
    settings: dict[str, Any] = Field(default_factory=dict)
    endpoints: list[EndpointDocument] = Field(default_factory=list)
    revision: int = 0
    updated_at: str = ""
    updated_by: str = ""

    @property
    def state(self) -> str:
        """Another text after every save, even of another connector that came to the same id."""
        return f"{self.revision} {self.updated_at}"

    def endpoint(self, id: str) -> EndpointDocument | None:
        return next((one for one in self.endpoints if one.id == id), None)


def marked_secrets(settings: dict[str, Any]) -> list[str]:
    """The names of the secrets that settings speak of."""
    return [
        value["secret"]
        for value in settings.values()
        if isinstance(value, dict) and set(value) == {"secret"} and isinstance(value["secret"], str)
    ]
