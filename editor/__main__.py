"""`etapes`: one program, several commands. A command's own module is loaded when it is called."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from editor.commands.words import say, tell

COMMANDS = ("serve", "run", "check", "user", "token", "audit")


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words ask; gives the exit code. Without a command: serve."""
    asked = list(sys.argv[1:] if words is None else words)
    if not asked or (asked[0].startswith("-") and asked[0] not in ("-h", "--help")):
        asked.insert(0, "serve")
    parser = argparse.ArgumentParser(prog="etapes", description=say("cli.about"))
    commands = parser.add_subparsers(dest="command", required=True)
    for name in COMMANDS:
        about = say(f"cli.commands.{name}")
        command = commands.add_parser(name, help=about, description=about)
        if name == asked[0]:
            import_module(f"editor.commands.{name}").add_arguments(command)
    arguments = parser.parse_args(asked)
    try:
        return int(import_module(f"editor.commands.{arguments.command}").run(arguments))
    except KeyboardInterrupt:
        tell(say("cli.interrupted"))
        return 130


if __name__ == "__main__":
    sys.exit(main())
