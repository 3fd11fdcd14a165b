"""Every test of entries runs on SQLite and on PostgreSQL: two databases, one law."""

import re
from contextlib import suppress
from time import time
from uuid import uuid4

import pytest

from storage.component import Component, ComponentField
from storage.entries.courier import Courier
from storage.entries.entries import Entries
from storage.entries.place import URL, open_place
from tests.services import need

CUSTOMER = Component(
    id="customer",
    name="Customer",
    fields=[
        ComponentField(id="number", name="Number", primary_key=True, required=True),
        ComponentField(id="name", name="Name", query=True),
        ComponentField(id="age", name="Age", type="integer"),
        ComponentField(id="boss", name="Boss", type="catalog", catalog="customer"),
    ],
)


@pytest.fixture(scope="session")
def server():
    """A database of its own on the PostgreSQL server, dropped at the end."""
    url = need("PostgreSQL")
    psycopg = pytest.importorskip("psycopg")
    name = f"etapes_test_{int(time()):x}_{uuid4().hex[:8]}"
    with psycopg.connect(url, autocommit=True) as connection:
        for left in left_behind(connection):
            with suppress(psycopg.Error):  # somebody works in it, or drops it at this very moment
                connection.execute(f"DROP DATABASE IF EXISTS {left}")
        connection.execute(f"CREATE DATABASE {name}")
    yield url.rpartition("/")[0] + f"/{name}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def left_behind(connection) -> list[str]:
    """The databases of tests that began more than an hour ago: whoever ends by itself drops its own."""
    names = [name for (name,) in connection.execute("SELECT datname FROM pg_database")]
    ours = [(name, re.fullmatch(r"etapes_test_([0-9a-f]{8})_[0-9a-f]{8}", name)) for name in names]
    return [name for name, found in ours if found and int(found[1], 16) < time() - 3600]


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def folder(request, tmp_path, monkeypatch):
    """A data folder whose entries are kept in the one or the other; processes that are started find the same."""
    monkeypatch.delenv(URL, raising=False)
    if request.param == "PostgreSQL":
        monkeypatch.setenv(URL, a_schema(request.getfixturevalue("server")))
    return tmp_path


def a_schema(url: str) -> str:
    """The address of an empty schema of the server's."""
    psycopg = pytest.importorskip("psycopg")
    name = f"s{uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{url}?options=-csearch_path%3D{name}"


@pytest.fixture
def place(folder):
    opened = open_place(folder)
    yield opened
    opened.close()


@pytest.fixture
def entries(place):
    """The entries of a sandbox without components."""
    return Entries(place)


@pytest.fixture
def customers(entries):
    """The entries of a sandbox with an empty component `customer`."""
    entries.define(CUSTOMER, "ann")
    return entries


@pytest.fixture
def courier(place):
    """A courier who delivers when told to."""
    return Courier(place)


def component(*fields: ComponentField, id: str = "thing") -> Component:
    return Component(id=id, name="Thing", fields=list(fields))
