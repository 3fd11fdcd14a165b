"""`etapes serve` (and `etapes` alone): open the editor."""

import argparse
import gc
import os
from pathlib import Path

from editor.commands.words import say, tell


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Flags win over the environment: ETAPES_HOST, ETAPES_PORT, ETAPES_DATA."""
    set_by = os.environ.get
    parser.add_argument("--host", default=set_by("ETAPES_HOST", "localhost"), help=say("serve.host"))
    parser.add_argument("--port", type=int, default=set_by("ETAPES_PORT", "8080"), help=say("serve.port"))
    parser.add_argument("--data", type=Path, default=set_by("ETAPES_DATA", "etapes-data"), help=say("serve.data"))
    parser.add_argument("--no-browser", action="store_true", help=say("serve.no_browser"))


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped; 2 when it could not begin."""
    gc.disable()  # what imports make, stays: looking for garbage in it takes a fifth of the start
    from editor.app import serve
    from editor.opening import CannotServe

    gc.freeze()
    gc.enable()
    try:
        serve(arguments.data, arguments.host, arguments.port, not arguments.no_browser)
    except CannotServe as refused:
        tell(str(refused))
        return 2
    return 0
