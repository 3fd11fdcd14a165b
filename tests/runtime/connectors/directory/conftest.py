"""Directories of tests: a real slapd for the whole file of tests that asks for one."""

from collections.abc import Callable, Iterator

import pytest

from runtime.connectors.directory.ldap.settings import LdapSettings
from runtime.connectors.guard import Guard
from tests.slapd import Slapd, slapd

LOOPBACK = ("127.0.0.0/8", "::1")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slapd]:
    with slapd(tmp_path_factory.mktemp("slapd")) as running:
        yield running


@pytest.fixture
def directory(server: Slapd) -> Callable[..., object]:
    """The directory as a connector with these settings reaches it."""
    from runtime.connectors.directory.ldap.ldap import Ldap

    def reach(guard: Guard | None = None, password: str | None = None, **more: object) -> Ldap:
        told = server.settings(**more)
        typed = told.pop("password")
        settings = LdapSettings.model_validate({**told, "password": {"secret": "password"}})
        assert settings.problems() == []
        return Ldap(settings, lambda _: password or typed, guard or Guard(lambda: LOOPBACK))

    return reach
