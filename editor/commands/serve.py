"""`etapes serve` (and `etapes` alone): open the editor."""

import argparse
import os
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Flags win over the environment: ETAPES_HOST, ETAPES_PORT, ETAPES_DATA."""
    parser.add_argument("--host", default=os.environ.get("ETAPES_HOST", "localhost"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("ETAPES_PORT", "8080")))
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("ETAPES_DATA", "etapes-data")))
    parser.add_argument("--no-browser", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped; 2 when it could not begin."""
    from editor.app import CannotServe, serve

    try:
        serve(arguments.data, arguments.host, arguments.port, not arguments.no_browser)
    except CannotServe as refused:
        print(refused, file=sys.stderr)
        return 2
    return 0
