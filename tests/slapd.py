"""A real LDAP directory: OpenLDAP's slapd, started by the test on free ports, with people and groups.

Two of its people, `active0` and `active1` (who is disabled), have the attributes that Active Directory gives.
"""

import os
import shutil
import socket
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.certificates import Authority
from tests.installing import from_debian, installed

BASE = "dc=tests,dc=example"
PEOPLE, GROUPS, ACTIVE = f"ou=people,{BASE}", f"ou=groups,{BASE}", f"ou=active,{BASE}"
READER, READS = f"cn=reader,{BASE}", "reads everything"
ROOT, RULES = f"cn=root,{BASE}", "rules everything"
PASSWORD = "a password in the directory"
LOCKED = "000001010000Z"
"""How OpenLDAP's password policy marks somebody who is locked out for good."""
SERVER = "/usr/sbin/slapd"


class Slapd:
    """A directory that answers at `address` (plain and StartTLS) and `secure` (LDAPS), as the host `localhost`."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder, self.authority = folder, Authority()
        self.address, self.secure = f"localhost:{_free()}", f"localhost:{_free()}"
        (folder / "data").mkdir()
        self._configure(count)
        self._process = self._started()

    def settings(self, **more: Any) -> dict[str, Any]:
        """Of a connector that knows this directory, its password typed in."""
        known = {"address": self.address, "certificate": self.authority.certificate, "user": READER,
                 "password": READS, "base": PEOPLE, "filter": "(objectClass=inetOrgPerson)",
                 "disabled": "pwdAccountLockedTime", "group_base": GROUPS}  # fmt: skip
        return known | more

    def change(self, name: str, **attributes: str | None) -> None:
        """Somebody changes in the directory; None takes an attribute away."""
        lines = [f"dn: uid={name},{PEOPLE}", "changetype: modify"]
        for attribute, value in attributes.items():
            lines += [f"replace: {attribute}", *([f"{attribute}: {value}"] if value is not None else []), "-"]
        self._as_root(["ldapmodify"], "\n".join(lines) + "\n")

    def join(self, group: str, *names: str) -> None:
        """These are the members of a group from now on (root is always one)."""
        members = "\n".join(f"member: {one}" for one in (ROOT, *(f"uid={name},{PEOPLE}" for name in names)))
        self._as_root(["ldapmodify"], f"dn: cn={group},{GROUPS}\nchangetype: modify\nreplace: member\n{members}\n")

    def remove(self, name: str) -> None:
        self._as_root(["ldapdelete", f"uid={name},{PEOPLE}"], "")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)

    def start(self) -> None:
        """Again, after a stop, where it was."""
        self._process = self._started()

    def _as_root(self, command: list[str], text: str) -> None:
        known = [command[0], "-x", "-H", f"ldap://{self.address}", "-D", ROOT, "-w", RULES, *command[1:]]
        subprocess.run(known, input=text, text=True, check=True, capture_output=True, timeout=30)

    def _configure(self, count: int) -> None:
        certificate, key = self.authority.sign(self.folder, "localhost")
        (self.folder / "authority.pem").write_text(self.authority.certificate)
        (self.folder / "slapd.conf").write_text(_CONFIGURATION.format(folder=self.folder, certificate=certificate,
                                                                      key=key))  # fmt: skip
        (self.folder / "people.ldif").write_text(
            "\n\n".join([_TOP, *map(_active, range(2)), *map(_person, range(count)), _LAST]) + "\n"
        )
        load = [SERVER, "-T", "add", "-f", "slapd.conf", "-l", "people.ldif"]
        subprocess.run(load, cwd=self.folder, check=True, capture_output=True, timeout=60)

    def _started(self) -> "subprocess.Popen[bytes]":
        where = f"ldap://{self.address}/ ldaps://{self.secure}/"
        process = subprocess.Popen(
            [SERVER, "-d", "0", "-f", "slapd.conf", "-h", where], cwd=self.folder, stderr=subprocess.DEVNULL
        )
        for address in (self.address, self.secure):
            _wait(process, int(address.rpartition(":")[2]))
        return process


@contextmanager
def slapd(folder: Path, count: int = 3) -> Iterator[Slapd]:
    """`person0` … with ada (locked out) and the groups `editors` and `rulers`; skipped where it cannot be had."""
    if not installed(_found, *from_debian("slapd", "ldap-utils")):
        why = "No slapd was found or could be installed: `apt-get install slapd ldap-utils`."
        if os.environ.get("CI"):
            pytest.fail(why, pytrace=False)
        pytest.skip(why)
    folder.mkdir(parents=True, exist_ok=True)
    directory = Slapd(folder, count)
    try:
        yield directory
    finally:
        directory.stop()


def _found() -> bool:
    return all(map(shutil.which, (SERVER, "ldapmodify", "ldapdelete")))


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    """Until it answers there."""
    while process.poll() is None:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
            return
    raise AssertionError(f"slapd ended with {process.returncode}")


def _person(at: int) -> str:
    return f"""dn: uid=person{at},{PEOPLE}
objectClass: inetOrgPerson
uid: person{at}
cn: Person {at}
givenName: Given{at}
sn: Family{at}
mail: person{at}@tests.example
userPassword: {PASSWORD}"""


def _active(at: int) -> str:
    guid = b64encode(bytes([at, 0, 40, 41, 42, 92, 255, 128]) * 2).decode()
    return f"""dn: cn=Active {at},{ACTIVE}
objectClass: inetOrgPerson
objectClass: activeUser
cn: Active {at}
sn: Family{at}
sAMAccountName: active{at}
objectGUID:: {guid}
userAccountControl: {512 + 2 * at}
userPassword: {PASSWORD}"""


_CONFIGURATION = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/nis.schema
include /etc/ldap/schema/inetorgperson.schema
attributetype ( 1.3.6.1.4.1.4203.666.11.1 NAME 'objectGUID' EQUALITY octetStringMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 SINGLE-VALUE )
attributetype ( 1.3.6.1.4.1.4203.666.11.2 NAME 'sAMAccountName' EQUALITY caseIgnoreMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.3.6.1.4.1.4203.666.11.3 NAME 'userAccountControl' EQUALITY integerMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
objectclass ( 1.3.6.1.4.1.4203.666.11.4 NAME 'activeUser' AUXILIARY
  MAY ( objectGUID $ sAMAccountName $ userAccountControl ) )
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload ppolicy
pidfile {folder}/pid
TLSCACertificateFile {folder}/authority.pem
TLSCertificateFile {certificate}
TLSCertificateKeyFile {key}
allow bind_anon_dn bind_anon_cred
database mdb
maxsize 100000000
suffix "dc=tests,dc=example"
rootdn "cn=root,dc=tests,dc=example"
rootpw "rules everything"
directory {folder}/data
index uid eq
index entryUUID eq
access to attrs=userPassword by anonymous auth by * none
access to dn.base="dc=tests,dc=example" by * read
access to * by dn.exact="cn=reader,dc=tests,dc=example" read by * none
overlay ppolicy
"""

_TOP = f"""dn: {BASE}
objectClass: dcObject
objectClass: organization
dc: tests
o: Tests

dn: {PEOPLE}
objectClass: organizationalUnit
ou: people

dn: {GROUPS}
objectClass: organizationalUnit
ou: groups

dn: {ACTIVE}
objectClass: organizationalUnit
ou: active

dn: {READER}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: reader
userPassword: {READS}

dn: uid=ada,{PEOPLE}
objectClass: inetOrgPerson
uid: ada
cn: Ada
sn: Locked
userPassword: {PASSWORD}
pwdAccountLockedTime: {LOCKED}"""

_LAST = f"""dn: cn=editors,{GROUPS}
objectClass: groupOfNames
cn: editors
member: {ROOT}
member: uid=person0,{PEOPLE}
member: uid=person1,{PEOPLE}

dn: cn=rulers,{GROUPS}
objectClass: groupOfNames
cn: rulers
member: {ROOT}
member: uid=person1,{PEOPLE}"""
