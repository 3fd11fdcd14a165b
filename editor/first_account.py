"""The first account, when the environment names it."""

import os

from editor.examples import put_example
from runtime.installation import Installation

NAME, PASSWORD = "ETAPES_ADMIN_USER", "ETAPES_ADMIN_PASSWORD"


def first_account(installation: Installation, language: str) -> None:
    """Make it from ETAPES_ADMIN_USER and ETAPES_ADMIN_PASSWORD; nothing where an account exists or neither is set.

    Raises storage's `Refused` for a name or password that will not do.
    """
    name, password = os.environ.get(NAME, ""), os.environ.get(PASSWORD, "")
    if (name or password) and not installation.people.any():
        person = installation.people.add_first(name, password)
        put_example(installation, person.name, language)
