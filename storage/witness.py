"""Stores tell a witness what was changed in them, by whom; the audit log is one."""

from typing import Any, Protocol


class Witness(Protocol):
    def __call__(self, action: str, object: str, *, author: str = "", sandbox: str = "", before: Any = None,
                 after: Any = None) -> None:  # fmt: skip
        """`action` as `flow_published`, `object` as `flow/<id>`; `before` and `after` are JSON without secrets."""
        ...


def unseen(action: str, object: str, *, author: str = "", sandbox: str = "", before: Any = None,
           after: Any = None) -> None:  # fmt: skip
    """For stores that nobody watches."""
