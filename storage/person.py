"""A person who may sign in, and what is asked of names, roles and passwords."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args
from unicodedata import category, normalize

from storage.errors import Refused

Role = Literal["viewer", "designer", "operator", "lead", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
LANGUAGES = ("en", "fr")
THEMES = ("light", "dark", "auto")
SHORTEST, LONGEST = 8, 1024
"""Characters of a password: NIST's lower bound, and an upper one so that hashing stays cheap."""


@dataclass(frozen=True)
class Person:
    """Someone with an account. `language` is None until chosen (then the browser's counts)."""

    name: str
    role: Role
    language: str | None
    theme: str
    disabled: bool
    created: datetime


def fit_name(name: str) -> str:
    """The name as it is kept; `Refused` when empty, longer than 100 or with unseen characters."""
    kept = normalize("NFC", name).strip()
    if not 1 <= len(kept) <= 100 or any(category(character)[0] == "C" for character in kept):
        raise Refused("name_not_allowed", name=name[:100])
    return kept


def same(name: str) -> str:
    """What two ways of writing one name have in common: Ann is ann."""
    return normalize("NFC", name).strip().casefold().encode("utf-8", "replace").decode()


def typed(password: str) -> bytes:
    """The password as it is hashed: the same from every keyboard."""
    return normalize("NFKC", password).encode("utf-8", "surrogatepass")


def check_role(role: str) -> None:
    if role not in ROLES:
        raise Refused("role_unknown", role=role, known=", ".join(ROLES))


def check_strength(password: str, name: str) -> None:
    """`Refused` for a password that is too short, too long, very common or the name itself."""
    if len(password) < SHORTEST:
        raise Refused("password_too_short", count=SHORTEST)
    if len(password) > LONGEST:
        raise Refused("password_too_long", count=LONGEST)
    plain = password.casefold()
    if plain in _COMMON.split() or plain == same(name) or len(set(plain)) == 1:
        raise Refused("password_common")


_COMMON = """
12345678 123456789 1234567890 0123456789 987654321 87654321 11223344 12341234 12344321 123123123 147258369
1q2w3e4r 1qaz2wsx 1q2w3e4r5t q1w2e3r4 zaq12wsx qwertyui qwertyuiop qwerty12 qwerty123 azertyui azertyuiop azerty123
asdfghjkl asdfasdf qwerqwer abcdefgh abcd1234 abc12345 a1b2c3d4 aa123456 password password1 password12 password123
password! passw0rd p@ssw0rd p@ssword pass1234 motdepasse motdepasse1 baseball football football1 basketball
superman princess sunshine iloveyou jetaime1 chocolate bonjour1 soleil123 starwars trustno1 whatever computer
internet michelle jennifer jonathan samantha victoria corvette mercedes maverick letmein1 letmein123 welcome1
welcome123 changeme changeme1 changeme123 admin123 admin1234 administrator administrateur root1234 test1234
testtest secret123 monkey123 dragon123 shadow123 master123 hello123 charlie1 liverpool marseille doudou12 loulou12
"""
