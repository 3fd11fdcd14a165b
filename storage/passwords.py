"""Passwords: hashed with argon2id, and refused where anybody could guess them."""

from functools import cache
from threading import BoundedSemaphore
from unicodedata import normalize

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from storage.errors import Refused

SHORTEST, LONGEST = 8, 1024
"""Characters: NIST's lower bound, and an upper one so that hashing stays cheap."""
_HASHER = PasswordHash((Argon2Hasher(memory_cost=19456, time_cost=2, parallelism=1),))
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$hV3vYpUlrkByN6HM9kWmCw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
"""No password has this hash; checking against it takes the time that a known name takes."""
_AT_ONCE = BoundedSemaphore(2)
"""So many passwords are hashed at once: each takes 19 MiB and a whole core for a moment."""


def kept_of(password: str) -> str:
    """What is kept of a password."""
    with _AT_ONCE:
        return _HASHER.hash(_typed(password))


def fits(password: str, kept: str) -> bool:
    """Whether it is the password of which `kept` is left; without one ("") none is, after the same time."""
    with _AT_ONCE:
        return _HASHER.verify(_typed(password), kept or _NOBODY)


def check_strength(password: str, name: str) -> None:
    """`Refused` for a password that is too short, too long, very common or the name itself."""
    if len(password) < SHORTEST:
        raise Refused("password_too_short", count=SHORTEST)
    if len(password) > LONGEST:
        raise Refused("password_too_long", count=LONGEST)
    plain = normalize("NFKC", password).strip().casefold()
    named = normalize("NFC", name).strip().casefold()
    if plain in _common() or plain == named or len(set(plain)) == 1:
        raise Refused("password_common")


def _typed(password: str) -> bytes:
    """The password as it is hashed: the same from every keyboard."""
    return normalize("NFKC", password).encode("utf-8", "surrogatepass")


@cache
def _common() -> frozenset[str]:
    """Passwords that guessers try first: the 30,000 most frequent ones of known leaks, and what is common around us."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset((*FREQUENCY_LISTS["passwords"], *_COMMON_HERE.split()))


_COMMON_HERE = """
azertyui azerty12 azerty123 azerty1234 azertyuiop1 qsdfghjk qsdfghjklm motdepasse1 motdepasse123
administrateur utilisateur1 bonjour1 bonjour123 bienvenue1 chocolat1 doudou12 loulou12 soleil123 jetaime1 jetaime123
marseille13 paris75000 changeme1 changeme123 changezmoi welcome1 welcome123 admin123 admin1234 root1234 test1234
letmein123 secret123 hello123 passw0rd! p@ssw0rd1 etapes123 0123456789
"""
