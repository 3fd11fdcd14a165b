from collections.abc import Mapping
from typing import Any, ClassVar

from runtime.context import Context
from runtime.directory_access import SEARCHED, DirectoryPerson, Wanted
from runtime.fields import ConnectorName, FieldPath, NewField, Source
from runtime.known import Known
from runtime.model import Model
from runtime.picked import Picked
from runtime.problems import Problem, problem
from runtime.schema import FieldType, Kind
from runtime.step_type import Group, Nature, StepType
from runtime.user_deeds import as_text, for_each_user, rehearsed

_TEXTS = ("id", "userName", "email", "firstName", "lastName", "role")
_RESULT = FieldType(
    Kind.OBJECT, {**{name: FieldType(Kind.STRING) for name in _TEXTS}, "created": FieldType(Kind.BOOLEAN)}
)
_SAMPLE = {"id": "0" * 32, "userName": "sample", "email": "sample@example.org", "firstName": "", "lastName": "",
           "role": "viewer", "created": True}  # fmt: skip


class RegisterExternalUser(StepType):
    """Creates users from a directory, once for each key there: they have no password here, and sign in through it.

    Somebody is looked up by the key, else by the user name; with both, the user name is what the account is called
    here. A provider of OpenID Connect cannot be searched: both must be given. Whoever is not there, or is disabled
    there, is a bad item. The result is `{id, userName, email, firstName, lastName, role, created}`.
    """

    group: ClassVar[Group] = Group.USER
    nature: ClassVar[Nature] = Nature.EFFECT
    per_item: ClassVar[bool] = True
    icon: ClassVar[str] = "person_add"

    source: Source = None
    provider: ConnectorName
    user_name: FieldPath | None = None
    key: FieldPath | None = None
    into: NewField = "user"

    def problems(self) -> list[Problem]:
        if self.user_name is None and self.key is None:
            return [Problem(code="external_user_by_nothing", setting="user_name")]
        return []

    def problems_in(self, known: Known) -> list[Problem]:
        connector = known.get("connector", self.provider)
        if connector is None:
            return []
        if connector.kind not in SEARCHED:
            shown = {"connector": connector.name or connector.id}
            return [Problem(code="connector_no_directory", setting="provider", parameters=shown)]
        missing = [
            name for name in ("user_name", "key") if getattr(self, name) is None and not SEARCHED[connector.kind]
        ]
        return [Problem(code="external_user_needs_both", setting=name) for name in missing]

    def run(self, ctx: Context, *models: Model) -> Model:
        directories, there = ctx.directories, self._found(ctx, models[0])

        def deed(item: Mapping[str, str], key: str) -> dict[str, Any]:
            asked = _wanted(item)
            found = _let(asked, there.get(asked))
            made = directories.register(self.provider, found, asked.name if asked.key else "")
            return {"id": made["id"], "userName": made["name"], "email": made["email"],
                    "firstName": made["first_name"], "lastName": made["last_name"], "role": made["role"],
                    "created": made["created"]}  # fmt: skip

        return for_each_user(ctx, models[0], self._paths, deed, into=self.into, kind=_RESULT)

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        return rehearsed(ctx, models[0], self._paths, "would_register_users", into=self.into, kind=_RESULT,
                         sample=_SAMPLE)  # fmt: skip

    def _found(self, ctx: Context, model: Model) -> dict[Wanted, DirectoryPerson | None]:
        """Everybody at once: a directory answers for many as fast as for one."""
        paths = {setting: path for setting, path in self._paths.items() if path is not None}
        rows = Picked.of(model, paths).rows()
        wanted = list(dict.fromkeys(_wanted({name: as_text(value) for name, value in row.items()}) for row in rows))
        asked = [one for one in wanted if one.name or one.key]
        return dict(zip(asked, ctx.directories.find(self.provider, asked), strict=True)) if asked else {}

    @property
    def _paths(self) -> dict[str, str | None]:
        return {"user_name": self.user_name, "key": self.key}


def _wanted(item: Mapping[str, str]) -> Wanted:
    return Wanted(item.get("user_name", "").strip(), item.get("key", "").strip())


def _let(asked: Wanted, found: DirectoryPerson | None) -> DirectoryPerson:
    """Whoever may have an account; `Problems` for anybody else."""
    setting = "key" if asked.key else "user_name"
    if found is None:
        raise problem("external_user_unknown", setting, name=asked.key or asked.name)
    if found.disabled:
        raise problem("external_user_disabled", setting, name=found.name)
    return found
