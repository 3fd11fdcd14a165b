"""`etapes user add NAME --role …`: a new account."""

import argparse
import os
import sys
from getpass import getpass

from editor.commands.accounts import add_data, with_people
from editor.commands.words import say, tell
from storage.people import People


def add_arguments(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(dest="deed", required=True)
    adding = deeds.add_parser("add", help=say("cli.user.add"))
    adding.add_argument("name", metavar="NAME")
    adding.add_argument("--role", default="designer", help=say("cli.user.role"))
    add_data(adding)


def run(arguments: argparse.Namespace) -> int:
    """The password comes from ETAPES_PASSWORD, from standard input, or is asked for twice."""
    password = _password()
    if password is None:
        tell(say("problems.passwords_differ"))
        return 2

    def add(people: People) -> int:
        people.add(arguments.name, password, arguments.role)
        tell(say("cli.user.added", name=arguments.name, role=arguments.role))
        return 0

    return with_people(arguments.data, add)


def _password() -> str | None:
    given = os.environ.get("ETAPES_PASSWORD")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass(say("cli.user.password"))
    return first if getpass(say("cli.user.again")) == first else None
