from collections import Counter
from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field

from runtime.account_access import UserChange, UserField
from runtime.context import Context
from runtime.fields import FieldPath, NewField, Source
from runtime.model import Model
from runtime.picked import Picked
from runtime.problems import Problem, problem
from runtime.schema import FieldType, Kind
from runtime.step_type import Group, Nature, StepType
from runtime.user_deeds import as_text, for_each_user, text_of
from runtime.user_settings import UserValue

_RESULT = FieldType(Kind.OBJECT, {name: FieldType(Kind.STRING) for name in ("id", "userName", "done")})
_WORDS = {
    **dict.fromkeys(("true", "yes", "vrai", "oui", "1"), True),
    **dict.fromkeys(("false", "no", "faux", "non", "0"), False),
    "": None,
}
"""What says whether an account is closed; an empty word says nothing."""


class UpdateOrCreateUserInfo(StepType):
    """Changes what is known of a user, or creates the user where there is none.

    Creating needs a password; changing without one keeps it. New users have no role until a step gives them one. The
    result is `{id, userName, done}`. Passwords, addresses and names of administrators are not changed by flows.
    """

    group: ClassVar[Group] = Group.USER
    nature: ClassVar[Nature] = Nature.EFFECT
    icon: ClassVar[str] = "manage_accounts"
    per_item: ClassVar[bool] = True

    source: Source = None
    user_name: FieldPath
    password: FieldPath | None = None
    disabled: FieldPath | None = None
    fields: list[UserValue] = Field(default_factory=list)
    into: NewField = "user"

    def problems(self) -> list[Problem]:
        filled = [one.field for one in self.fields]
        return [
            Problem(code="target_twice", setting=f"fields[{at}].field", parameters={"field": field})
            for at, field in enumerate(filled)
            if field in filled[:at]
        ]

    def run(self, ctx: Context, *models: Model) -> Model:
        accounts = ctx.accounts

        def deed(item: Mapping[str, str], key: str) -> dict[str, Any]:
            change = self._change(item)
            whom = ctx.once(f"whom {key}", lambda _: accounts.whom(change.user_name))
            return accounts.save(change, whom)

        return for_each_user(ctx, models[0], self._paths, deed, into=self.into, kind=_RESULT)

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        from storage.person import same

        accounts = ctx.accounts
        paths = {setting: path for setting, path in self._paths.items() if path is not None}
        names = [as_text(row["user_name"]) for row in Picked.of(models[0], paths).rows()]
        would, made = [], set[str]()
        for name in names:
            user = accounts.user(name)
            there = user is not None or same(name) in made
            would.append({"id": user and user["id"], "userName": name, "done": "updated" if there else "created"})
            made.add(same(name))
        done = Counter(one["done"] for one in would)
        ctx.would("would_save_users", created=done["created"], updated=done["updated"])
        return models[0].beside(would, self.into, _RESULT)

    def _change(self, item: Mapping[str, str]) -> UserChange:
        """An empty password is none. `Problems` for a word that leaves open whether the account is closed."""
        fields: dict[UserField, str] = {
            one.field: text_of(f"fields[{at}].value", one.value) if one.from_ is None else item[f"fields[{at}].from"]
            for at, one in enumerate(self.fields)
        }
        said = item.get("disabled", "").strip().casefold()
        if said not in _WORDS:
            raise problem("disabled_unclear", "disabled", value=said[:100])
        return UserChange(item["user_name"], item.get("password") or None, _WORDS[said], fields)

    @property
    def _paths(self) -> dict[str, str | None]:
        filled = {f"fields[{at}].from": one.from_ for at, one in enumerate(self.fields)}
        return {"user_name": self.user_name, "password": self.password, "disabled": self.disabled, **filled}
