"""What a caller sends in secret fields is sealed when a run is accepted, before anything of it is stored."""

from typing import Any

from runtime.plan import Plan
from storage.exact_json import dumps
from storage.vault import HANDLE, Vault


def sealed(plan: Plan, model: Any, vault: Vault | None) -> Any:
    """The caller's model with handles in its secret fields. Handles that it holds already stay as they are."""
    secret = {name for step in plan.steps for name in step.kind.secret_fields()}
    if not secret or model is None:
        return model
    if vault is None:
        raise AssertionError("secrets are sent, and no vault is at hand")
    if isinstance(model, list):
        return [_item(one, secret, vault) for one in model]
    return _item(model, secret, vault)


def _item(item: Any, secret: set[str], vault: Vault) -> Any:
    if not isinstance(item, dict):
        return item
    return {name: _value(value, vault) if name in secret else value for name, value in item.items()}


def _value(value: Any, vault: Vault) -> Any:
    """Numbers are sealed as they are written: a code of digits is sent as one by some."""
    if value is None or (isinstance(value, str) and HANDLE.fullmatch(value)):
        return value
    written = int(value) if isinstance(value, float) and value.is_integer() else value
    return vault.seal(written if isinstance(written, str) else dumps(written).decode().strip())
