"""Systems that are not called: previews and checks see the sample answers that the endpoints keep."""

from runtime.answer import Answer
from runtime.known import Known
from runtime.problems import problem
from runtime.system_access import Call
from storage.connector import Connector
from storage.exact_json import dumps


class SampleSystems:
    """`Systems` for whoever may look and not touch."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def ask(self, call: Call) -> Answer:
        answer = self.sample(call)
        if answer is None:
            raise problem("sample_answer_missing", "endpoint", id=call.endpoint)
        return answer

    def sample(self, call: Call) -> Answer | None:
        connector = self._known.get("connector", call.connector)
        return sampled(connector, call) if isinstance(connector, Connector) else None

    def address(self, call: Call) -> str:
        connector = self._known.get("connector", call.connector)
        endpoint = connector.endpoint(call.endpoint) if isinstance(connector, Connector) else None
        return endpoint.path if endpoint else ""


def sampled(connector: Connector, call: Call) -> Answer | None:
    """What the endpoint is known to answer; None where nobody kept a sample."""
    endpoint = connector.endpoint(call.endpoint)
    if endpoint is None or endpoint.sample is None:
        return None
    return Answer(200, text=dumps(endpoint.sample).decode().strip(), address=endpoint.path, sample=True)
