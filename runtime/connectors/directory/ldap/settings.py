"""What a person says of an LDAP directory. Its library is not imported here."""

from typing import Annotated, Literal

from pydantic import Field

from runtime.connectors.directory.settings import Membership
from runtime.connectors.hosts import host_and_port
from runtime.connectors.settings import ConnectorSettings
from runtime.fields import Secret
from runtime.problems import Problem

Attribute = Annotated[str, Field(pattern=r"^([A-Za-z][A-Za-z0-9-]*)?$")]
"""The name of an attribute; empty where the directory has none for it."""
Named = Annotated[str, Field(min_length=1, pattern=r"^[A-Za-z][A-Za-z0-9-]*$")]
PORTS = {"starttls": 389, "ldaps": 636, "none": 389}


class LdapPlace(ConnectorSettings):
    """Where the directory is, who we are there, and where in it people and groups stand.

    `user_name` is the attribute that people type to sign in, `key` one that never changes. `disabled` marks who may not
    come in: an attribute that is there (`pwdAccountLockedTime`), one with a value (`employeeType=former`), or the bit
    that Active Directory keeps in `userAccountControl`. `time_limit` is in seconds, for each question.
    """

    address: str = Field(default="", min_length=1)
    encryption: Literal["starttls", "ldaps", "none"] = "starttls"
    certificate: str = ""
    user: str = ""
    password: Secret = None
    base: str = Field(default="", min_length=1)
    filter: str = "(objectClass=person)"
    user_name: Named = "uid"
    key: Named = "entryUUID"
    email: Attribute = "mail"
    first_name: Attribute = "givenName"
    last_name: Attribute = "sn"
    disabled: str = Field(default="", pattern=r"^([A-Za-z][A-Za-z0-9-]*(=.+)?)?$")
    group_base: str = ""
    time_limit: float = Field(default=10, gt=0, le=120)

    def problems(self) -> list[Problem]:
        found = super().problems()
        if self.place is None:
            found.append(Problem(code="directory_address", setting="address", parameters={"address": self.address}))
        if self.user and not self.password:
            found.append(Problem(code="connector_setting_missing", setting="password"))
        if not _balanced(self.filter):
            shown = {"filter": self.filter}
            found.append(Problem(code="directory_filter_malformed", setting="filter", parameters=shown))
        return found

    @property
    def place(self) -> tuple[str, int] | None:
        """Host and port; None where the address is none."""
        return host_and_port(self.address.strip(), PORTS[self.encryption])


class LdapSettings(Membership, LdapPlace):
    """A directory that speaks LDAP."""

    def problems(self) -> list[Problem]:
        found = super().problems()
        if self.roles and not self.group_base:
            found.append(Problem(code="directory_groups_nowhere", setting="group_base"))
        return found


def _balanced(text: str) -> bool:
    """Whether it may be a filter, or is nothing: the directory itself reads it more closely."""
    depth = 0
    for at, sign in enumerate(text.strip()):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth < 0 or (depth == 0 and at < len(text.strip()) - 1):
            return False
    return depth == 0
