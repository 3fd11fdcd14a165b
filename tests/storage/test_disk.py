"""The system's words for a write that failed become ours."""

import errno

import pytest

from storage.disk import replace, written_or_said
from storage.errors import DiskFull, StorageError


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_no_room_has_one_name(number):
    with pytest.raises(DiskFull) as refused, written_or_said():
        raise OSError(number, "", "/data/draft.json")
    assert refused.value.parameters == {"file": "draft.json"}


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EPERM])
def test_no_right_to_write_has_one_name(number):
    with pytest.raises(StorageError) as refused, written_or_said():
        raise OSError(number, "", "/data/draft.json")
    assert refused.value.code == "not_writable"


def test_what_is_neither_stays_what_it_is():
    with pytest.raises(OSError, match="5"), written_or_said():
        raise OSError(errno.EIO, "")


def test_every_target_is_replaced_and_nothing_is_left_beside_them(tmp_path):
    replace(b"old", tmp_path / "a")
    replace(b"new", tmp_path / "a", tmp_path / "b")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a": b"new", "b": b"new"}
