"""Handing a run to the server that owns the data folder, and following it there."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx

from editor.commands.places import Asked
from editor.commands.words import Refused, problem_line, say
from runtime.owner import Owner


class Handing:
    """The owner of a data folder, asked over loopback with the secret that it left there."""

    def __init__(self, owner: Owner) -> None:
        self._url = owner.url
        headers = {"Authorization": f"Bearer {owner.secret}"}
        self._client = httpx.Client(base_url=f"{owner.url}/api", headers=headers, trust_env=False, timeout=60)

    def __enter__(self) -> "Handing":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def start(self, asked: Asked) -> tuple[str, dict[str, str]]:
        """The accepted run's id, and its steps' names by id; files travel with it."""
        told = {"flow": asked.flow, "document": asked.document, "model": asked.model, "dry": asked.dry}
        with self._reached(), ExitStack() as opened:
            parts: Any = [("asked", (None, json.dumps(told), "application/json"))]
            parts += [(name, (path.name, opened.enter_context(path.open("rb")))) for name, path in asked.files.items()]
            said = self._read(self._client.post("/handed", files=parts))
        return said["id"], said["names"]

    def follow(self, run_id: str, after: int = 0) -> Iterator[tuple[int, dict[str, Any]]]:
        """Every event behind a number, as it comes."""
        headers = {"Last-Event-ID": str(after)}
        with self._reached(), self._client.stream("GET", f"/runs/{run_id}/events", headers=headers) as answer:
            number = after
            for line in answer.iter_lines():
                field, _, value = line.partition(": ")
                number = int(value) if field == "id" else number
                if field == "data":
                    yield number, json.loads(value)

    def wait(self, run_id: str) -> dict[str, Any] | None:
        """The run as the owner has it."""
        with self._reached():
            return self._read(self._client.get(f"/handed/{run_id}"))

    def cancel(self, run_id: str, user: str) -> None:
        with self._reached():
            self._client.post(f"/runs/{run_id}/action", params={"op": "cancel"})

    def keep(self, file: str, target: Path) -> None:
        """Copy a file that the run made."""
        with self._reached(), self._client.stream("GET", f"/files/{file}/content") as answer, target.open("wb") as kept:
            for chunk in answer.iter_bytes():
                kept.write(chunk)

    @contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            yield
        except httpx.HTTPError:
            raise Refused(say("cli.run.owner_gone", url=self._url)) from None

    def _read(self, answer: httpx.Response) -> dict[str, Any]:
        said = answer.json() if "json" in answer.headers.get("content-type", "") else {}
        if answer.is_success and said:
            return dict(said)
        if "code" not in said:
            raise Refused(say("cli.run.owner_gone", url=self._url))
        raise Refused("\n".join(map(problem_line, said.get("errors") or [said])))
