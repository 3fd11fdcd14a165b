"""Files arrive in pieces and are called by sizes that people know."""

import asyncio
from types import SimpleNamespace

import pytest
from nicegui.elements.upload_files import SmallFileUpload

from editor.forms.sizes import size_in_words
from editor.forms.upload import store
from storage.files import Files


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, ("forms.bytes", 0)),
        (999, ("forms.bytes", 999)),
        (31_053_850, ("forms.megabytes", 31.1)),
        (2_500, ("forms.kilobytes", 2.5)),
    ],
)
def test_a_size_is_told_in_the_unit_that_fits(size, words):
    assert size_in_words(size) == words


def test_an_upload_is_stored_as_it_came(tmp_path):
    files = Files(tmp_path)
    upload = SmallFileUpload("ventes é.csv", "text/csv", b"a;b\n1;2\n")
    info = asyncio.run(store(SimpleNamespace(files=files), upload, "ada"))
    assert (info.name, info.size, info.creator) == ("ventes é.csv", 8, "ada")
    assert files.path(info.id).read_bytes() == b"a;b\n1;2\n"
    files.close()
