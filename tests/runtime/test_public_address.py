"""The address under which people reach an installation."""

import pytest

from runtime.public_address import public_address
from storage.errors import StorageError


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("", ""),
        ("https://etapes.example/", "https://etapes.example"),
        (" http://10.0.0.7:8080/a ", "http://10.0.0.7:8080/a"),
    ],
)
def test_what_it_says_without_the_last_slash(said, meant):
    assert public_address({"ETAPES_PUBLIC_URL": said}) == meant


@pytest.mark.parametrize(
    "said", ["etapes.example", "ftp://etapes.example", "https://", "https://a?b=1", "https://a/#b"]
)
def test_what_is_no_address_is_told(said):
    with pytest.raises(StorageError) as wrong:
        public_address({"ETAPES_PUBLIC_URL": said})
    assert wrong.value.code == "public_address_malformed"
