"""Small flow documents that tests of runs are made of."""

from typing import Any

import pytest


class Documents:
    """Steps and flows in few words."""

    @staticmethod
    def step(id: str, type: str, settings: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        return {"id": id, "type": type, "settings": settings or {}, **more}

    @staticmethod
    def flow(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
        return {"name": "Flow", "phases": [{"id": "p", "name": "Phase", "steps": list(steps)}], **more}

    def keep(self, id: str, source: str | None = None, above: float = 1) -> dict[str, Any]:
        conditions = [{"field": "amount", "operator": "greater", "value": above}]
        return self.step(id, "filter_source", {"source": source, "conditions": conditions})

    def export(self, id: str = "file", source: str | None = None, name: str = "made.csv") -> dict[str, Any]:
        return self.step(id, "export_to_file", {"source": source, "file_type": "csv", "file_name": name})

    @property
    def start(self) -> dict[str, Any]:
        return self.step("in", "get_action_model", {"fields": [{"name": "amount", "type": "number"}]})

    @property
    def end(self) -> dict[str, Any]:
        return self.step("out", "write_response")

    @property
    def small(self) -> dict[str, Any]:
        """The caller's amounts above 1."""
        return self.flow(self.start, self.keep("some"), self.end)

    def exporting(self, *files: str) -> dict[str, Any]:
        """Reads `orders`, keeps the amounts above 4, writes each of the files, answers."""
        columns = [("id", "integer"), ("amount", "number")]
        mapping = [{"column": name, "field": name, "type": kind} for name, kind in columns]
        read = self.step("read", "import_file", {"file": {"from": "input", "name": "orders"}, "mapping": mapping})
        written = [self.export(f"file{at}", "some", name) for at, name in enumerate(files)]
        inputs = [{"name": "orders", "type": "file", "required": True}]
        answer = self.step("out", "write_response", {"source": "some"})
        return self.flow(read, self.keep("some", above=4), *written, answer, inputs=inputs)

    @staticmethod
    def orders(rows: int) -> bytes:
        return ("id;amount\n" + "".join(f"{row};{row % 10}\n" for row in range(rows))).encode()


@pytest.fixture(scope="session")
def documents() -> Documents:
    return Documents()
