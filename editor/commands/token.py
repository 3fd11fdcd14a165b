"""`etapes token add --user NAME`: a bearer token for REST, shown once."""

import argparse
from datetime import UTC, datetime, timedelta

from editor.commands.accounts import add_data, with_people
from editor.commands.words import say, tell
from storage.people import People


def add_arguments(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(dest="deed", required=True)
    adding = deeds.add_parser("add", help=say("cli.token.add"))
    adding.add_argument("--user", metavar="NAME", required=True)
    adding.add_argument("--label", default="", help=say("cli.token.label"))
    adding.add_argument("--days", type=int, help=say("cli.token.days"))
    add_data(adding)


def run(arguments: argparse.Namespace) -> int:
    """The token alone is the last line of standard output; all else goes to standard error."""
    if arguments.days is not None and arguments.days < 1:
        tell(say("cli.token.days_wrong"))
        return 2
    ends = datetime.now(UTC) + timedelta(days=arguments.days) if arguments.days else None

    def add(people: People) -> int:
        token = people.add_token(arguments.user, label=arguments.label, ends=ends)
        tell(say("cli.token.added", name=arguments.user))
        print(token)
        return 0

    return with_people(arguments.data, add)
