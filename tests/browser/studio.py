"""Étapes as it stands for its pictures: a server of one language, with flows, runs, and what flows work with."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from redis import Redis

from storage.allowed_hosts import AllowedHosts
from storage.people import People
from storage.template import Template
from storage.templates import Templates, open_templates
from tests.brokers import LOOPBACK, post, until
from tests.browser import pictured, pictured_steps, pictured_team, pictured_world
from tests.browser.conftest import PASSWORD
from tests.browser.server import Server
from tests.outside import outside

WHO = "ada"


@dataclass
class Studio:
    """`flows` and `runs` are ids by what they show; `folder` holds the files that are handed in."""

    server: Server
    language: str
    folder: Path
    flows: dict[str, str] = field(default_factory=dict)
    runs: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def api(self) -> Iterator[httpx.Client]:
        people = People(self.server.folder / "people.sqlite")
        token = people.add_token(WHO)
        people.close()
        headers = {"authorization": f"Bearer {token}"}
        with httpx.Client(base_url=f"{self.server.url}/api", headers=headers, timeout=60) as api:
            yield api

    @property
    def tables(self) -> dict[str, Path]:
        return {name: self.folder / f"{name}.csv" for name in ("flights", "airlines")}


def opened(server: Server, language: str, folder: Path) -> Studio:
    """With the flows and runs that everybody begins with."""
    people = People(server.folder / "people.sqlite")
    people.add(WHO, PASSWORD, "administrator")
    people.set_language(WHO, language)
    people.close()
    studio = Studio(server, language, folder)
    studio.tables["flights"].write_text(pictured.FLIGHTS)
    studio.tables["airlines"].write_text(pictured.AIRLINES)
    with studio.api() as api:
        _furnish(api, studio)
    return studio


@contextmanager
def stocked(studio: Studio) -> Iterator[Studio]:
    """With components, connectors, templates, the flows around them, a step of each type, and messages that came."""
    say = pictured_world.WORDS[studio.language]
    with outside() as system, post("redis") as place, studio.api() as api:
        system.routes["/orders"] = lambda asked: (200, {}, {"orders": pictured_world.ORDERS})
        allowed = (*LOOPBACK, "crm.example.lan:8443")
        AllowedHosts(studio.server.folder / "allowed_hosts.json").save(allowed, WHO)
        broker = place.connector().model_dump(mode="json", include={"kind", "settings", "endpoints"})
        _stock(api, studio, say | {"address": system.url, "queue": place.name}, broker)
        with Redis(host=place.host, port=place.port) as client:
            for body in (b'{"number": "C00042"}', b'{"number": "C00043"', b"<order number='44'/>"):
                client.xadd(place.name, {"payload": body})
        until(lambda: len(api.get(f"/flows/{studio.flows['messages']}/dead-letters").json()["items"]) == 2)
        yield studio


def _furnish(api: httpx.Client, studio: Studio) -> None:
    language = studio.language
    files = {name: upload(api, file) for name, file in studio.tables.items()}
    job = pictured.main_job(language, **files)
    studio.flows |= {
        "main": put(api, pictured.before(job, language), publish=True),
        "empty": put(api, {"name": pictured.WORDS[language]["new"], "inputs": [], "phases": []}),
        "problems": put(api, pictured.with_problems(job)),
        "long": put(api, pictured.long(language)),
        "waits": put(api, pictured.waits(language), publish=True),
        "fails": put(api, pictured.fails(language, files["flights"]), publish=True),
    }
    tables = {name: (file.name, file.read_bytes()) for name, file in studio.tables.items()}
    studio.runs |= {
        "done": run(api, studio.flows["main"], files=tables),
        "failed": run(api, studio.flows["fails"]),
    }
    etag = api.get(f"/flows/{studio.flows['main']}").headers["etag"]
    patch = [{"op": "replace", "path": "/phases", "value": job["phases"]}]
    assert api.patch(f"/flows/{studio.flows['main']}", json=patch, headers={"if-match": etag}).status_code == 200


def _stock(api: httpx.Client, studio: Studio, say: dict[str, str], broker: dict[str, Any]) -> None:
    database = open_templates(studio.server.folder)
    for template in pictured_world.templates(say, studio.language):
        Templates(database).save(Template(**template), WHO)
    database.close()
    for name, component in pictured_world.components(say).items():
        made(api.put(f"/components/{name}", json=component))
    for entry in pictured_world.entries(say):
        made(api.post(f"/components/{entry.pop('into')}/entries", json=entry))
    team = pictured_team.WORDS[studio.language]
    pictured_team.gather(studio.server.folder, team, WHO)
    systems = pictured_world.connectors(say) | pictured_team.connectors(team)
    for name, connector in (systems | {"post": broker | {"name": say["post"]}}).items():
        made(api.put(f"/connectors/{name}", json=connector))
    sample = upload(api, studio.tables["flights"])
    studio.flows["called"] = put(api, pictured_world.called(say), publish=True)
    for name, document in pictured_world.flows(say, studio.flows["called"]).items():
        studio.flows[name] = put(api, document, publish=True)
    studio.flows["steps"] = put(api, pictured_steps.every_step(studio.language, say, sample, studio.flows["called"]))
    proxied = pictured_world.proxied(say, studio.flows["query"], studio.flows["get"])
    made(api.put("/components/contract", json=proxied, headers={"if-match": "*"}))
    studio.flows["tell"] = put(api, pictured_team.notifies(team, WHO), publish=True)
    (studio.folder / "customers.csv").write_text(pictured_world.table(say), "utf-8")
    (studio.folder / "openapi.json").write_text(pictured_world.OPENAPI, "utf-8")


def upload(api: httpx.Client, file: Path) -> str:
    return made(api.post("/files", files={"file": (file.name, file.read_bytes())}))["id"]


def put(api: httpx.Client, document: dict[str, Any], *, publish: bool = False) -> str:
    return made(api.post("/flows" if publish else "/flows?mode=draft", json=document))["id"]


def made(answer: httpx.Response) -> Any:
    assert answer.status_code in (200, 201), answer.text
    return answer.json()


def run(api: httpx.Client, flow: str, **given: Any) -> str:
    answer = api.post(f"/flows/{flow}/runs?wait=60", **given)
    if "location" in answer.headers:
        return answer.headers["location"].rsplit("/", 1)[1]
    return api.get("/runs", params={"flow": flow}).json()["items"][0]["id"]
