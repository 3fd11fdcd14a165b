"""`etapes user add NAME --role …`: a new account; `etapes user link NAME`: a link by which its password is set."""

import argparse
import os
import sys
from getpass import getpass
from pathlib import Path

from editor.commands.accounts import add_data, with_people
from editor.commands.words import say, tell
from runtime.owner import announced
from runtime.public_address import public_address
from storage.errors import StorageError
from storage.links import Purpose
from storage.people import People


def add_arguments(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(dest="deed", required=True)
    adding = deeds.add_parser("add", help=say("cli.user.add"))
    adding.add_argument("name", metavar="NAME")
    adding.add_argument("--role", default="designer", help=say("cli.user.role"))
    adding.add_argument("--invite", action="store_true", help=say("cli.user.invite"))
    add_data(adding)
    linking = deeds.add_parser("link", help=say("cli.user.link"))
    linking.add_argument("name", metavar="NAME")
    linking.add_argument("--drop-second-factor", action="store_true", help=say("cli.user.drop_second_factor"))
    add_data(linking)


def run(arguments: argparse.Namespace) -> int:
    """The password comes from ETAPES_PASSWORD, from standard input, or is asked for twice."""
    if arguments.deed == "link":
        return with_people(arguments.data, lambda people: _link(people, arguments))
    password = None if arguments.invite else _password()
    if password is None and not arguments.invite:
        tell(say("problems.passwords_differ"))
        return 2

    def add(people: People) -> int:
        if arguments.invite:
            _address(arguments.data)
        people.add(arguments.name, password, arguments.role)
        tell(say("cli.user.added", name=arguments.name, role=arguments.role))
        return _show(people, arguments.name, arguments.data) if arguments.invite else 0

    return with_people(arguments.data, add)


def _link(people: People, arguments: argparse.Namespace) -> int:
    _address(arguments.data)
    if arguments.drop_second_factor:
        people.drop_factor(arguments.name, author="cli")
    return _show(people, arguments.name, arguments.data)


def _show(people: People, name: str, folder: Path) -> int:
    """The link alone on the last line of standard output."""
    person = people.person(name)
    purpose: Purpose = "reset" if people.has_password(name) else "invitation"
    secret = people.links.make(person.id, purpose, "cli")
    tell(say("cli.user.link_made", name=person.name))
    print(f"{_address(folder)}/{purpose}/{secret}")
    return 0


def _address(folder: Path) -> str:
    """Where people reach the editor; `StorageError` where that is not known."""
    address = public_address() or announced(folder).url
    if not address:
        raise StorageError("public_address_missing")
    return address


def _password() -> str | None:
    given = os.environ.get("ETAPES_PASSWORD")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass(say("cli.user.password"))
    return first if getpass(say("cli.user.again")) == first else None
